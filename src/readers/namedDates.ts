import { dayNumber } from '../foundation/days.ts';
import { wordsOf } from './headers.ts';

/**
 * How the names of the months begin in English, German, French, Spanish, Italian, Dutch, Polish and Portuguese,
 * without accents. No beginning stands for two months.
 */
const BEGINNINGS = [
  ['jan', 'gen', 'ene', 'sty'],
  ['feb', 'fev', 'lut'],
  ['mar', 'mrt', 'mrz', 'maa'],
  ['apr', 'avr', 'abr', 'kwi'],
  ['may', 'mai', 'maj', 'mei', 'mag'],
  ['jun', 'juin', 'giu', 'cze'],
  ['jul', 'juil', 'lug', 'lip'],
  ['aug', 'aou', 'ago', 'sie'],
  ['sep', 'set', 'wrz'],
  ['oct', 'okt', 'out', 'ott', 'paz'],
  ['nov', 'lis'],
  ['dec', 'dez', 'dic', 'gru'],
] as const;

const WEEKDAY = String.raw`(?:[\p{L}\p{M}-]{2,14}\.?,?\s+)?`;
const DAY = String.raw`(\d{1,2})(?:\.|º|st|nd|rd|th|er)?`;
const MONTH = String.raw`([\p{L}\p{M}]{3,12})\.?`;
const GAP = String.raw`[\s/.-]*(?:(?:de|of)\s+)?`;
const NAMED = new RegExp(
  `^${WEEKDAY}(?:${DAY}${GAP}${MONTH}${GAP},?\\s*(\\d{4}|\\d{2})|${MONTH}[\\s/-]*${DAY}[\\s,/-]+(\\d{4})|(\\d{4})${GAP}${MONTH}${GAP}${DAY})(?![\\d:])(.*)$`,
  'iu',
);
/** What stands between a day and a time of it. */
const BEFORE_CLOCK = /^(?:,\s*|\s+|T)(?:(?:at|um|à|às|a las|alle(?: ore)?|om|o|kl\.?)\s+)?/iu;

/** A date with the name of its month, and what stands behind it. */
export interface NamedDate {
  /** UTC day number; NaN for a day that does not exist. */
  readonly day: number;
  /** Blank, or the time of day. */
  readonly rest: string;
}

/** `5 Jan 2024`, `12. März 2024`, `Mar 12, 2024`, `12 de marzo de 2024`, `2024-Mar-12`, with what follows; or null. */
export function namedDate(text: string): NamedDate | null {
  const parts = NAMED.exec(text);
  if (parts === null) return null;
  const month = monthNamed(parts[2] ?? parts[4] ?? parts[8]!);
  const behind = parts[10]!;
  const gap = BEFORE_CLOCK.exec(behind);
  if (month === 0 || (behind !== '' && gap === null)) return null;
  const day = dayNumber(yearOf(parts[3] ?? parts[6] ?? parts[7]!), month, Number(parts[1] ?? parts[5] ?? parts[9]));
  return { day, rest: behind.slice(gap?.[0].length ?? 0) };
}

/** Two-digit years are 1970 to 2069. */
export function yearOf(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/** 1 to 12 for the name of a month or its abbreviation, else 0. */
export function monthNamed(name: string): number {
  const word = wordsOf(name).join('');
  return 1 + BEGINNINGS.findIndex((beginnings) => beginnings.some((beginning) => word.startsWith(beginning)));
}

/** A header as it is compared: case, accents, punctuation, camelCase and bracketed units folded away. */
export interface FoldedHeader {
  /** All words run together: `customerID`, `Customer-Id` and `customer_id` are one. */
  readonly key: string;
  /** The same without what stood in brackets: `Handle time (min)` → `handletime`. */
  readonly base: string;
  readonly words: readonly string[];
  /** What stood in brackets, as written. */
  readonly bracket: string | null;
}

export function foldHeader(header: string): FoldedHeader {
  const bracket = /[([{]([^)\]}]*)[)\]}]/.exec(header);
  const words = wordsOf(header);
  const outside = bracket === null ? words : wordsOf(header.replace(bracket[0], ' '));
  return { key: words.join(''), base: outside.join(''), words, bracket: bracket?.[1]?.trim() ?? null };
}

/** A header spelt without umlauts (`Kuendigung`) as it folds with them (`Kündigung`); the same where it has none. */
export function withUmlauts(header: FoldedHeader): FoldedHeader {
  const plain = (text: string) => text.replace(/([aou])e/g, '$1');
  return { ...header, key: plain(header.key), base: plain(header.base) };
}

/** Lower-case words of a text without accents or punctuation, camelCase taken apart. */
export function wordsOf(text: string): string[] {
  const folded = text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe');
  return folded.match(/[\p{L}\p{N}%]+/gu) ?? [];
}

/** The compact key of a synonym or canonical name written in lower-case words. */
export function keyOf(words: string): string {
  return wordsOf(words).join('');
}

/** Whether a header says that its numbers are in per cent. */
export function saysPercent({ words }: FoldedHeader): boolean {
  return words.some((word) => PERCENT.test(word));
}

const PERCENT =
  /%|^(?:pct|perc|percent|percents|percentage|prozent|pourcent|pourcentage|porcentaje|percentuale|procent)$/;

const UNITS = {
  seconds: ['s', 'sec', 'secs', 'second', 'seconds', 'sek', 'sekunden', 'secondes', 'segundos', 'secondi', 'seconden'],
  minutes: ['m', 'min', 'mins', 'minute', 'minutes', 'minuten', 'minutos', 'minuti', 'minut'],
  hours: ['h', 'hr', 'hrs', 'hour', 'hours', 'std', 'stunden', 'heures', 'horas', 'ore', 'uren', 'godziny'],
  days: ['d', 'day', 'days', 'tage', 'jours', 'dias', 'giorni', 'dagen', 'dni'],
  weeks: ['w', 'wk', 'wks', 'week', 'weeks', 'wochen', 'semaines', 'semanas', 'settimane', 'weken', 'tygodnie'],
  months: ['mo', 'mos', 'mth', 'mths', 'month', 'months', 'monate', 'monaten', 'mois', 'meses', 'mesi', 'maanden'],
  years: ['y', 'yr', 'yrs', 'year', 'years', 'jahre', 'jahren', 'ans', 'annees', 'anos', 'anni', 'jaren', 'lata'],
} as const;

export type TimeUnit = keyof typeof UNITS;

const UNIT_OF = new Map<string, TimeUnit>(
  Object.entries(UNITS).flatMap(([unit, words]) => words.map((word) => [word, unit as TimeUnit] as const)),
);

/** The unit of time a header names, in brackets or as its last word; null when it names none. */
export function timeUnitOf(header: FoldedHeader): TimeUnit | null {
  const inBracket = header.bracket === null ? undefined : UNIT_OF.get(keyOf(header.bracket));
  if (inBracket !== undefined) return inBracket;
  for (let i = header.words.length - 1; i >= 0; i--) {
    const word = header.words[i]!;
    // A lone letter says a unit only in brackets.
    const unit = word.length > 1 ? UNIT_OF.get(word) : undefined;
    if (unit !== undefined) return unit;
  }
  return null;
}

/** The header's key without the words that name a unit: `handle_seconds` → `handle`. */
export function keyWithoutUnit(header: FoldedHeader): string {
  return header.words.filter((word) => word.length === 1 || !UNIT_OF.has(word)).join('');
}

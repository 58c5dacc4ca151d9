import { FIELD_TYPES } from '../domain/fields.ts';
import { shareOf } from './content.ts';
import { isCode } from './currencyMarks.ts';
import { foldColumn } from './lookUp.ts';
import type { ColumnMatch } from './match.ts';
import { columnsOf, keyMatchOf, type TablePlan } from './plan.ts';
import { tied } from './planErrors.ts';
import type { SampleRecord } from './sniff.ts';

/** What ends or begins a header that speaks of the currency of something. */
const CURRENCY = /(?:currency|wahrung|waehrung|devise|moneda|valuta|waluta|moeda)$/;
/** Words that a currency is called by, too: they do not say of what it is. */
const CODE = /^(?:code|iso|id|key|schlussel)$/;
/** What the money of a row is not in. */
const OF_OTHERS = /^(?:fee|fees|tax|target|converted|settlement|payout|balance|budget)$/;
const MOST = 0.8;

/**
 * The column of currencies that no header names outright: its first or last word is currency and its cells are ISO
 * codes. Null where there is none, where another column is read as it, or where the table holds no money.
 * @throws input_columns where several disagree
 */
export function currencyByContent(
  plan: TablePlan,
  sample: readonly SampleRecord[],
  file: string,
): ColumnMatch<'currency'> | null {
  const read = columnsOf(plan);
  const holdsMoney = read.some(({ field }) => FIELD_TYPES[field] === 'money');
  if (!holdsMoney || read.some(({ field }) => field === 'currency')) return null;
  const taken = new Set([...read, keyMatchOf(plan)].map((match) => match?.index));
  const found = plan.headers.flatMap((header, index): ColumnMatch<'currency'>[] => {
    const folded = foldColumn(header);
    if (taken.has(index) || !speaksOfCurrency(folded.words)) return [];
    if (shareOf(sample, index, isIsoCode) < MOST) return [];
    return [{ field: 'currency', index, header, folded, reason: 'rule', tier: 3 }];
  });
  const [first, ...others] = found;
  if (first === undefined) return null;
  const differs = ({ index }: ColumnMatch) => sample.some(({ cells }) => cells[index] !== cells[first.index]);
  if (others.some(differs)) throw tied({ field: 'currency', headers: found.map(({ header }) => header) }, file);
  return first;
}

function speaksOfCurrency(words: readonly string[]): boolean {
  if (words.some((word) => OF_OTHERS.test(word))) return false;
  const said = words.filter((word) => !CODE.test(word));
  return CURRENCY.test(said[0] ?? '') || CURRENCY.test(said.at(-1) ?? '');
}

function isIsoCode(text: string): boolean {
  return /^\s*[a-z]{3}\s*$/i.test(text) && isCode(text.trim().toUpperCase());
}

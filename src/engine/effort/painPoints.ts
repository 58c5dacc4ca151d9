import type { Figure } from '../../domain/figures.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { shrinkMeans } from '../../math/normalShrinkage.ts';
import { type CaseDimension, type ContactLog, contactText } from './contactLog.ts';

/** One place where effort arises, and what it puts at risk. */
export interface PainPoint {
  /** Texts of the dimensions asked for, in their order; null where the data do not say. */
  readonly key: readonly (string | null)[];
  readonly cases: number;
  readonly contacts: number;
  /** Mean effort of its cases, drawn towards the mean of all, with its 90% interval. */
  readonly effort: number;
  readonly effortLow: number;
  readonly effortHigh: number;
  /** Customers expected to leave within the horizon because of effort here: shares of each customer's uplift by receipt. */
  readonly customersAtRisk: number;
  /** The same in margin, minor units; null where no customer's money is known. */
  readonly moneyAtRiskMinor: number | null;
}

const LEVEL = 0.9;

/** What easier experience would keep, per customer: the retention wing's figures. */
export interface Keepable {
  readonly uplift: Figure;
  readonly upliftValue: Figure;
}

/** What of the customers' uplift hangs on each case: customers, and minor units (null where no customer's money is known). */
export interface UpliftByCase {
  readonly customers: Float64Array;
  readonly moneyMinor: Float64Array | null;
}

/** Each customer's uplift shared out over the cases of their score by the receipts. */
export function upliftByCase(log: ContactLog, { uplift, upliftValue }: Keepable): UpliftByCase {
  const { cases } = log.cases.index;
  const [customers, money] = [new Float64Array(cases), new Float64Array(cases)];
  let anyMoney = false;
  for (let i = 0; i < uplift.values.length; i++) {
    if (!(Math.abs(uplift.values[i]!) > 0)) continue;
    const receipts = log.scorer.receipts(i, log.momentOf(i));
    const score = receipts.reduce((total, { points }) => total + points, 0);
    const value = upliftValue.values[i]!;
    for (const { caseNumber, points } of score > 0 ? receipts : []) {
      customers[caseNumber] = (uplift.values[i]! * points) / score;
      if (Number.isNaN(value)) continue;
      money[caseNumber] = (value * points) / score;
      anyMoney = true;
    }
  }
  return { customers, moneyMinor: anyMoney ? money : null };
}

/**
 * The ledger: cases by topic, channel or agent of their first contact, the dearest first. It adds up to the customers' own
 * figures, whatever it is split by.
 */
export function painPoints(
  log: ContactLog,
  dimensions: readonly CaseDimension[],
  { customers, moneyMinor }: UpliftByCase,
): readonly PainPoint[] {
  const places = placesOf(log, dimensions);
  const count = new Float64Array(places.keys.length);
  const [sum, squares, cases, contacts] = [count.slice(), count.slice(), count.slice(), count.slice()];
  const [leavers, money] = [sumsOf(places), sumsOf(places)];
  for (let c = 0; c < log.cases.index.cases; c++) {
    const place = places.of[c]!;
    cases[place]!++;
    contacts[place]! += log.cases.contacts(c);
    leavers[place]!.add(customers[c]!);
    if (moneyMinor !== null) money[place]!.add(moneyMinor[c]!);
    const score = log.cases.scoreBefore(c, Number.POSITIVE_INFINITY, log.cases.contacts(c));
    if (Number.isNaN(score)) continue;
    count[place]!++;
    sum[place]! += score;
    squares[place]! += score * score;
  }
  const { mean, low, high } = shrinkMeans({ count, sum, squares }, LEVEL);
  const points = places.keys.map((key, k) => ({
    key,
    cases: cases[k]!,
    contacts: contacts[k]!,
    effort: mean[k]!,
    effortLow: Math.max(0, low[k]!),
    effortHigh: Math.min(100, high[k]!),
    customersAtRisk: leavers[k]!.value,
    moneyAtRiskMinor: moneyMinor === null ? null : money[k]!.value,
  }));
  return points
    .filter(({ effort }) => !Number.isNaN(effort))
    .sort((a, b) => (b.moneyAtRiskMinor ?? 0) - (a.moneyAtRiskMinor ?? 0) || byRisk(a, b));
}

function sumsOf({ keys }: { readonly keys: readonly unknown[] }): readonly CompensatedSum[] {
  return keys.map(() => new CompensatedSum());
}

function byRisk(a: PainPoint, b: PainPoint): number {
  return b.customersAtRisk - a.customersAtRisk || b.cases - a.cases || compareCodeUnits(joined(a.key), joined(b.key));
}

function joined(key: PainPoint['key']): string {
  return JSON.stringify(key);
}

/** Each case's place, by the codes of its first contact as digits of one number: texts are read once a place. */
function placesOf(log: ContactLog, dimensions: readonly CaseDimension[]) {
  const { columns, dictionaries } = log.dataset.interactions;
  const digits = dimensions.map((name) => ({ codes: columns[name], base: dictionaries[name].size + 1 }));
  const keys: (string | null)[][] = [];
  const known = new Map<number, number>();
  const { contactRows, contactStart, cases } = log.cases.index;
  const of = new Int32Array(cases);
  for (let c = 0; c < of.length; c++) {
    const first = contactRows[contactStart[c]!]!;
    let number = 0;
    for (const { codes, base } of digits) number = number * base + ((codes?.[first] ?? NO_CODE) + 1);
    let place = known.get(number);
    if (place === undefined) {
      place = keys.length;
      known.set(number, place);
      keys.push(dimensions.map((dimension) => contactText(log.dataset, dimension, first)));
    }
    of[c] = place;
  }
  return { keys, of };
}

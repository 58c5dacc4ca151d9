import type { Figure } from '../../domain/figures.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { shrinkMeans } from '../../math/normalShrinkage.ts';
import { type CaseDimension, type ContactLog, contactsOf, contactText } from './contactLog.ts';

/** One place where effort arises, and what it puts at risk. */
export interface PainPoint {
  /** Texts of the dimensions asked for, in their order; null where the data do not say. */
  readonly key: readonly (string | null)[];
  readonly cases: number;
  readonly contacts: number;
  /** What serving one of its cases costs, minor units; null where no contact can be priced. */
  readonly costPerCaseMinor: number | null;
  /** Mean effort of its cases, drawn towards the mean of all, with its 90 % interval. */
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

/**
 * The ledger: cases by topic, channel or agent of their first contact, the dearest first. Each customer's uplift is
 * shared out over the cases of their score by the receipts, so the ledger adds up to the customers' own figures.
 * `priceMinor` gives the cost of one contact (a row of the table).
 */
export function painPoints(
  log: ContactLog,
  dimensions: readonly CaseDimension[],
  keepable: Keepable,
  priceMinor: (contactRow: number) => number = () => Number.NaN,
): readonly PainPoint[] {
  const places = placesOf(log, dimensions);
  const shares = shareOut(log, places.of, places.keys.length, keepable);
  const count = new Float64Array(places.keys.length);
  const [sum, squares, cases, contacts] = [count.slice(), count.slice(), count.slice(), count.slice()];
  const cost = places.keys.map(() => new CompensatedSum());
  for (let c = 0; c < log.cases.index.cases; c++) {
    const place = places.of[c]!;
    cases[place]!++;
    contacts[place]! += log.cases.contacts(c);
    for (const row of contactsOf(log, c)) cost[place]!.add(priceMinor(row));
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
    costPerCaseMinor: Number.isNaN(cost[k]!.value) ? null : cost[k]!.value / cases[k]!,
    effort: mean[k]!,
    effortLow: Math.max(0, low[k]!),
    effortHigh: Math.min(100, high[k]!),
    customersAtRisk: shares.customers[k]!,
    moneyAtRiskMinor: shares.money?.[k] ?? null,
  }));
  return points
    .filter(({ effort }) => !Number.isNaN(effort))
    .sort((a, b) => (b.moneyAtRiskMinor ?? 0) - (a.moneyAtRiskMinor ?? 0) || byRisk(a, b));
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

function shareOut(log: ContactLog, placeOf: Int32Array, places: number, { uplift, upliftValue }: Keepable) {
  const customers = Array.from({ length: places }, () => new CompensatedSum());
  const money = Array.from({ length: places }, () => new CompensatedSum());
  let anyMoney = false;
  for (let i = 0; i < uplift.values.length; i++) {
    if (!(Math.abs(uplift.values[i]!) > 0)) continue;
    const receipts = log.scorer.receipts(i, log.momentOf(i));
    const score = receipts.reduce((total, { points }) => total + points, 0);
    for (const { caseNumber, points } of score > 0 ? receipts : []) {
      const place = placeOf[caseNumber]!;
      customers[place]!.add((uplift.values[i]! * points) / score);
      const value = upliftValue.values[i]!;
      if (Number.isNaN(value)) continue;
      money[place]!.add((value * points) / score);
      anyMoney = true;
    }
  }
  const valuesOf = (sums: readonly CompensatedSum[]) => sums.map(({ value }) => value);
  return { customers: valuesOf(customers), money: anyMoney ? valuesOf(money) : null };
}

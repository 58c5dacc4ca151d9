import type { CustomerText } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { dayOf } from '../../foundation/days.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { unsteadiness } from '../../math/steadyEffect.ts';
import { leftAtLast } from './leftAtLast.ts';
import { startDays, startPrices } from './startPrice.ts';

/** What customers differ in from the start, as one factor: adjusted for, and standardised over. */
export interface Strata {
  /** The field it comes from, or null where the data hold none. */
  readonly name: string | null;
  readonly levels: readonly string[];
  /** Level of each customer. */
  readonly code: Uint8Array;
}

const FIELDS = ['plan', 'segment', 'industry', 'country'] as const satisfies readonly CustomerText[];
const MOST_LEVELS = 8;
const LEAST_CUSTOMERS = 30;
const OTHER = 'other';

/**
 * The first of plan, segment, industry and country that tells customers apart, else quartiles of the recurring revenue
 * they began with; none that leaving may have made. By all that the data know, whatever day is scored: what was written
 * when customers left would foresee it on any day before.
 */
export function strataOf(dataset: Dataset): Strata {
  const left = leftAtLast(dataset);
  const all = [...FIELDS.map((field) => () => strataOfText(dataset, field)), () => strataOfRevenue(dataset)];
  for (const strataOfOne of all) {
    const strata = strataOfOne();
    if (strata !== null && !isMadeByLeaving(strata, left) && !isMadeByStaying(strata, dataset)) return strata;
  }
  return { name: null, levels: [''], code: new Uint8Array(dataset.customerIds.length) };
}

/** A level of which fewer are still here is what leaving made of them, unless hardly anybody is. */
const LEAST_HERE = 0.02;
const MANY_HERE = 0.1;

/** Where hardly anybody of a level is still here it may have been written when they left: a plan called cancelled, a price of 0. */
function isMadeByLeaving({ levels, code }: Strata, left: Uint8Array): boolean {
  const [all, here] = [new Float64Array(levels.length), new Float64Array(levels.length)];
  code.forEach((level, customer) => {
    all[level]!++;
    if (left[customer] === 0) here[level]!++;
  });
  const hereOfAll = here.reduce((sum, one) => sum + one, 0) / code.length;
  return hereOfAll >= MANY_HERE && all.some((one, level) => one > 0 && here[level]! < LEAST_HERE * one);
}

/** Chance alone parts the effect of a level by as much in one base of a thousand. */
const MOST_UNSTEADY = 3.5;

/**
 * The latest plan or price may be written by staying: after a rise whoever left before has the old one, so that nobody ever
 * left at the new one before it was there. The effect of such a level is another before than after.
 */
function isMadeByStaying({ levels, code }: Strata, dataset: Dataset): boolean {
  const until = dataset.customers.numbers.get('churned_at')?.map(dayOf);
  if (until === undefined) return false;
  const from = startDays(dataset);
  return levels.some((_, level) => {
    const value = Float64Array.from(code, (own) => (own === level ? 1 : 0));
    return unsteadiness({ from, until, value }) > MOST_UNSTEADY;
  });
}

/** Without the levels that none of these customers has; whoever has one is put to the first. */
export function strataAmong({ name, levels, code }: Strata, isAmong: (customer: number) => boolean): Strata {
  const present = new Set(code.filter((_, customer) => isAmong(customer)));
  const kept = Array.from(levels.keys()).filter((level) => present.has(level));
  if (kept.length === levels.length) return { name, levels, code };
  const place = new Map(kept.map((level, k) => [level, k]));
  return { name, levels: kept.map((level) => levels[level]!), code: code.map((level) => place.get(level) ?? 0) };
}

function strataOfText(dataset: Dataset, field: CustomerText): Strata | null {
  const column = dataset.customers.texts.get(field);
  if (column === undefined) return null;
  const counts = new Int32Array(column.dictionary.size);
  for (const code of column.codes) if (code >= 0) counts[code]!++;
  const common = Array.from(counts.keys())
    .filter((code) => counts[code]! >= LEAST_CUSTOMERS)
    .sort((a, b) => counts[b]! - counts[a]! || compareCodeUnits(column.dictionary.text(a), column.dictionary.text(b)))
    .slice(0, MOST_LEVELS);
  // Rare and missing levels make one of their own.
  const place = new Map(common.map((code, k) => [code, k]));
  const code = Uint8Array.from(column.codes, (own) => place.get(own) ?? common.length);
  const some = code.includes(common.length);
  if (common.length + (some ? 1 : 0) < 2) return null;
  const levels = common.map((own) => column.dictionary.text(own));
  return { name: field, levels: some ? [...levels, OTHER] : levels, code };
}

function strataOfRevenue(dataset: Dataset): Strata | null {
  const revenue = startPrices(dataset);
  if (revenue === null) return null;
  const known = revenue.filter((value) => value > 0).sort();
  const cuts = [...new Set([0.25, 0.5, 0.75].map((share) => known[Math.floor(share * known.length)]!))];
  const levels = Array.from({ length: cuts.length + 1 }, (_, k) => `revenue group ${k + 1}`);
  // No price, or one of 0, is a level of its own, where it is not rare.
  const apart = revenue.length - known.length >= LEAST_CUSTOMERS;
  const code = Uint8Array.from(revenue, (value) =>
    value > 0 || !apart ? cuts.filter((cut) => value >= cut).length : levels.length,
  );
  if (new Set(code).size < 2) return null;
  return { name: 'recurring revenue', levels: apart ? [...levels, 'no price'] : levels, code };
}

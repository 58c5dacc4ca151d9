import type { Movements } from '../../domain/compareReport.ts';
import type { Warning } from '../../domain/results.ts';
import { FOLLOWED_NAMES, type StoredResult } from '../../domain/storedResult.ts';
import { type Compared, placeOf } from './flows.ts';
import type { MeasureChange } from './measures.ts';

/** Options that say how files were read or what was printed: no figure stands on them. */
const NO_FIGURE = new Set([
  ...['asOf', 'fields', 'sort', 'filter', 'top', 'backtest', 'currency'],
  ...['inputFormat', 'map', 'id', 'preset', 'encoding', 'delimiter', 'decimal', 'dateOrder'],
]);

/** What of a movement comes from how the two results were made, and not from the customers. */
export function comparabilityWarnings(
  compared: Compared,
  movements: Movements,
  measures: readonly MeasureChange[],
): Warning[] {
  const { before, after } = compared.pair;
  return [
    // First what may be all there is to a movement.
    ...measures.map(({ warning }) => warning),
    ...dayWarnings(before.meta.asOf, after.meta.asOf),
    ...optionWarnings(before, after),
    ...(onRevenue(before) === onRevenue(after) ? [] : [MARGIN_BASIS]),
    ...differs('behaviour_differs', 'kind of business', before.models.behaviour, after.models.behaviour),
    ...differs('version_differs', 'program', before.meta.version, after.meta.version),
    ...becameKnown(compared),
    ...unexplained(movements),
  ];
}

const MARGIN_BASIS: Warning = {
  code: 'margin_basis_differs',
  message: 'one result stands on margin and the other on revenue: money of the two is no like with like',
  count: 1,
};

function dayWarnings(before: string | null, after: string | null): Warning[] {
  if (before === after) return [];
  const warn = (code: string, message: string): Warning[] => [{ code, message, count: 1 }];
  if (before === null || after === null) return warn('as_of_differs', 'only one of the results is dated');
  if (before > after) {
    return warn(
      'as_of_reversed',
      `the first result is the later one (${before}, then ${after}): are they in the right order?`,
    );
  }
  return warn(
    'as_of_differs',
    `the results are as of ${before} and ${after}: a part of every movement is time that passed`,
  );
}

function optionWarnings(before: StoredResult, after: StoredResult): Warning[] {
  const names = [...new Set([...Object.keys(before.meta.options), ...Object.keys(after.meta.options)])].sort();
  return names.flatMap((name) => {
    const [then, now] = [words(before.meta.options[name]), words(after.meta.options[name])];
    if (NO_FIGURE.has(name) || then === now) return [];
    const message = `${name} was ${then} and is ${now}: a part of every movement is that`;
    return [{ code: 'options_differ', message, count: 1 }];
  });
}

function words(value: unknown): string {
  if (value === undefined || value === null) return 'not given';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function differs(code: string, what: string, then: string, now: string): Warning[] {
  return then === now ? [] : [{ code, message: `the ${what} was ${then} and is ${now}`, count: 1 }];
}

function onRevenue({ assumptions }: StoredResult): boolean {
  return assumptions.some(({ code }) => code === 'value_on_revenue');
}

/** Whoever was there both times, but has a value in one result only, moves it by all of it. */
function becameKnown({ pair: { before, after }, flow }: Compared): Warning[] {
  const [then, now] = [before.customers, after.customers];
  let count = 0;
  for (let code = 0; code < flow.length; code++) {
    const both = flow[code] !== CAME && flow[code] !== LEFT;
    if (both && Number.isNaN(then.figures.value[code]!) !== Number.isNaN(now.figures.value[code]!)) count++;
  }
  if (count === 0) return [];
  const message = 'customers have a known value in one result only: they move it by all of it';
  return [{ code: 'value_known_in_one', message, count }];
}

const [CAME, LEFT] = [placeOf('came'), placeOf('left')];

/** A portfolio that is not what its customers add up to was not written by this program as it stands. */
function unexplained(movements: Movements): Warning[] {
  const off = FOLLOWED_NAMES.filter((name) => {
    const { before, after, change } = movements[name];
    if (before === null || after === null || change === null) return false;
    return Math.abs(after - before - change) > 1e-6 * Math.max(1, Math.abs(before), Math.abs(after));
  });
  if (off.length === 0) return [];
  const message = `customers do not add up to the portfolio in ${off.join(', ')}: has a result been edited?`;
  return [{ code: 'does_not_add_up', message, count: off.length }];
}

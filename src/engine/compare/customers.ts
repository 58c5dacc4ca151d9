import { type Contribution, type CustomerMovement, FLOWS, type Movement } from '../../domain/compareReport.ts';
import { STATUSES } from '../../domain/features.ts';
import { EFFORT_STATUSES } from '../../domain/results.ts';
import { type Rows, rowsOf } from '../../domain/rows.ts';
import { FOLLOWED_NAMES, type Followed, type StoredCustomers } from '../../domain/storedResult.ts';
import type { Contributions } from './contributions.ts';
import { type Compared, placeOf } from './flows.ts';

/** Everyone who moved, those who moved value most first, then risk, ties by id. */
export function customerMovements(compared: Compared, contributions: Contributions): Rows<CustomerMovement> {
  const { value, valueAtRisk } = contributions;
  const moved = compared.order.filter((code) => hasMoved(compared, contributions, code));
  // The sort is stable, so ties stay in the order of ids.
  moved.sort(
    (a, b) => Math.abs(value[b]!) - Math.abs(value[a]!) || Math.abs(valueAtRisk[b]!) - Math.abs(valueAtRisk[a]!),
  );
  return rowsOf(moved.length, (index) => customerMovement(compared, contributions, moved[index]!));
}

const STAYED = placeOf('stayed');

function hasMoved({ pair, flow }: Compared, contributions: Contributions, code: number): boolean {
  if (flow[code] !== STAYED) return true;
  if (pair.before.customers.effortStatus[code] !== pair.after.customers.effortStatus[code]) return true;
  return FOLLOWED_NAMES.some((name) => contributions[name][code] !== 0);
}

function customerMovement(compared: Compared, contributions: Contributions, code: number): CustomerMovement {
  const { before, after } = compared.pair;
  const [then, now] = [before.customers, after.customers];
  const money = (name: Followed): Movement => ({
    before: known(then, name, code),
    after: known(now, name, code),
    change: contributions[name][code]!,
  });
  const [scoreThen, scoreNow] = [known(then, 'effort', code), known(now, 'effort', code)];
  const change = scoreThen === null || scoreNow === null ? null : scoreNow - scoreThen;
  return {
    ...nameOf(compared, code),
    statusBefore: STATUSES[then.status[code]!] ?? null,
    statusAfter: STATUSES[now.status[code]!] ?? null,
    revenue: money('revenue'),
    value: money('value'),
    valueAtRisk: money('valueAtRisk'),
    effort: { before: scoreThen, after: scoreNow, change },
  };
}

/** The `top` customers who moved a figure most, either way. */
export function largestContributions(
  compared: Compared,
  contributions: Contributions,
  top: number,
): Readonly<Record<Followed, readonly Contribution[]>> {
  const { before, after } = compared.pair;
  const largest = (name: Followed): readonly Contribution[] => {
    const parts = contributions[name];
    const codes = compared.order.filter((code) => parts[code] !== 0);
    codes.sort((a, b) => Math.abs(parts[b]!) - Math.abs(parts[a]!));
    return Array.from(codes.subarray(0, top), (code) => ({
      ...nameOf(compared, code),
      before: known(before.customers, name, code),
      after: known(after.customers, name, code),
      contribution: parts[code]!,
    }));
  };
  const entries = FOLLOWED_NAMES.map((name) => [name, largest(name)]);
  return Object.fromEntries(entries) as Record<Followed, readonly Contribution[]>;
}

/** Who it is, and between which bands of effort they moved. */
function nameOf({ pair, flow }: Compared, code: number) {
  const [then, now] = [pair.before.customers.effortStatus[code]!, pair.after.customers.effortStatus[code]!];
  const [earlier, later] = [pair.before.customers.segment[code]!, pair.after.customers.segment[code]!];
  const known = later >= 0 ? later : earlier;
  return {
    customerId: pair.customerId(code),
    segment: known < 0 ? null : pair.segment(known),
    flow: FLOWS[flow[code]!]!,
    bandBefore: EFFORT_STATUSES[then] ?? null,
    bandAfter: EFFORT_STATUSES[now] ?? null,
  };
}

function known({ figures }: StoredCustomers, name: Followed, code: number): number | null {
  const value = figures[name][code]!;
  return Number.isNaN(value) ? null : value;
}

import {
  FLOWS,
  type Flow,
  type Movement,
  type Movements,
  type RelativeMovement,
  type SharedMovement,
} from '../../domain/compareReport.ts';
import { STATUS } from '../../domain/features.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import type { Portfolio } from '../../domain/results.ts';
import { ABSENT, type Followed } from '../../domain/storedResult.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import type { Contributions } from './contributions.ts';
import { type Compared, placeOf } from './flows.ts';

/** A followed figure where the portfolio has it, and by which path its reasons go. */
const IN_PORTFOLIO = {
  revenue: ['revenue.net', ({ revenue }: Portfolio) => revenue.net],
  margin: ['value.observedMargin', ({ value }: Portfolio) => value.observedMargin],
  value: ['value.expected', ({ value }: Portfolio) => value.expected],
  valueAtRisk: ['valueAtRisk', ({ valueAtRisk }: Portfolio) => valueAtRisk],
  serviceCost: ['cost.serviceToDate', ({ cost }: Portfolio) => cost.serviceToDate],
  effort: ['effort.mean', ({ effort }: Portfolio) => effort.mean],
  atRiskShare: ['atRiskShare', ({ atRiskShare }: Portfolio) => atRiskShare],
  retention: ['retention.rate', ({ retention }: Portfolio) => retention.rate],
  upliftValue: ['retention.upliftValue', ({ retention }: Portfolio) => retention.upliftValue],
} as const satisfies Partial<Record<keyof Movements, readonly [string, (portfolio: Portfolio) => number | null]>>;
type InPortfolio = keyof typeof IN_PORTFOLIO;

/** The figures of the portfolio then and now, and why one is null. */
export class MovementBook {
  readonly reasons: Record<string, ReasonCode> = {};
  readonly #compared: Compared;
  readonly #contributions: Contributions;

  constructor(compared: Compared, contributions: Contributions) {
    this.#compared = compared;
    this.#contributions = contributions;
  }

  movements(): Movements {
    return {
      customers: this.#count('customers', () => true),
      active: this.#count('active', (status) => status === STATUS.active),
      revenue: this.#shared('revenue'),
      margin: this.#shared('margin'),
      value: this.#shared('value'),
      valueAtRisk: this.#shared('valueAtRisk'),
      serviceCost: this.#shared('serviceCost'),
      effort: this.#shared('effort'),
      atRiskShare: this.#plain('atRiskShare'),
      retention: this.#plain('retention'),
      upliftValue: this.#relative('upliftValue', this.#plain('upliftValue')),
    };
  }

  /** The change as the sum of what came, what left and what changed, in this order. */
  #shared(name: Followed): SharedMovement {
    const { before, after, change } = this.#plain(name);
    if (change === null) return { ...this.#relative(name, { before, after, change }), ...NO_PARTS };
    const parts = partsOf(this.#compared, this.#contributions[name]);
    return { ...this.#relative(name, { before, after, change: parts.came + parts.left + parts.changed }), ...parts };
  }

  #plain(name: InPortfolio): Movement {
    const [path, read] = IN_PORTFOLIO[name];
    const results = [this.#compared.pair.before, this.#compared.pair.after] as const;
    const [before, after] = results.map(({ portfolio }) => read(portfolio)) as [number | null, number | null];
    if (before !== null && after !== null) return { before, after, change: after - before };
    const unknown = before === null ? results[0] : results[1];
    this.reasons[`movement.${name}`] = unknown.portfolio.reasons[path] ?? 'no_value';
    return { before, after, change: null };
  }

  #relative(name: string, movement: Movement): RelativeMovement {
    const { before, change } = movement;
    if (before === 0) this.reasons[`movement.${name}.relative`] = 'zero_denominator';
    const relative = change === null || before === null || before === 0 ? null : change / Math.abs(before);
    return { ...movement, relative };
  }

  #count(name: string, counts: (status: number) => boolean): SharedMovement {
    const { pair, flow } = this.#compared;
    const [then, now] = [pair.before.customers.status, pair.after.customers.status];
    const one = (status: number) => (status !== ABSENT && counts(status) ? 1 : 0);
    const parts = { came: 0, left: 0, changed: 0 };
    let before = 0;
    for (let code = 0; code < flow.length; code++) {
      // Whoever came was no customer before, even where the files of the earlier result name them already.
      const was = flow[code] === CAME ? 0 : one(then[code]!);
      before += was;
      parts[partOf(flow[code]!)] += one(now[code]!) - was;
    }
    const change = parts.came + parts.left + parts.changed;
    return { ...this.#relative(name, { before, after: before + change, change }), ...parts };
  }
}

const NO_PARTS = { came: null, left: null, changed: null };
const [CAME, LEFT] = [placeOf('came'), placeOf('left')];

function partOf(flow: number): 'came' | 'left' | 'changed' {
  return flow === CAME ? 'came' : flow === LEFT ? 'left' : 'changed';
}

/** What customers contributed by flow, and with `changed` for all who are in both results. */
function partsOf({ flow, order }: Compared, contributions: Float64Array) {
  const sums = { came: new CompensatedSum(), left: new CompensatedSum(), changed: new CompensatedSum() };
  for (const code of order) sums[partOf(flow[code]!)].add(contributions[code]!);
  return { came: sums.came.value, left: sums.left.value, changed: sums.changed.value };
}

/** How many went each way, and what that did to value and risk. */
export function flowsOf({ flow, order }: Compared, { value, valueAtRisk }: Contributions): Flow[] {
  const sums = FLOWS.map(() => ({ customers: 0, value: new CompensatedSum(), valueAtRisk: new CompensatedSum() }));
  for (const code of order) {
    const sum = sums[flow[code]!]!;
    sum.customers++;
    sum.value.add(value[code]!);
    sum.valueAtRisk.add(valueAtRisk[code]!);
  }
  return sums.map((sum, i) => ({
    name: FLOWS[i]!,
    customers: sum.customers,
    value: sum.value.value,
    valueAtRisk: sum.valueAtRisk.value,
  }));
}

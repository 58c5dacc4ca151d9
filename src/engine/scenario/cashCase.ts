import type { Range } from '../../domain/scenario.ts';

/** Flows of a programme: at its start, then at the end of each year. Any one unit of money. */
export interface Flows {
  readonly costs: readonly number[];
  readonly benefits: readonly number[];
}

/** How cautiously a case is made: what costs and benefits are multiplied by. */
export interface Caution {
  readonly costs: number;
  readonly benefits: number;
}

/** A range given, as what its mean makes of the most likely; else 1 − ρ of benefits and 1 + ρ of costs. */
export function cautionOf(risk: number | null, benefits: Range | null, costs: Range | null): Caution {
  const mean = ({ low, high }: Range) => (low + 1 + high) / 3;
  return {
    benefits: benefits === null ? 1 - (risk ?? 0) : mean(benefits),
    costs: costs === null ? 1 + (risk ?? 0) : mean(costs),
  };
}

interface CashYear {
  readonly year: number;
  readonly costs: number;
  readonly benefits: number;
  readonly net: number;
  readonly discountedNet: number;
  /** Undiscounted, from the start. */
  readonly cumulative: number;
}

export interface CashCase {
  readonly years: readonly CashYear[];
  /** Present values. */
  readonly costs: number;
  readonly benefits: number;
  readonly npv: number;
  /** NPV over the present value of the costs; null without costs. */
  readonly roi: number | null;
  /** Months until the undiscounted flows have paid for themselves; null when they do not within the years. */
  readonly paybackMonths: number | null;
}

/**
 * The case for a programme as Forrester's Total Economic Impact makes it: the start undiscounted, years discounted at
 * their end, both sides adjusted for risk. Costs and benefits must be equally long.
 * Checked example: costs 53,150 | 666,715 | 636,772 | 647,783 against 0 | 1,606,511 | 3,061,331 | 4,229,760 at 10%:
 * 1,672,201 and 7,168,371, NPV 5,496,170, ROI 329%.
 */
export function cashCase(flows: Flows, annualDiscountRate: number, caution: Caution): CashCase {
  const [costs, benefits] = [flows.costs.map(times(caution.costs)), flows.benefits.map(times(caution.benefits))];
  const worth = (values: readonly number[]) => presentValue(values, annualDiscountRate);
  let cumulative = 0;
  const years = costs.map((cost, year) => {
    const net = benefits[year]! - cost;
    cumulative += net;
    const discountedNet = net * (1 + annualDiscountRate) ** -year;
    return { year, costs: cost, benefits: benefits[year]!, net, discountedNet, cumulative };
  });
  const [spent, gained] = [worth(costs), worth(benefits)];
  return {
    ...{ years, costs: spent, benefits: gained, npv: gained - spent },
    roi: spent > 0 ? (gained - spent) / spent : null,
    paybackMonths: payback(years),
  };
}

export function presentValue(values: readonly number[], annualDiscountRate: number): number {
  return values.reduce((sum, value, year) => sum + value * (1 + annualDiscountRate) ** -year, 0);
}

function times(factor: number): (value: number) => number {
  return (value) => value * factor;
}

/** From the last time that more had been spent than gained; flows come evenly within a year. */
function payback(years: readonly CashYear[]): number | null {
  const last = years.findLastIndex(({ cumulative }) => cumulative < 0);
  if (last < 0) return 0;
  const turn = years[last + 1];
  return turn === undefined ? null : 12 * (last + -years[last]!.cumulative / turn.net);
}

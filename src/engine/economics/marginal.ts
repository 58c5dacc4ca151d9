import { STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { leastSquares } from '../../math/leastSquares.ts';
import { studentTQuantile } from '../../math/studentT.ts';
import { known, unknown, weaker } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { breakEvenUplift, costOfOneMoreKept } from '../cost/unitEconomics.ts';

/** Money in minor units; intervals hold 90%. */
export interface Marginal {
  readonly acquisition: Amount;
  readonly acquisitionLow: Amount;
  readonly acquisitionHigh: Amount;
  readonly retention: Amount;
  readonly retentionLow: Amount;
  readonly retentionHigh: Amount;
  /** Of a new customer, without end. */
  readonly customerValue: Amount;
  /** Of one who is here now, over the horizon. */
  readonly horizonValue: Amount;
  readonly programmeCost: Amount;
  /** Percentage points. */
  readonly breakEvenPoints: Amount;
}

/**
 * The comparison that decides where the next euro goes (Pfeifer 2005): what one more customer costs, won or kept, and what
 * one is worth. Averages say nothing of it.
 */
export function marginalCosts(analysis: Analysis): Marginal {
  const { cost, revenue, lifecycle } = analysis;
  const customerValue = revenue.newCustomerValueMinor;
  const { programme } = cost.sources.keeping;
  const active = lifecycle.status.reduce((count, code) => count + (code === STATUS.active ? 1 : 0), 0);
  return {
    ...winning(analysis),
    ...keeping(analysis, active),
    customerValue,
    horizonValue: horizonValue(analysis),
    programmeCost: programme,
    breakEvenPoints: breakEven(),
  };

  function breakEven(): Amount {
    if (programme.value === null) return programme;
    if (customerValue.value === null) return customerValue;
    const points = 100 * breakEvenUplift(programme.value, active, customerValue.value);
    return Number.isNaN(points)
      ? unknown('zero_denominator')
      : known(points, weaker(programme.grade, customerValue.grade));
  }
}

/** What those here now are expected to bring over the horizon, by head: who is here by chance counts by that chance. */
function horizonValue({ revenue, options }: Analysis): Amount {
  // A forecast cut short says less than the horizon asks, and is not held against a price over all of it.
  if (revenue.horizonMonths < options.horizonMonths) return unknown('too_new');
  const { values } = revenue.expected;
  const here = new CompensatedSum();
  const worth = new CompensatedSum();
  for (let row = 0; row < values.length; row++) {
    const chance = revenue.survivalAt(row, 0);
    if (!(chance > 0) || Number.isNaN(values[row]!)) continue;
    here.add(chance);
    worth.add(values[row]!);
  }
  const { value, grade } = revenue.portfolio.expected;
  if (value === null) return revenue.portfolio.expected;
  return here.value > 0 ? known(worth.value / here.value, grade) : unknown('zero_denominator');
}

/** Months that must lie behind a slope, and how sure it must be to be above zero. */
const LEAST_MONTHS = 6;
const UPPER = 0.95;
const ROUNDING = 1e-6;

/**
 * Marginal CAC: the slope of acquisition cost over new customers across the ledger's months. Null unless its 90% interval
 * (HC1 errors, Student's t) lies above zero. Spending that wins customers in later months flattens it.
 */
function winning({ cost }: Analysis): Pick<Marginal, 'acquisition' | 'acquisitionLow' | 'acquisitionHigh'> {
  const none = (reason: 'single_period' | 'too_few_months' | 'not_identifiable') => {
    const amount = unknown(reason);
    return { acquisition: amount, acquisitionLow: amount, acquisitionHigh: amount };
  };
  const { months } = cost.sources.acquisition;
  if (months === null) return none('single_period');
  // Months in which nothing was spent and nobody came belong to no spending.
  const used = Array.from(months.spendMinor.keys()).filter(
    (m) => months.told[m] === 1 && (months.spendMinor[m] !== 0 || months.newCustomers[m] !== 0),
  );
  if (used.length < LEAST_MONTHS) return none('too_few_months');
  const design = Float64Array.from(used.flatMap((m) => [1, months.newCustomers[m]!]));
  const fit = leastSquares(
    design,
    2,
    Float64Array.from(used, (m) => months.spendMinor[m]!),
  );
  if (fit === null) return none('not_identifiable');
  const slope = fit.coefficients[1]!;
  const spread = studentTQuantile(UPPER, used.length - 2) * fit.standardErrors[1]!;
  // Spending that never varies leaves a slope of rounding errors, and no error of its own.
  if (!(slope - spread > ROUNDING * (cost.portfolio.acquisitionPerCustomer.value ?? 0)))
    return none('not_identifiable');
  return {
    acquisition: known(slope, 'modelled'),
    acquisitionLow: known(slope - spread, 'modelled'),
    acquisitionHigh: known(slope + spread, 'modelled'),
  };
}

/** Programme cost over the customers it keeps, N·Δr, with the uplift's interval. */
function keeping(
  { cost, retention }: Analysis,
  active: number,
): Pick<Marginal, 'retention' | 'retentionLow' | 'retentionHigh'> {
  const { programme } = cost.sources.keeping;
  const { upliftPoints, upliftLow, upliftHigh, grade } = retention.portfolio;
  const at = (points: Amount): Amount => {
    if (programme.value === null) return programme;
    if (points.value === null) return points;
    const each = costOfOneMoreKept(programme.value, active, points.value / 100);
    return Number.isNaN(each) ? unknown('uplift_unknown') : known(each, weaker(programme.grade, grade));
  };
  return { retention: at(upliftPoints), retentionLow: at(upliftHigh), retentionHigh: at(upliftLow) };
}

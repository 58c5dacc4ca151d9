import type { UnitEconomics } from '../../domain/economics.ts';
import type { Amount } from '../../domain/figures.ts';
import type { AmountBook } from '../amountBook.ts';
import { known, unknown } from '../amounts.ts';
import { perHead, unitFigures } from '../cost/portfolio.ts';
import { type CohortRevenueAmounts, cohortRevenue } from './cohortRevenue.ts';
import { churnAdjustedRange, logRange, meanRange, paybackRange, type Range } from './paybackRange.ts';
import type { EconomicsGround, UnitScope } from './unitScope.ts';

type FigureName = Exclude<keyof UnitEconomics, 'customers' | 'active'>;
type Figures = Readonly<Record<FigureName, Amount>>;

/** Every figure in the order of the output contract, and whether it is money. */
const UNITS = {
  newCustomers: 'plain',
  acquisitionSpend: 'money',
  cac: 'money',
  ltv: 'money',
  ltvLow: 'money',
  ltvHigh: 'money',
  ltvToCac: 'plain',
  ltvToCacLow: 'plain',
  ltvToCacHigh: 'plain',
  monthlyMargin: 'money',
  paybackMonths: 'plain',
  paybackMonthsLow: 'plain',
  paybackMonthsHigh: 'plain',
  paybackMonthsChurnAdjusted: 'plain',
  paybackMonthsChurnAdjustedLow: 'plain',
  paybackMonthsChurnAdjustedHigh: 'plain',
  openingCustomers: 'plain',
  openingRevenue: 'money',
  expansion: 'money',
  contraction: 'money',
  churnedRevenue: 'money',
  grossRetention: 'plain',
  netRetention: 'plain',
  retentionSpend: 'money',
  retentionPerCustomer: 'money',
  acquisitionToRetention: 'plain',
  serviceCost: 'money',
} as const satisfies Record<FigureName, 'plain' | 'money'>;

/** Unit economics of a scope, grades and reasons noted in the book under `prefix`. */
export function unitEconomics(
  ground: EconomicsGround,
  scope: UnitScope,
  book: AmountBook,
  prefix: string,
): UnitEconomics {
  const figures = figuresOf(scope, cohortRevenue(ground.periods, scope.rows));
  const names = Object.keys(UNITS) as FigureName[];
  const written = names.map((name) => [name, book[UNITS[name]](`${prefix}${name}`, figures[name])] as const);
  const values = Object.fromEntries(written) as Record<FigureName, number | null>;
  return { customers: scope.rows.length, active: scope.active, ...values };
}

function figuresOf(scope: UnitScope, cohort: CohortRevenueAmounts): Figures {
  const { acquisitionSpend, newCustomers, retentionSpend, monthlyMargin, stays, value } = scope;
  const cac = newCustomers.value === null ? newCustomers : perHead(acquisitionSpend, newCustomers.value);
  const retentionPerCustomer = perHead(retentionSpend, scope.active);
  const units = unitFigures({
    ...{ cac, retentionPerCustomer, monthlyMargin },
    newCustomerValue: value.amount,
    retention12: stays.rate,
  });
  const [ltvLow, ltvHigh] = bounds(value.amount, (ltv) => logRange(ltv, value.relativeVariance));
  const [ltvToCacLow, ltvToCacHigh] = bounds(units.ltvToCac, (ratio) => logRange(ratio, value.relativeVariance));
  const margin = meanRange(monthlyMargin.value ?? Number.NaN, scope.marginVariance);
  const stay = { value: stays.rate.value, low: stays.low.value, high: stays.high.value };
  const [paybackMonthsLow, paybackMonthsHigh] = bounds(units.paybackMonths, () => paybackRange(cac.value!, margin));
  const [adjustedLow, adjustedHigh] = bounds(units.paybackMonthsChurnAdjusted, () =>
    churnAdjustedRange(cac.value!, margin, numbers(stay)),
  );
  return {
    ...{ newCustomers, acquisitionSpend, cac, retentionSpend, retentionPerCustomer, monthlyMargin },
    ...{ ltv: value.amount, ltvLow, ltvHigh, ltvToCacLow, ltvToCacHigh, paybackMonthsLow, paybackMonthsHigh },
    ...{ paybackMonthsChurnAdjustedLow: adjustedLow, paybackMonthsChurnAdjustedHigh: adjustedHigh },
    ...units,
    ...cohort,
    serviceCost: scope.serviceCost,
  };
}

/** Both ends of a figure's interval, graded as the figure; an end that is none is never reached. */
function bounds(amount: Amount, range: (value: number) => Range): [Amount, Amount] {
  if (amount.value === null) return [amount, amount];
  const { low, high } = range(amount.value);
  const end = (value: number) => (Number.isFinite(value) ? known(value, amount.grade) : unknown('never_pays_back'));
  return [end(low), end(high)];
}

function numbers(interval: {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}) {
  const number = (value: number | null) => value ?? Number.NaN;
  return { value: number(interval.value), low: number(interval.low), high: number(interval.high) };
}

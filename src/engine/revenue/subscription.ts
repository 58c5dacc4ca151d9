import { STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import { ForecastFigures, meanPresent } from './forecastFigures.ts';
import { gradeWithMargin, type Margins } from './margin.ts';
import { monthlyRevenue } from './monthlyRevenue.ts';
import type { Forecast, ObservedRevenue, RevenueInput } from './outcome.ts';
import { CurveSensitivity, monthlyDiscounts, residualValue, survivalPath, unlimitedValue } from './residualValue.ts';
import { conditionalSurvival, type RetentionCurve } from './retentionCurve.ts';
import { subscriptionCurve } from './subscriptionCurve.ts';

const NEW_CUSTOMER_MONTHS = 12;

/** Value of subscribers: monthly margin × survival by tenure, discounted (METHODS 1, residual value). */
export function forecastSubscription(input: RevenueInput, observed: ObservedRevenue, margins: Margins): Forecast {
  const { dataset, lifecycle, options } = input;
  const found = subscriptionCurve(lifecycle, options);
  const price = monthlyRevenue(dataset, lifecycle, observed.net);
  const grade: Grade = found.assumptions.length > 0 ? 'assumed' : 'modelled';
  const figures = new ForecastFigures(dataset.customerIds.length);
  setMargins(figures, price.minor, margins);
  const estimationVariance = setValues(figures, { input, margins, grade, curve: found.curve });
  const portfolioGrade = gradeWithMargin(grade, margins.anyAssumed);
  return {
    ...figures,
    survivalAt: (row, months) => survivalOf(input, found.curve, row, months),
    purchaseProbabilities: null,
    ...{ estimationVariance, buyingRate: null, aliveGiven: null },
    newCustomerValueMinor: newCustomer(figures, portfolioGrade, () =>
      found.curve === null ? null : unlimitedValue(found.curve, options.annualDiscountRate),
    ),
    newCustomerValue12Minor: newCustomer(figures, portfolioGrade, () => firstYear(input, found.curve)),
    total: figures.total(
      estimationVariance,
      portfolioGrade,
      found.curve === null ? 'no_churn_information' : 'no_revenue',
    ),
    model: found.model,
    assumptions: [...price.assumptions, ...found.assumptions],
    warnings: [],
  };
}

function setMargins(figures: ForecastFigures, price: Float64Array, margins: Margins): void {
  for (let row = 0; row < price.length; row++) {
    const margin = price[row]! * margins.fractions[row]!;
    if (Number.isNaN(margin)) figures.monthlyMargin.leave(row, 'no_revenue');
    else figures.monthlyMargin.set(row, margin, gradeWithMargin('observed', margins.assumed[row] === 1));
  }
}

interface Setting {
  readonly input: RevenueInput;
  readonly margins: Margins;
  readonly grade: Grade;
  readonly curve: RetentionCurve | null;
}

/** Sets every customer's value; returns the variance of the total that comes from not knowing the curve. */
function setValues(figures: ForecastFigures, { input, margins, grade, curve }: Setting): number {
  const { lifecycle, options } = input;
  const discounts = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate);
  const sensitivity = curve === null ? null : new CurveSensitivity(curve);
  for (let row = 0; row < lifecycle.status.length; row++) {
    const status = lifecycle.status[row]!;
    const margin = figures.monthlyMargin.values[row]!;
    const tenure = lifecycle.tenureMonths[row]!;
    figures.expectedPurchases.leave(row, 'no_purchases');
    if (status === STATUS.churned || status === STATUS.lapsed) figures.setGone(row);
    else if (status === STATUS.unknown || curve === null) leaveUnknown(figures, row);
    else {
      figures.probabilityAlive.set(row, 1, 'observed');
      if (Number.isNaN(tenure)) figures.leaveValue(row, 'no_dates');
      else if (Number.isNaN(margin)) figures.leaveValue(row, 'no_revenue');
      else {
        const path = survivalPath(curve, tenure, discounts.length);
        figures.setValue(
          row,
          scaled(residualValue(path, discounts), margin),
          gradeWithMargin(grade, margins.assumed[row] === 1),
        );
        sensitivity?.add(tenure, margin, path, discounts);
      }
    }
  }
  return sensitivity?.variance ?? 0;
}

function leaveUnknown(figures: ForecastFigures, row: number): void {
  figures.leaveValue(row, 'no_churn_information');
  figures.probabilityAlive.leave(row, 'no_churn_information');
}

function scaled(unit: ReturnType<typeof residualValue>, margin: number) {
  return {
    expected: unit.expected * margin,
    low: unit.low * margin,
    high: unit.high * margin,
    variance: unit.variance * margin * margin,
  };
}

function survivalOf({ lifecycle }: RevenueInput, curve: RetentionCurve | null, row: number, months: number): number {
  const status = lifecycle.status[row]!;
  if (status === STATUS.churned || status === STATUS.lapsed) return 0;
  if (status === STATUS.unknown || curve === null) return Number.NaN;
  return conditionalSurvival(curve, lifecycle.tenureMonths[row]!, months);
}

function firstYear({ options }: RevenueInput, curve: RetentionCurve | null): number | null {
  if (curve === null) return null;
  const discounts = monthlyDiscounts(NEW_CUSTOMER_MONTHS, options.annualDiscountRate);
  return residualValue(survivalPath(curve, 0, NEW_CUSTOMER_MONTHS), discounts).expected;
}

/** A new customer pays what customers pay on average. */
function newCustomer(figures: ForecastFigures, grade: Grade, months: () => number | null): Amount {
  const margin = meanPresent(figures.monthlyMargin.values);
  if (Number.isNaN(margin)) return { value: null, grade, reason: 'no_revenue' };
  const worth = months();
  if (worth === null) return { value: null, grade, reason: 'no_churn_information' };
  return { value: worth * margin, grade, reason: null };
}

import { type Lifecycle, STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { weaker } from '../amounts.ts';
import { ForecastFigures, meanPresent, relativeVarianceOfMean } from './forecastFigures.ts';
import { gradeWithMargin, type Margins } from './margin.ts';
import { monthlyRevenue } from './monthlyRevenue.ts';
import type { Forecast, ObservedRevenue, RevenueInput } from './outcome.ts';
import {
  CurveSensitivity,
  monthlyDiscounts,
  residualValue,
  survivalPath,
  unlimitedValue,
  unlimitedVariance,
} from './residualValue.ts';
import { conditionalSurvival, type RetentionCurve } from './retentionCurve.ts';
import { bareCurve, subscriptionCurve } from './subscriptionCurve.ts';

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
    ...{ estimationVariance, buyingRate: null },
    ...newSubscribers(found.curve, figures.monthlyMargin.values, options, portfolioGrade),
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

/** Value of a new subscriber without end and in the first year, paying what customers pay on average. */
function newSubscribers(
  curve: RetentionCurve | null,
  margins: Float64Array,
  { annualDiscountRate }: ScoreOptions,
  grade: Grade,
) {
  const mean = meanPresent(margins);
  const reason = Number.isNaN(mean) ? 'no_revenue' : 'no_churn_information';
  const worth = (months: number | null): Amount =>
    months === null || Number.isNaN(mean)
      ? { value: null, grade, reason }
      : { value: months * mean, grade, reason: null };
  const months = curve === null ? null : unlimitedValue(curve, annualDiscountRate);
  const discounts = monthlyDiscounts(NEW_CUSTOMER_MONTHS, annualDiscountRate);
  const firstYear =
    curve === null ? null : residualValue(survivalPath(curve, 0, NEW_CUSTOMER_MONTHS), discounts).expected;
  const ofCurve = months === null ? 0 : unlimitedVariance(curve!, annualDiscountRate) / months ** 2;
  return {
    newCustomerValueMinor: worth(months),
    newCustomerValue12Minor: worth(firstYear),
    newCustomerRelativeVariance: ofCurve + relativeVarianceOfMean(margins),
    newCustomerMarginBy: null,
  };
}

/** The same of some of the customers, by their own curve; nothing where their number or fate does not say. */
export function newSubscribersOf(lifecycle: Lifecycle, margins: Float64Array, options: ScoreOptions, margin: Grade) {
  const { curve, assumed } = bareCurve(lifecycle, options);
  return newSubscribers(curve, margins, options, weaker(assumed ? 'assumed' : 'modelled', margin));
}

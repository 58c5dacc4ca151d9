import { type Lifecycle, STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { weaker } from '../amounts.ts';
import { monthlyDiscounts } from '../horizon.ts';
import { unknownStaying } from '../unknownStaying.ts';
import { ForecastFigures, meanPresent, relativeVarianceOfMean, scaledValue } from './forecastFigures.ts';
import type { ForecastTerms } from './forecastTerms.ts';
import { gradeWithMargin, type Margins } from './margin.ts';
import type { MonthlyRevenue } from './monthlyRevenue.ts';
import type { Forecast, RevenueInput, SharedCurve } from './outcome.ts';
import { residualValue } from './residualValue.ts';
import type { Staying } from './staying.ts';
import { bareStaying, subscriptionCurve } from './subscriptionCurve.ts';

const NEW_CUSTOMER_MONTHS = 12;

/** Value of subscribers: monthly margin × the chance to be here, discounted (METHODS 1, residual value). */
export function forecastSubscription(input: RevenueInput, margins: Margins, price: MonthlyRevenue): Forecast {
  const { dataset, lifecycle, options } = input;
  const { staying, grade, reason, ...found } = subscriptionCurve(lifecycle, options);
  const figures = new ForecastFigures(dataset.customerIds.length);
  setMargins(figures, price.minor, margins);
  const estimationVariance = setValues(figures, { input, margins, grade, staying, reason });
  const portfolioGrade = gradeWithMargin(grade, margins.anyAssumed);
  return {
    ...figures,
    survivalAt: (row, months) => survivalOf(input, staying, row, months),
    curve: staying === null ? null : sharedCurve(staying, lifecycle),
    purchaseProbabilities: null,
    ...{ estimationVariance, buyingRate: null, horizonMonths: options.horizonMonths, purchaseFit: null },
    termsOf: (row) => termsOf(input, { staying, price: price.minor, margins }, row),
    ...newSubscribers({ staying, reason }, figures.monthlyMargin.values, options, portfolioGrade),
    total: figures.total(estimationVariance, portfolioGrade, reason ?? 'no_revenue'),
    model: found.model,
    assumptions: [...price.assumptions, ...found.assumptions],
    warnings: [],
  };
}

function sharedCurve({ place, byLevel }: Staying, { tenureMonths }: Lifecycle): SharedCurve {
  return { place: tenureMonths.map((_, row) => place(row)), byLevel };
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
  readonly staying: Staying | null;
  /** Why nothing is known of staying, where nothing is. */
  readonly reason: ReasonCode | null;
}

/** Sets every customer's value; returns the variance of the total that comes from not knowing how long they stay. */
function setValues(figures: ForecastFigures, { input, margins, grade, staying, reason }: Setting): number {
  const { lifecycle, options } = input;
  const discounts = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate);
  const sensitivity = staying?.sensitivity();
  for (let row = 0; row < lifecycle.status.length; row++) {
    const status = lifecycle.status[row]!;
    const margin = figures.monthlyMargin.values[row]!;
    const tenure = lifecycle.tenureMonths[row]!;
    figures.expectedPurchases.leave(row, 'no_purchases');
    if (status === STATUS.churned || status === STATUS.lapsed) figures.setGone(row);
    else if (status === STATUS.unknown || staying === null) leaveUnknown(figures, row, reason);
    else {
      figures.probabilityAlive.set(row, 1, 'observed');
      if (Number.isNaN(tenure)) figures.leaveValue(row, 'no_dates');
      else if (Number.isNaN(margin)) figures.leaveValue(row, 'no_revenue');
      else {
        const path = staying.path(row, discounts.length);
        figures.setValue(
          row,
          scaledValue(residualValue(path, discounts), margin),
          gradeWithMargin(grade, margins.assumed[row] === 1),
        );
        sensitivity?.add(row, margin, path, discounts);
      }
    }
  }
  return sensitivity?.variance ?? 0;
}

function leaveUnknown(figures: ForecastFigures, row: number, reason: ReasonCode | null): void {
  figures.leaveValue(row, reason ?? 'no_churn_information');
  figures.probabilityAlive.leave(row, reason ?? 'no_churn_information');
}

function survivalOf({ lifecycle }: RevenueInput, staying: Staying | null, row: number, months: number): number {
  const status = lifecycle.status[row]!;
  if (status === STATUS.churned || status === STATUS.lapsed) return 0;
  if (status === STATUS.unknown || staying === null) return Number.NaN;
  return staying.survival(row, months);
}

/** Null for whoever has left, or of whom it is not known. */
function termsOf(
  { lifecycle, options }: RevenueInput,
  { staying, price, margins }: { staying: Staying | null; price: Float64Array; margins: Margins },
  row: number,
): ForecastTerms | null {
  const tenureMonths = lifecycle.tenureMonths[row]!;
  if (staying === null || lifecycle.status[row] !== STATUS.active || Number.isNaN(tenureMonths)) return null;
  const discounts = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate);
  const survival = staying.path(row, discounts.length);
  const [priceMinor, margin] = [price[row]!, margins.fractions[row]!];
  return { kind: 'subscription', tenureMonths, priceMinor, margin, survival, spread: survival, discounts };
}

/** Value of a new subscriber without end and in the first year, paying what customers pay on average. */
function newSubscribers(
  { staying, reason: why }: Pick<Setting, 'staying' | 'reason'>,
  margins: Float64Array,
  { annualDiscountRate }: ScoreOptions,
  grade: Grade,
) {
  const mean = meanPresent(margins);
  const reason = Number.isNaN(mean) ? 'no_revenue' : (why ?? 'no_churn_information');
  const worth = (months: number | null): Amount =>
    months === null || Number.isNaN(mean)
      ? { value: null, grade, reason }
      : { value: months * mean, grade, reason: null };
  const months = staying?.unlimited(annualDiscountRate) ?? null;
  const discounts = monthlyDiscounts(NEW_CUSTOMER_MONTHS, annualDiscountRate);
  const firstYear =
    staying === null ? null : residualValue(staying.newcomerPath(NEW_CUSTOMER_MONTHS), discounts).expected;
  const ofStaying = months === null ? 0 : staying!.unlimitedVariance(annualDiscountRate) / months ** 2;
  return {
    newCustomerValueMinor: worth(months),
    newCustomerValue12Minor: worth(firstYear),
    newCustomerRelativeVariance: ofStaying + relativeVarianceOfMean(margins),
    newCustomerMarginBy: null,
  };
}

/** The same of some of the customers, as they stay themselves. */
export function newSubscribersOf(lifecycle: Lifecycle, margins: Float64Array, options: ScoreOptions, margin: Grade) {
  const { staying, grade } = bareStaying(lifecycle, options);
  const reason = staying === null ? unknownStaying(lifecycle) : null;
  return newSubscribers({ staying, reason }, margins, options, weaker(grade, margin));
}

import { type PurchaseHistory, STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../foundation/days.ts';
import { percentInWords } from '../../foundation/words.ts';
import { ForecastFigures } from './forecastFigures.ts';
import type { CustomerSpend, ForecastTerms } from './forecastTerms.ts';
import { gradeWithMargin, type Margins, meanMargin } from './margin.ts';
import type { Forecast, RevenueInput } from './outcome.ts';
import { purchaseValue } from './purchaseValue.ts';
import { shareKept } from './refunds.ts';
import type { Rhythm } from './rhythm.ts';
import { fitRatePrior, fitSpendPrior, type RatePrior, type SpendPrior, shrunkenSpend } from './shrinkage.ts';
import { shrunkenTerms } from './spendModel.ts';

/** Rates of the cohort: per day, while alive. */
interface Cohort {
  readonly rate: RatePrior;
  readonly spend: SpendPrior | null;
  /** Chance of leaving per day; null when nothing tells who has left. */
  readonly dropout: number | null;
  /** How many left, which is what the chance stands on. */
  readonly left: number;
  /** Expected future revenue left after refunds that no purchase explains. */
  readonly keptShare: number;
}

/**
 * Thin data (METHODS 1, data gate): each customer's own rate and spend, shrunken towards the cohort's, and a rate of
 * leaving, taken from those who lapsed. Between x/T and a fitted model, and graded so.
 */
export function forecastCohort(input: RevenueInput, rhythm: Rhythm, margins: Margins): Forecast | null {
  const cohort = fitCohort(input, rhythm);
  if (cohort === null) return null;
  const figures = new ForecastFigures(rhythm.ageDays.length);
  const alive = new Float64Array(rhythm.ageDays.length);
  let weight = 0;
  let known = 0;
  for (let row = 0; row < alive.length; row++) {
    alive[row] = setCustomer(figures, row, { input, rhythm, margins, cohort });
    if (Number.isNaN(alive[row]!) || !(rhythm.ageDays[row]! >= 0)) continue;
    weight += rhythm.ageDays[row]! / (cohort.rate.rate + rhythm.ageDays[row]!);
    known++;
  }
  const grade = gradeWithMargin('blended', margins.anyAssumed);
  const expected = figures.total(0, grade, 'no_purchases').expected.value ?? 0;
  const relative = cohort.rate.relativeError ** 2 + (cohort.spend?.relativeError ?? 0) ** 2;
  const estimationVariance = relative * expected * expected;
  return {
    ...figures,
    survivalAt: (row, months) => {
      return alive[row]! * Math.exp(-ownDropout(cohort, rhythm.recencyDays[row]!) * months * DAYS_PER_MONTH);
    },
    ...{ purchaseProbabilities: null, curve: null },
    horizonMonths: input.options.horizonMonths,
    ...{ estimationVariance, purchaseFit: null },
    termsOf: (row) => termsOf({ input, rhythm, margins, cohort }, alive[row]!, row),
    buyingRate: { shape: cohort.rate.shape, rateDays: cohort.rate.rate },
    ...newCustomers(cohort, input.options, meanMargin(margins), grade),
    total: figures.total(estimationVariance, grade, cohort.spend === null ? 'no_revenue' : 'no_purchases'),
    model: describe(cohort, known, weight / Math.max(1, known)),
    assumptions: [],
    warnings: [],
  };
}

function fitCohort({ lifecycle, purchases }: RevenueInput, rhythm: Rhythm): Cohort | null {
  const exposure = rhythm.ageDays.slice();
  let [left, days, knownStatus] = [0, 0, 0];
  for (let row = 0; row < exposure.length; row++) {
    const status = lifecycle.status[row]!;
    const gone = status === STATUS.lapsed || status === STATUS.churned;
    if (gone && !Number.isNaN(rhythm.recencyDays[row]!)) {
      // Whoever has lapsed was there at most until the end of the lapse window after the last purchase.
      exposure[row] = Math.min(exposure[row]!, rhythm.recencyDays[row]! + (lifecycle.lapseWindowDays ?? 0));
    }
    if (!(exposure[row]! > 0)) continue;
    if (status !== STATUS.unknown) knownStatus++;
    if (gone) left++;
    days += exposure[row]!;
  }
  const rate = fitRatePrior(rhythm.frequency, exposure);
  if (rate === null) return null;
  return {
    rate,
    spend: fitSpendPrior(rhythm.meanSpendMinor, rhythm.spendDays),
    dropout: knownStatus > 0 ? (left + 0.5) / days : null,
    left,
    keptShare: purchases === null ? 1 : shareKept(purchases),
  };
}

interface Setting {
  readonly input: RevenueInput;
  readonly rhythm: Rhythm;
  readonly margins: Margins;
  readonly cohort: Cohort;
}

/** Sets one customer's figures; returns P(alive), NaN where unknown. */
function setCustomer(figures: ForecastFigures, row: number, { input, rhythm, margins, cohort }: Setting): number {
  const { lifecycle, options } = input;
  const age = rhythm.ageDays[row]!;
  if (lifecycle.status[row] === STATUS.churned) {
    figures.leaveAll(row, 'churned');
    figures.setGone(row);
    return 0;
  }
  if (!(age >= 0)) {
    figures.leaveAll(row, whyNone(input.purchases, row));
    return Number.NaN;
  }
  const shape = cohort.rate.shape + rhythm.frequency[row]!;
  const rate = cohort.rate.rate + age;
  const dropout = ownDropout(cohort, rhythm.recencyDays[row]!);
  const alive =
    cohort.dropout === null ? Number.NaN : probabilityAlive(shape / rate, dropout, age - rhythm.recencyDays[row]!);
  if (Number.isNaN(alive)) figures.probabilityAlive.leave(row, 'no_purchase_dates');
  else figures.probabilityAlive.set(row, alive, 'blended');
  const certain = Number.isNaN(alive) ? 1 : alive;
  const days = options.horizonMonths * DAYS_PER_MONTH;
  figures.expectedPurchases.set(row, certain * (shape / rate) * lifetime(dropout, days), 'blended');
  if (cohort.spend === null) {
    figures.leaveValue(row, 'no_revenue');
    figures.monthlyMargin.leave(row, 'no_revenue');
    return certain;
  }
  const worth = shrunkenSpend(cohort.spend, rhythm.meanSpendMinor[row]!, rhythm.spendDays[row]!);
  const perPurchase = margins.fractions[row]! * cohort.keptShare;
  const grade = gradeWithMargin('blended', margins.assumed[row] === 1);
  figures.monthlyMargin.set(row, (shape / rate) * DAYS_PER_MONTH * worth.mean * perPurchase, grade);
  figures.setValue(row, value({ alive: certain, shape, rate, dropout }, worth, perPurchase, options), grade);
  return certain;
}

/**
 * A customer's own rate of leaving: they were seen to be there for t_x days, which counts against the cohort's rate as
 * one customer's worth of belief (Gamma prior of shape 1, posterior mean 1 / (1/μ + t_x)).
 */
function ownDropout(cohort: Cohort, seenDays: number): number {
  return cohort.dropout === null ? 0 : 1 / (1 / cohort.dropout + (seenDays || 0));
}

/**
 * P(alive) at constant rates λ of buying and μ of leaving, after a silence of s days:
 * 1 / (1 + μ/(λ+μ)·(e^{(λ+μ)s} − 1)) (Schmittlein, Morrison & Colombo 1987, eq. 11, with both rates known).
 */
function probabilityAlive(purchaseRate: number, dropout: number, silenceDays: number): number {
  if (Number.isNaN(silenceDays)) return Number.NaN;
  const both = purchaseRate + dropout;
  return 1 / (1 + (dropout / both) * Math.expm1(both * Math.max(0, silenceDays)));
}

/** ∫_0^days e^{−rate·t} dt. */
function lifetime(rate: number, days: number): number {
  return rate * days < 1e-12 ? days : -Math.expm1(-rate * days) / rate;
}

type Buyer = { readonly alive: number; readonly shape: number; readonly rate: number; readonly dropout: number };

/** Discounted margin over the horizon: Poisson purchases at a gamma rate over a truncated exponential lifetime. */
function value(buyer: Buyer, spend: CustomerSpend, perPurchase: number, options: ScoreOptions) {
  const { count, stay, discountedStay } = outlookOf(buyer, options);
  return purchaseValue(buyer.alive, count, spend, (discountedStay / stay) * perPurchase);
}

/** Purchases over the horizon of a buyer who is still one, and the days that they stay, as they are and discounted. */
function outlookOf({ shape, rate, dropout }: Buyer, options: ScoreOptions) {
  const days = options.horizonMonths * DAYS_PER_MONTH;
  const discount = Math.log1p(options.annualDiscountRate) / DAYS_PER_YEAR;
  const stay = lifetime(dropout, days);
  const mean = (shape / rate) * stay;
  const squaredRate = (shape / rate) ** 2 + shape / rate ** 2;
  const secondMomentOfCount = mean + squaredRate * secondMoment(dropout, days);
  const count = { mean, secondMoment: secondMomentOfCount, zero: (rate / (rate + stay)) ** shape };
  return { days, count, stay, discountedStay: lifetime(dropout + discount, days) };
}

/** What a customer's figures were worked out from; null for whoever has left or never bought. */
function termsOf({ input, rhythm, margins, cohort }: Setting, alive: number, row: number): ForecastTerms | null {
  const [x, recency, age] = [rhythm.frequency[row]!, rhythm.recencyDays[row]!, rhythm.ageDays[row]!];
  if (!(age >= 0) || input.lifecycle.status[row] === STATUS.churned) return null;
  const [shape, rate] = [cohort.rate.shape + x, cohort.rate.rate + age];
  const dropout = ownDropout(cohort, recency);
  const { days, count, stay, discountedStay } = outlookOf({ alive, shape, rate, dropout }, input.options);
  const moments =
    cohort.spend === null ? null : shrunkenSpend(cohort.spend, rhythm.meanSpendMinor[row]!, rhythm.spendDays[row]!);
  return {
    ...{ kind: 'cohort', x, recency, age, alive, count, days, stay, discountedStay },
    ...{ discount: discountedStay / stay, kept: cohort.keptShare, paid: 1, ratePerDay: shape / rate },
    ...{ shape: cohort.rate.shape, rateDays: cohort.rate.rate, margin: margins.fractions[row]! },
    dropout: cohort.dropout === null ? null : { cohort: cohort.dropout, own: dropout },
    spend: moments === null ? null : { moments, terms: shrunkenTerms(cohort.spend!, rhythm, row) },
  };
}

/** E[min(Exp(μ), days)²]. */
function secondMoment(dropout: number, days: number): number {
  const m = dropout * days;
  // 2(1 − e^{−m}(1+m))/μ², by its series where the difference would cancel.
  return m < 1e-4 ? days * days * (1 - (2 * m) / 3) : (2 * (1 - Math.exp(-m) * (1 + m))) / dropout ** 2;
}

function newCustomers(cohort: Cohort, options: ScoreOptions, margin: number, grade: Grade) {
  const discount = Math.log1p(options.annualDiscountRate) / DAYS_PER_YEAR;
  const { spend, dropout } = cohort;
  const rate = cohort.rate.shape / cohort.rate.rate;
  const perPurchase = spend === null ? null : spend.mean * cohort.keptShare * margin;
  const worth = (days: number): Amount => {
    if (perPurchase === null) return { value: null, grade, reason: 'no_revenue' };
    if (dropout === null) return { value: null, grade, reason: 'no_churn_information' };
    return { value: (1 + rate * lifetime(dropout + discount, days)) * perPurchase, grade, reason: null };
  };
  return {
    newCustomerValueMinor: worth(Number.POSITIVE_INFINITY),
    newCustomerValue12Minor: worth(DAYS_PER_YEAR),
    newCustomerRelativeVariance: newcomerVariance(cohort, rate, discount),
    newCustomerMarginBy:
      perPurchase === null ? null : (days: number) => (1 + rate * lifetime(dropout ?? 0, days)) * perPurchase,
  };
}

/** Var(ln) of spend and of 1 + λ/(μ + δ) purchases: the rate of buying has its own error, that of leaving is a Poisson rate. */
function newcomerVariance(cohort: Cohort, rate: number, discount: number): number {
  const ofSpend = (cohort.spend?.relativeError ?? 0) ** 2;
  if (cohort.dropout === null) return ofSpend;
  const repeat = rate / (cohort.dropout + discount);
  const leaving = cohort.dropout / (cohort.dropout + discount);
  const ofRepeat = cohort.rate.relativeError ** 2 + leaving ** 2 / (cohort.left + 0.5);
  return ofSpend + (repeat / (1 + repeat)) ** 2 * ofRepeat;
}

const WHY =
  'each customer’s own rate and spend are drawn towards the average of all by as much as their history is short';

function describe(cohort: Cohort, customers: number, weightOnData: number) {
  return {
    chosen: 'shrunken cohort averages',
    why: WHY,
    inWords: [
      `Too few repeat buyers for a purchase model, so ${WHY}; their own history weighs ${percentInWords(weightOnData)} on average.`,
    ],
    customers,
    weightOnData,
    purchasesPerMonth: (cohort.rate.shape / cohort.rate.rate) * DAYS_PER_MONTH,
    shape: cohort.rate.shape,
    monthlyDropout: cohort.dropout === null ? null : cohort.dropout * DAYS_PER_MONTH,
    meanSpendMinor: cohort.spend?.mean ?? null,
    shareOfRevenueKeptAfterUnmatchedRefunds: cohort.keptShare,
  };
}

function whyNone(purchases: PurchaseHistory | null, row: number): ReasonCode {
  if (purchases === null) return 'no_purchase_dates';
  return purchases.unsettled?.[row] === 1 ? 'not_in_features' : 'no_purchases';
}

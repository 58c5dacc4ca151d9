import { STATUS } from '../../domain/features.ts';
import type { Warning } from '../../domain/results.ts';
import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { deltaVariance } from '../../math/deltaVariance.ts';
import { ForecastFigures } from './forecastFigures.ts';
import type { ForecastTerms } from './forecastTerms.ts';
import { gradeWithMargin, type Margins, meanMargin } from './margin.ts';
import { purchaseModelInWords } from './modelInWords.ts';
import { perHistory } from './models/perHistory.ts';
import { newCustomerValues } from './newCustomer.ts';
import type { Forecast, RevenueInput } from './outcome.ts';
import { fitPurchaseHistory } from './purchaseChoice.ts';
import type { PurchaseFit } from './purchaseFit.ts';
import { type Outlooks, purchaseOutlooks } from './purchaseOutlooks.ts';
import { purchaseValue } from './purchaseValue.ts';
import { shareKept, sharePaid } from './refunds.ts';
import type { Rhythm } from './rhythm.ts';
import { fitSpendModel, type SpendModel } from './spendModel.ts';

interface Setting {
  readonly input: RevenueInput;
  readonly margins: Margins;
  readonly found: PurchaseFit;
  readonly spend: SpendModel | null;
  readonly outlooks: Outlooks;
  /** What a purchase brings of its spend: not every order is paid, not every refund finds its purchase. */
  readonly kept: number;
  readonly grade: 'modelled' | 'blended';
}

/** Customers whose derivatives stand for everybody's in the estimation error of the total. */
const ESTIMATION_CUSTOMERS = 2000;
/** Derivatives are taken over steps of 1e-4. */
const ESTIMATION_AGREEMENT = 1e-9;

/** Purchase models fitted to the data (METHODS 1, transactional models); null where the data are too thin for them. */
export function forecastFitted(input: RevenueInput, rhythm: Rhythm, margins: Margins): Forecast | null {
  const found = input.heldFit === undefined ? fitPurchaseHistory(input) : input.heldFit;
  const { options } = input;
  if (found === null) return null;
  const { purchases } = found;
  const days = horizonDays(input, found);
  const setting: Setting = {
    input,
    margins,
    found,
    spend: fitSpendModel(purchases, rhythm, found.gate === 'penalised'),
    outlooks: purchaseOutlooks(found.fit.predictor, { days, ahead: found.ahead }, options.annualDiscountRate),
    kept: shareKept(purchases) * sharePaid(purchases),
    // The weak prior is part of a penalised figure.
    grade: found.fit.penalised ? 'blended' : 'modelled',
  };
  const figures = new ForecastFigures(rhythm.ageDays.length);
  for (let row = 0; row < rhythm.ageDays.length; row++) setCustomer(figures, row, setting);
  const grade = gradeWithMargin(setting.grade, margins.anyAssumed);
  const whole = figures.total(0, grade, 'no_purchases').expected.value ?? 0;
  const estimationVariance = varianceOfTotal(setting, days, whole);
  return {
    ...figures,
    survivalAt: (row, months) => survivalOf(figures, setting, row, months),
    ...{ purchaseProbabilities: (row) => probabilitiesOf(setting, row, days), curve: null },
    ...newCustomerValues(setting, options, meanMargin(margins), grade),
    ...{ estimationVariance, horizonMonths: isCapped(input, days) ? days / DAYS_PER_MONTH : options.horizonMonths },
    ...{ purchaseFit: found, termsOf: (row) => termsOf(setting, row, days) },
    // On a grid there is no rate by the day.
    buyingRate:
      found.fit.model.name === 'bg-bb' ? null : { shape: found.fit.parameters[0]!, rateDays: found.fit.parameters[1]! },
    total: figures.total(estimationVariance, grade, setting.spend === null ? 'no_revenue' : 'no_purchases'),
    model: describe(setting, days),
    assumptions: [],
    warnings: [...horizonWarnings(input, found, days), ...seasonWarnings(found), ...(setting.spend?.warnings ?? [])],
  };
}

/** Where nobody was seen to leave, nothing beyond the observed span can be said. */
function horizonDays({ options }: RevenueInput, { choice, spanDays }: PurchaseFit): number {
  const days = options.horizonMonths * DAYS_PER_MONTH;
  return choice.dropoutDetected ? days : Math.min(days, spanDays);
}

function setCustomer(figures: ForecastFigures, row: number, setting: Setting): void {
  const { input, margins, spend, outlooks, kept, found } = setting;
  const { purchases } = found;
  const age = purchases.ageDays[row]!;
  const x = purchases.frequency[row]!;
  if (input.lifecycle.status[row] === STATUS.churned) {
    figures.leaveAll(row, 'churned');
    figures.setGone(row);
    return;
  }
  if (!(age >= 0)) {
    figures.leaveAll(row, purchases.unsettled?.[row] === 1 ? 'not_in_features' : 'no_purchases');
    return;
  }
  const alive = found.fit.predictor.probabilityAlive(x, purchases.recencyDays[row]!, age);
  const outlook = outlooks.of(x, age);
  figures.probabilityAlive.set(row, alive, setting.grade);
  figures.expectedPurchases.set(row, alive * outlook.count.mean, setting.grade);
  if (spend === null) {
    figures.leaveValue(row, 'no_revenue');
    figures.monthlyMargin.leave(row, 'no_revenue');
    return;
  }
  const own = spend.of(row);
  const perPurchase = margins.fractions[row]! * kept;
  const grade = gradeWithMargin(setting.grade, margins.assumed[row] === 1);
  figures.monthlyMargin.set(row, outlook.ratePerDay * DAYS_PER_MONTH * own.mean * perPurchase, grade);
  figures.setValue(row, purchaseValue(alive, outlook.count, own, outlook.discount * perPurchase), grade);
}

function termsOf({ input, margins, found, spend, outlooks }: Setting, row: number, days: number): ForecastTerms | null {
  const { purchases } = found;
  const [x, recency, age] = [purchases.frequency[row]!, purchases.recencyDays[row]!, purchases.ageDays[row]!];
  if (!(age >= 0) || input.lifecycle.status[row] === STATUS.churned) return null;
  const { model, parameters, predictor } = found.fit;
  const { count, discount, ratePerDay } = outlooks.of(x, age);
  return {
    ...{ kind: 'purchases', model: model.name, x, recency, age, count, discount, ratePerDay },
    ...{ kept: shareKept(purchases), paid: sharePaid(purchases) },
    parameters: Object.fromEntries(model.parameterNames.map((name, i) => [name, parameters[i]!])),
    alive: predictor.probabilityAlive(x, recency, age),
    spend: spend === null ? null : { moments: spend.of(row), terms: spend.termsOf(row) },
    margin: margins.fractions[row]!,
    days: found.ahead(days),
    seasonal: found.clock !== null,
  };
}

function survivalOf(figures: ForecastFigures, { found, outlooks }: Setting, row: number, months: number): number {
  const alive = figures.probabilityAlive.values[row]!;
  if (!(alive > 0)) return alive;
  const { frequency, ageDays } = found.purchases;
  return alive * outlooks.of(frequency[row]!, ageDays[row]!).survivalAt(months);
}

/** P(Y = y) = (1 − P(alive))·[y = 0] + P(alive)·P(Y = y | alive). */
function probabilitiesOf({ found }: Setting, row: number, days: number): Float64Array {
  const { frequency, recencyDays, ageDays } = found.purchases;
  const { predictor } = found.fit;
  const alive = predictor.probabilityAlive(frequency[row]!, recencyDays[row]!, ageDays[row]!);
  const pmf = predictor.outlook(frequency[row]!, ageDays[row]!).pmf(found.ahead(days));
  return pmf.map((p, y) => alive * p + (y === 0 ? 1 - alive : 0));
}

/** Variance of the total from not knowing the parameters: frequency and spend, delta method on log parameters. */
function varianceOfTotal({ found, spend, margins, outlooks, kept }: Setting, days: number, whole: number): number {
  const { frequency, recencyDays, ageDays } = found.purchases;
  if (spend === null) return 0;
  const known = Array.from(ageDays.keys()).filter((row) => ageDays[row]! >= 0);
  const stride = Math.ceil(known.length / ESTIMATION_CUSTOMERS);
  const rows = known.filter((_, i) => i % stride === 0);
  const countsBy = (parameters: readonly number[]) => {
    const predictor = found.fit.model.predictor(parameters, ESTIMATION_AGREEMENT);
    const ifAlive = perHistory((x, age) => predictor.outlook(x, age).expected(found.ahead(days)));
    return (row: number) =>
      predictor.probabilityAlive(frequency[row]!, recencyDays[row]!, ageDays[row]!) *
      ifAlive(frequency[row]!, ageDays[row]!);
  };
  const perSpend = (row: number) =>
    margins.fractions[row]! * kept * outlooks.of(frequency[row]!, ageDays[row]!).discount;
  const worth = new Map(rows.map((row) => [row, perSpend(row) * spend.of(row).mean]));
  const total = (log: readonly number[]) => {
    const count = countsBy(log.map(Math.exp));
    return rows.reduce((sum, row) => sum + count(row) * worth.get(row)!, 0);
  };
  const fitted = countsBy(found.fit.parameters);
  const weights = new Map(rows.map((row) => [row, perSpend(row) * fitted(row)]));
  const frequencyVariance = deltaVariance(total, found.fit.parameters.map(Math.log), found.fit.logCovariance);
  const variance = frequencyVariance + spend.varianceOfTotal((row) => weights.get(row)!, rows);
  return (
    variance *
    timesAll(
      rows.reduce((sum, row) => sum + weights.get(row)! * spend.of(row).mean, 0),
      stride,
      whole,
    ) **
      2
  );
}

/** How often the sampled customers' total goes into that of all; about the stride, which it is where gains meet losses. */
function timesAll(sampled: number, stride: number, whole: number): number {
  const times = whole / sampled;
  return times > stride / 2 && times < 2 * stride ? times : stride;
}

function describe({ found, spend, kept }: Setting, days: number) {
  const { fit, choice, gate } = found;
  return {
    chosen: fit.model.name,
    why: found.instead ?? choice.why,
    inWords: purchaseModelInWords(found),
    dataGate: gate,
    customers: found.customers,
    parameters: Object.fromEntries(fit.model.parameterNames.map((name, i) => [name, fit.parameters[i]!])),
    timeUnit: 'days',
    logLikelihood: fit.logLikelihood,
    penalised: fit.penalised,
    dropoutDetected: choice.dropoutDetected,
    horizonDays: days,
    ...describeSeason(found),
    tried: choice.tried,
    spend: spend?.model ?? null,
    shareOfSpendKept: kept,
  };
}

/** Seasons that show and are not in the forecast move its total. */
function seasonWarnings({ leftOut, seasons }: PurchaseFit): Warning[] {
  return leftOut ? [{ code: 'season_left_out', message: seasons, count: 1 }] : [];
}

/** A stationary model ranks customers well and still misses a total that seasons or trends move. */
function describeSeason({ seasons, clock }: PurchaseFit) {
  return {
    totalCalibrated: clock !== null,
    seasonality: clock === null ? { index: null, why: seasons } : { index: clock.index, why: seasons },
  };
}

function isCapped({ options }: RevenueInput, days: number): boolean {
  return days < options.horizonMonths * DAYS_PER_MONTH;
}

function horizonWarnings(input: RevenueInput, { spanDays }: PurchaseFit, days: number): Warning[] {
  if (!isCapped(input, days)) return [];
  const message = `in this model nobody leaves, so expected value stops at the ${Math.floor(spanDays)} days observed`;
  return [{ code: 'horizon_capped', message, count: 1 }];
}

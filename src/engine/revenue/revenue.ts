import { type Amount, type Figure, FigureBuilder, gradeAt, reasonAt } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import type { Warning } from '../../domain/results.ts';
import { sumPresent } from '../../foundation/sums.ts';
import { percentInWords, plainNumber } from '../../foundation/words.ts';
import { known, total, unknown } from '../amounts.ts';
import { forecastCohort } from './cohortForecast.ts';
import { forecastFitted } from './fittedForecast.ts';
import { ForecastFigures } from './forecastFigures.ts';
import { customerMargins, gradeWithMargin, type Margins } from './margin.ts';
import { monthlyRevenue } from './monthlyRevenue.ts';
import { observeRevenue } from './observed.ts';
import type { Forecast, ObservedRevenue, RevenueInput, RevenueOutcome } from './outcome.ts';
import { ownRhythm } from './ownRhythm.ts';
import { type RecurringPrice, recurringPrice } from './recurringPrice.ts';
import { shareKept } from './refunds.ts';
import { purchaseRhythm } from './rhythm.ts';
import { forecastSubscription } from './subscription.ts';

/** Revenue to date and value to come of every customer (METHODS 1). Whatever the data cannot say is null, with a reason. */
export function scoreRevenue(input: RevenueInput): RevenueOutcome {
  const recurring = pricesInLog(input);
  const observed = observeRevenue(input, recurring);
  const margins = customerMargins(input.dataset, input.options);
  const observedMargin = marginToDate(observed.net, margins);
  const forecast = forecastOf(input, observed, margins, recurring);
  const { gross, refunds, net, orders, firstDay, lastDay } = observed;
  const { total: expected, ...figures } = forecast;
  return {
    ...{ gross, refunds, net, orders, firstDay, lastDay, observedMargin },
    ...figures,
    ...ownRhythm(input, forecast.buyingRate),
    warnings: [
      ...forecast.warnings,
      ...modelWarnings(input, forecast),
      ...refundWarnings(input),
      ...concentrationWarnings(gross, input.purchases),
    ],
    onRevenue: margins.anyAssumed,
    portfolio: {
      gross: total(gross, 'no_purchases'),
      refunds: total(refunds, 'no_purchases'),
      unmatchedRefunds: unmatchedRefunds(input),
      net: total(net, 'no_purchases'),
      observedMargin: total(observedMargin, 'no_purchases'),
      ...expected,
    },
    assumptions: [
      ...(anyKnown(observedMargin) || anyKnown(figures.expected) ? margins.assumptions : []),
      ...observed.assumptions,
      ...figures.assumptions,
    ],
  };
}

/** A model asked for by name that the data cannot carry is said, not silently replaced. */
function modelWarnings({ model }: RevenueInput, forecast: Forecast): Warning[] {
  if (model === undefined || forecast.model['chosen'] === model) return [];
  const message = `${model} was asked for, but these data do not carry it; ${forecast.model['chosen']} was used instead`;
  return [{ code: 'model_not_used', message, count: 1 }];
}

function unmatchedRefunds({ purchases }: RevenueInput): Amount {
  return purchases === null ? unknown('no_purchases') : known(sumPresent(purchases.unmatchedRefundsMinor), 'observed');
}

/** Lowering what is expected by more than this needs a word. */
const NOTABLE_REFUNDS = 0.05;

function refundWarnings({ purchases }: RevenueInput): Warning[] {
  const lost = purchases === null ? 0 : 1 - shareKept(purchases);
  if (purchases === null || lost < NOTABLE_REFUNDS) return [];
  const message = `refunds that match no purchase lower what is expected by ${percentInWords(lost)}: see whether their purchases are in the files`;
  const count = purchases.unmatchedRefundsMinor.reduce((customers, minor) => customers + (minor > 0 ? 1 : 0), 0);
  return [{ code: 'refunds_unmatched', message, count }];
}

/** One of so many customers with more than this share of all revenue is a business of its own, or a typing error. */
const NOTABLE_SHARE = 0.25;
const MANY_CUSTOMERS = 30;

function concentrationWarnings({ values: grossMinor }: Figure, purchases: RevenueInput['purchases']): Warning[] {
  const paying = grossMinor.filter((minor) => minor > 0);
  const most = grossMinor.reduce((row, minor, i) => (minor > (grossMinor[row] || 0) ? i : row), 0);
  const share = (grossMinor[most] ?? 0) / sumPresent(paying);
  if (paying.length < MANY_CUSTOMERS || !(share > NOTABLE_SHARE)) return [];
  const orders = purchases?.orders[most] ?? 0;
  const times = orders === 0 ? '' : orders === 1 ? ', in one order' : `, in ${plainNumber(orders)} orders`;
  const message = `one of ${plainNumber(paying.length)} customers brought ${percentInWords(share)} of all revenue${times}: see whether an amount is a typing error, for what is expected leans on it`;
  return [{ code: 'revenue_concentrated', message, count: 1 }];
}

/** Subscribers' prices as the log dates them; null for shops. */
function pricesInLog({ dataset, grouping, lifecycle }: RevenueInput): RecurringPrice | null {
  if (grouping === undefined || lifecycle.behaviour !== 'subscription') return null;
  return recurringPrice(dataset, grouping, lifecycle.contracts ?? null);
}

function forecastOf(
  input: RevenueInput,
  observed: ObservedRevenue,
  margins: Margins,
  recurring: RecurringPrice | null,
): Forecast {
  if (input.lifecycle.behaviour === 'subscription') {
    return forecastSubscription(input, margins, monthlyRevenue({ input, net: observed.net, recurring }));
  }
  const rhythm = purchaseRhythm(input, observed);
  if (rhythm === null) return noForecast(input, anyKnown(observed.gross) ? 'no_purchase_dates' : 'no_purchases');
  const fitted = forecastFitted(input, rhythm, margins) ?? forecastCohort(input, rhythm, margins);
  if (fitted !== null) return fitted;
  if (input.purchases === null) return noForecast(input, 'no_purchase_dates');
  return noForecast(input, input.purchases.orders.some((orders) => orders > 0) ? 'too_new' : 'no_purchases');
}

const NO_FORECAST = 'the data say neither when customers bought nor what they pay by month';
const NO_TIME = 'every purchase was made on the day of the score, so that nobody has been followed for any time';

function noForecast({ dataset, options }: RevenueInput, reason: ReasonCode): Forecast {
  const figures = new ForecastFigures(dataset.customerIds.length);
  for (let row = 0; row < dataset.customerIds.length; row++) figures.leaveAll(row, reason);
  const none = unknown(reason);
  const why = reason === 'too_new' ? NO_TIME : NO_FORECAST;
  return {
    ...figures,
    survivalAt: () => Number.NaN,
    ...{ purchaseProbabilities: null, curve: null },
    ...{ estimationVariance: 0, buyingRate: null, horizonMonths: options.horizonMonths },
    ...{ termsOf: () => null, purchaseFit: null },
    newCustomerValueMinor: none,
    newCustomerValue12Minor: none,
    ...{ newCustomerRelativeVariance: 0, newCustomerMarginBy: null },
    total: { expected: none, low: none, high: none },
    model: { chosen: 'none', why, inWords: [`No forecast: ${why}.`] },
    assumptions: [],
    warnings: [],
  };
}

function marginToDate(net: Figure, margins: Margins): FigureBuilder {
  const figure = new FigureBuilder(net.values.length);
  for (let row = 0; row < net.values.length; row++) {
    const reason = reasonAt(net, row);
    if (reason !== null) figure.leave(row, reason);
    else {
      const grade = gradeWithMargin(gradeAt(net, row), margins.assumed[row] === 1);
      figure.set(row, net.values[row]! * margins.fractions[row]!, grade);
    }
  }
  return figure;
}

function anyKnown(figure: Figure): boolean {
  return figure.values.some((value) => !Number.isNaN(value));
}

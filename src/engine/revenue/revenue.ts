import { type Figure, FigureBuilder, gradeAt, reasonAt } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import type { Warning } from '../../domain/results.ts';
import { total, unknown } from '../amounts.ts';
import { forecastCohort } from './cohortForecast.ts';
import { forecastFitted } from './fittedForecast.ts';
import { ForecastFigures } from './forecastFigures.ts';
import { customerMargins, gradeWithMargin, type Margins } from './margin.ts';
import { observeRevenue } from './observed.ts';
import type { Forecast, ObservedRevenue, RevenueInput, RevenueOutcome } from './outcome.ts';
import { ownRhythm } from './ownRhythm.ts';
import { purchaseRhythm } from './rhythm.ts';
import { forecastSubscription } from './subscription.ts';

/** Revenue to date and value to come of every customer (METHODS 1). Whatever the data cannot say is null, with a reason. */
export function scoreRevenue(input: RevenueInput): RevenueOutcome {
  const observed = observeRevenue(input);
  const margins = customerMargins(input.dataset, input.options);
  const observedMargin = marginToDate(observed.net, margins);
  const forecast = forecastOf(input, observed, margins);
  const { gross, refunds, net, orders, firstDay, lastDay } = observed;
  const { total: expected, ...figures } = forecast;
  return {
    ...{ gross, refunds, net, orders, firstDay, lastDay, observedMargin },
    ...figures,
    ...ownRhythm(input, forecast.buyingRate),
    warnings: [...forecast.warnings, ...modelWarnings(input, forecast)],
    onRevenue: margins.anyAssumed,
    portfolio: {
      gross: total(gross, 'no_purchases'),
      refunds: total(refunds, 'no_purchases'),
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

function forecastOf(input: RevenueInput, observed: ObservedRevenue, margins: Margins): Forecast {
  if (input.lifecycle.behaviour === 'subscription') return forecastSubscription(input, observed, margins);
  const rhythm = purchaseRhythm(input, observed);
  if (rhythm === null) return noForecast(input, anyKnown(observed.gross) ? 'no_purchase_dates' : 'no_purchases');
  const fitted = forecastFitted(input, rhythm, margins) ?? forecastCohort(input, rhythm, margins);
  return fitted ?? noForecast(input, 'no_purchase_dates');
}

const NO_FORECAST = 'the data say neither when customers bought nor what they pay by month';

function noForecast({ dataset }: RevenueInput, reason: ReasonCode): Forecast {
  const figures = new ForecastFigures(dataset.customerIds.length);
  for (let row = 0; row < dataset.customerIds.length; row++) figures.leaveAll(row, reason);
  const none = unknown(reason);
  return {
    ...figures,
    survivalAt: () => Number.NaN,
    purchaseProbabilities: null,
    ...{ estimationVariance: 0, buyingRate: null, aliveGiven: null },
    newCustomerValueMinor: none,
    newCustomerValue12Minor: none,
    total: { expected: none, low: none, high: none },
    model: { chosen: 'none', why: NO_FORECAST, inWords: [`No forecast: ${NO_FORECAST}.`] },
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

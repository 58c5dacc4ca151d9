import { Z } from './level.ts';
import { landmarkEffectOf, type Measured } from './measure.ts';
import type { Estimate } from './prior.ts';
import type { SnapshotAssociation } from './snapshotAssociation.ts';
import type { Tilt } from './tilt.ts';
import { troubleInWords } from './troubleWords.ts';

const METHODS = {
  horizon: 'odds of leaving within the horizon by effort now',
  month: 'odds of leaving in each month by effort, held where it is now',
} as const satisfies Record<Tilt['over'], string>;
const OWN_PATHS = 'each customer’s own path: odds of leaving within every so many months by effort now';

/** The analysis as plain figures for the result: what was fitted, on what, and how far it can be trusted. */
export function describeModel(
  measured: Measured | null,
  association: SnapshotAssociation | null,
  tilt: Tilt,
  ownPaths: boolean,
): Readonly<Record<string, unknown>> {
  return {
    perCustomer: {
      method: ownPaths ? OWN_PATHS : METHODS[tilt.over],
      meanEffort: tilt.meanEffort,
      weightOnData: tilt.estimate?.weightOnData ?? null,
      logOdds: tilt.estimate === null ? null : withInterval(tilt.estimate),
    },
    ...(measured === null ? {} : describeHistory(measured)),
    ...(association === null ? {} : { association }),
  };
}

function describeHistory(measured: Measured) {
  const { hazard, landmarkModel, naiveAndLagged, validation, curves } = measured;
  return {
    hazard: {
      method: 'discrete-time logit on customer-months, effort at the month’s start, errors clustered by customer',
      adjustedFor: measured.adjustedFor,
      everyCustomer: measured.everyCustomer,
      customerMonths: hazard.customerMonths,
      events: hazard.events,
      logOdds: hazard.own === null ? null : withInterval(hazard.own),
      trouble: troubleInWords(hazard.steady.fit.trouble),
      leftOut: hazard.steady.dropped,
      heldByPrior: hazard.steady.separated,
    },
    portfolio: { blended: scenario(measured.gFormula), dataAlone: scenario(measured.gFormulaOfData) },
    naive: naiveAndLagged.naive === null ? null : withInterval(naiveAndLagged.naive),
    lagged: naiveAndLagged.lagged === null ? null : withInterval(naiveAndLagged.lagged),
    landmark: {
      rows: landmarkModel.rows,
      events: landmarkModel.events,
      logOdds: landmarkModel.own === null ? null : withInterval(landmarkModel.own),
      aboveTarget: landmarkEffectOf(measured),
    },
    survivalByBand: curves,
    validation,
  };
}

function withInterval({ value, se }: Estimate) {
  return { value, se, low: value - Z * se, high: value + Z * se };
}

function scenario(formula: Measured['gFormula']) {
  if (formula === null) return null;
  const { now, easy, gain, low, high, avoidableEvents } = formula;
  return { now, easy, gain, low, high, avoidableEvents };
}

import { STATUS } from '../../domain/features.ts';
import type { Amount, Figure } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { reasonOfPresent, totalOfPresent } from '../amounts.ts';
import { discountedStay, paymentsOver } from '../horizon.ts';
import { describeModel } from './describe.ts';
import type { RetentionInput } from './input.ts';
import { estimatorsDisagree, type Measured, measure } from './measure.ts';
import { observedRetention } from './observedRetention.ts';
import type { RetentionOutcome } from './outcome.ts';
import { isLeavingUnseen, type RetentionFigures, scoreCustomers } from './perCustomer.ts';
import { blend, effortPrior, gradeOf, priorAssumption } from './prior.ts';
import { associateSnapshot } from './snapshotAssociation.ts';
import type { Tilt } from './tilt.ts';
import { verdictOf } from './verdict.ts';
import { warningsOf } from './warnings.ts';

/**
 * What easier experience would keep (METHODS 3): the user's own history of effort and leaving, drawn towards published
 * behaviour only as far as the data are thin, for the whole portfolio and for every customer.
 */
export function scoreRetention(input: RetentionInput, measured: Measured | null = measure(input)): RetentionOutcome {
  const { options } = input;
  const association = associateSnapshot(input);
  const tilt = tiltOf(input, measured);
  const figures = scoreCustomers(input, tilt);
  const uplift = portfolioUplift(input, measured, tilt, figures);
  const weightOnData = tilt.estimate?.weightOnData ?? null;
  const prior = effortPrior(options.prior, priorScale(tilt.over, measured));
  const usesPrior = weightOnData !== null && weightOnData < 1 && prior !== null;
  return {
    ...figures,
    leavingUnseen: isLeavingUnseen(input),
    weightOnData,
    portfolio: { ...observedRetention(input.lifecycle, options), ...uplift },
    // Nothing stands on the study where nothing is told.
    verdict: verdictOf(measured, association, uplift.upliftPoints.value === null ? null : uplift.weightOnData),
    ...{ tilt, measured, association },
    model: describeModel(measured, association, tilt, input.ownPaths != null),
    assumptions: usesPrior ? [priorAssumption(prior, options.prior)] : [],
    warnings: warningsOf(measured, effortPrior(options.prior, measured?.monthsPerRow ?? 'horizon'), {
      portfolio: uplift.weightOnData,
      customers: weightOnData,
    }),
  };
}

/** The prior speaks of the same stretch of time as the estimate. */
function priorScale(over: Tilt['over'], measured: Measured | null): 'horizon' | number {
  return over === 'month' && measured !== null ? measured.monthsPerRow : 'horizon';
}

/**
 * From landmarks where the history is long enough, else from months, else from the prior alone. Where the two point opposite
 * ways it is months, on which the portfolio's uplift stands: what is told of all must not be denied of each. For the same
 * reason landmarks, which count a leaver several times, say nothing where months hold too little to.
 */
function tiltOf({ effort, options }: RetentionInput, measured: Measured | null): Tilt {
  const known = hasAny(effort.score);
  const from = (over: Tilt['over'], model: OwnEffect): Tilt | null => {
    if (!known || model.own === null) return null;
    const prior = effortPrior(options.prior, priorScale(over, measured));
    return { over, estimate: blend(model.own, prior), meanEffort: model.meanEffort, own: model.own, prior };
  };
  const byMonth = measured === null ? null : from('month', measured.hazard);
  const byHorizon = measured === null || byMonth === null ? null : from('horizon', measured.landmarkModel);
  const tilt = oppose(byHorizon, byMonth) ? byMonth : (byHorizon ?? byMonth);
  if (tilt !== null) return tilt;
  const prior = known ? effortPrior(options.prior, 'horizon') : null;
  return { over: 'horizon', estimate: blend(null, prior), meanEffort: meanOf(effort.score), own: null, prior };
}

type OwnEffect = Pick<Measured['hazard'], 'own' | 'meanEffort'>;

function oppose(one: Tilt | null, other: Tilt | null): boolean {
  return (one?.estimate?.value ?? 0) * (other?.estimate?.value ?? 0) < 0;
}

type PortfolioUplift = Omit<RetentionOutcome['portfolio'], 'rate' | 'low' | 'high'>;

function portfolioUplift(
  input: RetentionInput,
  measured: Measured | null,
  tilt: Tilt,
  figures: RetentionFigures,
): PortfolioUplift {
  const whole = measured?.gFormula ?? null;
  const estimate =
    whole === null
      ? tilt.estimate
      : blend(measured!.hazard.own, effortPrior(input.options.prior, measured!.monthsPerRow));
  const grade = gradeOf(estimate);
  const weightOnData = estimate?.weightOnData ?? null;
  const none = (reason: Amount['reason']): Amount => ({ value: null, grade, reason });
  if (estimatorsDisagree(measured)) {
    const no = none('estimators_disagree');
    return { upliftPoints: no, upliftLow: no, upliftHigh: no, upliftValue: no, weightOnData, grade };
  }
  if (isLeavingUnseen(input)) {
    const no = none('no_dropout');
    return { upliftPoints: no, upliftLow: no, upliftHigh: no, upliftValue: no, weightOnData, grade };
  }
  const given = (value: number): Amount => ({ value, grade, reason: null });
  if (whole !== null) {
    return {
      upliftPoints: given(100 * whole.gain),
      upliftLow: given(100 * whole.low),
      upliftHigh: given(100 * whole.high),
      upliftValue: worthOf(input, Math.exp(whole.logHazardRatio), grade),
      ...{ weightOnData, grade },
    };
  }
  const { status } = input.lifecycle;
  const why = reasonOfPresent(figures.uplift, status) ?? 'no_effort';
  const points = (figure: Figure) => (hasAny(figure) ? given(100 * meanOf(figure)) : none(why));
  return {
    upliftPoints: points(figures.uplift),
    upliftLow: points(figures.low),
    upliftHigh: points(figures.high),
    upliftValue: { ...totalOfPresent(figures.upliftValue, status, 'no_value'), grade },
    ...{ weightOnData, grade },
  };
}

/**
 * Margin that the customers still here would bring more of, were all hazards of leaving multiplied by what the population's
 * are: on each one's own curve and at its payments, a difference of two values.
 */
function worthOf(input: RetentionInput, hazardRatio: number, grade: Grade): Amount {
  const { lifecycle, monthlyMarginMinor, survivalAt, options } = input;
  const payments = paymentsOver(lifecycle, options);
  const kept = new CompensatedSum();
  let known = 0;
  for (let row = 0; row < monthlyMarginMinor.length; row++) {
    if (lifecycle.status[row] !== STATUS.active || Number.isNaN(monthlyMarginMinor[row]!)) continue;
    const path = Float64Array.from({ length: payments.discounts.length + 1 }, (_, month) => survivalAt(row, month));
    const here = path[0]!;
    if (!(here > 0)) continue;
    const stay = (ratio: number) => discountedStay(payments, (month) => here * (path[month]! / here) ** ratio);
    kept.add(monthlyMarginMinor[row]! * (stay(hazardRatio) - stay(1)));
    known++;
  }
  return known === 0 ? { value: null, grade, reason: 'no_value' } : { value: kept.value, grade, reason: null };
}

function hasAny({ values }: Figure): boolean {
  return values.some((value) => !Number.isNaN(value));
}

function totalOf({ values }: Figure): number {
  const sum = new CompensatedSum();
  for (const value of values) if (!Number.isNaN(value)) sum.add(value);
  return sum.value;
}

function meanOf(figure: Figure): number {
  const known = figure.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  return known === 0 ? 0 : totalOf(figure) / known;
}

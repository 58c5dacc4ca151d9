import type { Amount, Figure } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { Warning } from '../../domain/results.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { totalOfPresent } from '../amounts.ts';
import { type Association, associate } from './association.ts';
import { observedRetention } from './observedRetention.ts';
import type { RetentionInput, RetentionOutcome } from './outcome.ts';
import { type RetentionFigures, scoreCustomers, Z } from './perCustomer.ts';
import { type BlendedEstimate, blend, effortPrior, priorAssumption } from './prior.ts';
import { verdictOf } from './verdict.ts';

/**
 * What easier experience would keep (METHODS 3): the user's own association of monthly churn with effort at the month's
 * start, drawn towards published behaviour only as far as the data are thin, carried to every customer's survival.
 */
export function scoreRetention(input: RetentionInput): RetentionOutcome {
  const { effort, options } = input;
  const association = effort.byMonth === null ? null : associate(effort.byMonth);
  const prior = effortPrior(options.prior, 'monthly');
  const estimate = hasEffort(effort.score) ? blend(association?.own ?? null, prior) : null;
  const tilt = { estimate, meanEffort: association?.meanEffort ?? meanOf(effort.score) };
  const figures = scoreCustomers(input, tilt);
  const grade = gradeOf(estimate);
  const usesPrior = estimate !== null && prior !== null && estimate.weightOnData < 1;
  return {
    ...pickFigures(figures),
    weightOnData: estimate?.weightOnData ?? null,
    portfolio: {
      ...observedRetention(input.lifecycle, options),
      upliftPoints: averagePoints(figures.uplift, grade),
      upliftLow: averagePoints(figures.low, grade),
      upliftHigh: averagePoints(figures.high, grade),
      upliftValue: totalValue(figures, input, grade),
      weightOnData: estimate?.weightOnData ?? null,
      grade,
    },
    verdict: verdictOf(association, estimate),
    model: describe(association, estimate),
    assumptions: usesPrior ? [priorAssumption(prior, options.prior)] : [],
    warnings: warningsOf(association, estimate),
  };
}

function pickFigures({ now, easy, uplift, low, high, upliftValue, atStake }: RetentionFigures) {
  return { now, easy, uplift, low, high, upliftValue, atStake };
}

function hasEffort({ values }: Figure): boolean {
  return values.some((value) => !Number.isNaN(value));
}

function meanOf({ values }: Figure): number {
  const sum = new CompensatedSum();
  let known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum.add(value);
    known++;
  }
  return known === 0 ? 0 : sum.value / known;
}

function gradeOf(estimate: BlendedEstimate | null): Grade {
  if (estimate === null || estimate.weightOnData === 0) return 'assumed';
  return estimate.weightOnData === 1 ? 'modelled' : 'blended';
}

/** Mean over the customers it is known for, in percentage points. */
function averagePoints(figure: Figure, grade: Grade): Amount {
  if (!hasEffort(figure)) return { value: null, grade, reason: 'no_effort' };
  return { value: 100 * meanOf(figure), grade, reason: null };
}

function totalValue({ upliftValue }: RetentionFigures, { lifecycle }: RetentionInput, grade: Grade): Amount {
  return { ...totalOfPresent(upliftValue, lifecycle.status, 'no_value'), grade };
}

function describe(association: Association | null, estimate: BlendedEstimate | null) {
  return {
    method: 'monthly odds of leaving by effort at the month’s start, blended with the published prior by precision',
    own: association,
    blended:
      estimate === null
        ? null
        : {
            logOdds: estimate.value,
            low: estimate.value - Z * estimate.se,
            high: estimate.value + Z * estimate.se,
            weightOnData: estimate.weightOnData,
          },
  };
}

function warningsOf(association: Association | null, estimate: BlendedEstimate | null): readonly Warning[] {
  const warnings: Warning[] = [];
  if (association !== null && association.trouble !== null) {
    warnings.push({
      code: 'effort_model_unusable',
      message: `how churn moves with effort could not be estimated from the data: ${association.trouble}`,
      count: association.customerMonths,
    });
  }
  if (estimate !== null && estimate.weightOnData < 0.5) {
    warnings.push({
      code: 'uplift_not_measured',
      message: 'the retention uplift rests on a published study more than on these data: it is no measurement',
      count: 1,
    });
  }
  return warnings;
}

import type { Warning } from '../../domain/results.ts';
import { timesInWords } from '../../foundation/words.ts';
import { estimatorsDisagree, landmarkEffectOf, type Measured } from './measure.ts';
import type { EffortPrior } from './prior.ts';
import { troubleInWords } from './troubleWords.ts';

const NORMAL_95 = 1.959963984540054;

/** What an honest reader must be told beside the figures. */
export function warningsOf(
  measured: Measured | null,
  prior: EffortPrior | null,
  weights: UpliftWeights,
): readonly Warning[] {
  const ofHistory = measured === null ? [] : [...historyWarnings(measured), ...priorWarning(measured, prior)];
  return [...ofHistory, ...weightWarning(weights)];
}

/** Weight on data, 0..1, of the portfolio's uplift and of the customers'; null where there is no uplift. */
export interface UpliftWeights {
  readonly portfolio: number | null;
  readonly customers: number | null;
}

function historyWarnings(measured: Measured): readonly Warning[] {
  const { steady, customerMonths } = measured.hazard;
  const warnings: Warning[] = [];
  const trouble = troubleInWords(steady.fit.trouble);
  if (trouble !== null) {
    const message = `how churn moves with effort could not be estimated from the data: ${trouble}`;
    warnings.push({ code: 'effort_model_unusable', message, count: customerMonths });
  }
  if (steady.dropped.length > 0) {
    const message = `left out of the churn model, for they repeat other columns or never vary: ${steady.dropped.join(', ')}`;
    warnings.push({ code: 'collinear_columns', message, count: steady.dropped.length });
  }
  if (steady.separated.length > 0) {
    const message = `tell leavers perfectly apart in the churn model, so it is estimated by Firth’s penalised likelihood: ${steady.separated.join(', ')}`;
    warnings.push({ code: 'separated_columns', message, count: steady.separated.length });
  }
  if (estimatorsDisagree(measured)) {
    const message =
      'estimators that adjust for the same differences disagree by more than their errors: the portfolio is given no uplift';
    warnings.push({ code: 'estimators_disagree', message, count: landmarkEffectOf(measured)!.effect.rows });
  }
  return warnings;
}

/** Data and prior further apart than their errors would have it in 19 cases of 20 (Box 1980, prior predictive check). */
function priorWarning({ hazard: { own } }: Measured, prior: EffortPrior | null): readonly Warning[] {
  if (own === null || prior === null) return [];
  const apart = Math.abs(own.value - prior.mean) / Math.hypot(own.se, prior.sd);
  if (apart < NORMAL_95) return [];
  const message =
    `these data and the published study disagree by more than chance about effort and leaving (odds ${timesInWords(own.value)} ` +
    `against ${timesInWords(prior.mean)}); the uplift lies between the two, --prior none takes these data alone`;
  return [{ code: 'prior_disagrees', message, count: 1 }];
}

function weightWarning({ portfolio, customers }: UpliftWeights): readonly Warning[] {
  const thin = (weight: number | null) => weight !== null && weight < 0.5;
  if (!thin(portfolio) && !thin(customers)) return [];
  const whose = thin(portfolio) ? 'the retention uplift' : 'the retention uplift of single customers';
  const message = `${whose} rests on a published study more than on these data: it is no measurement`;
  return [{ code: 'uplift_not_measured', message, count: 1 }];
}

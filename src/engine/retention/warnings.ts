import type { Warning } from '../../domain/results.ts';
import { estimatorsDisagree, landmarkEffectOf, type Measured } from './measure.ts';
import { troubleInWords } from './troubleWords.ts';

/** What an honest reader must be told beside the figures. */
export function warningsOf(measured: Measured | null, weightOnData: number | null): readonly Warning[] {
  return [...(measured === null ? [] : historyWarnings(measured)), ...weightWarning(weightOnData)];
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
  if (steady.held.length > 0) {
    const message = `held by a weak prior in the churn model, for they tell leavers perfectly apart: ${steady.held.join(', ')}`;
    warnings.push({ code: 'separated_columns', message, count: steady.held.length });
  }
  if (estimatorsDisagree(measured)) {
    const message =
      'estimators that adjust for the same differences disagree by more than their errors: the portfolio is given no uplift';
    warnings.push({ code: 'estimators_disagree', message, count: landmarkEffectOf(measured)!.effect.rows });
  }
  return warnings;
}

function weightWarning(weightOnData: number | null): readonly Warning[] {
  if (weightOnData === null || weightOnData >= 0.5) return [];
  const message = 'the retention uplift rests on a published study more than on these data: it is no measurement';
  return [{ code: 'uplift_not_measured', message, count: 1 }];
}

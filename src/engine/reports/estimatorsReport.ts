import { ESTIMATORS, type EstimatorsReport } from '../../domain/upliftReport.ts';
import { Z } from '../retention/level.ts';
import { landmarkEffectOf, type Measured } from '../retention/measure.ts';

/** The ways to estimate it side by side, and how far their assumptions hold; null where there is no such estimate. */
export function estimatorsReport(measured: Measured): EstimatorsReport | null {
  const landmark = landmarkEffectOf(measured);
  if (landmark === null) return null;
  const { effect, riskRatio, eValue, eValueOfBound, withoutCovariates } = landmark;
  return {
    rows: effect.rows,
    exposedRows: effect.exposedRows,
    contrasts: ESTIMATORS.map((estimator) => {
      const { exposed, unexposed, difference } = effect[estimator];
      const se = estimator === 'gFormula' ? null : effect[estimator].se;
      const [low, high] = se === null ? [null, null] : [difference - Z * se, difference + Z * se];
      return { estimator, exposed, unexposed, difference, se, low, high };
    }),
    agree: effect.agree,
    overlap: effect.diagnostics,
    ...{ riskRatio, eValue, eValueOfBound, withoutCovariates },
  };
}

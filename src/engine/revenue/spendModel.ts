import type { PurchaseHistory } from '../../domain/features.ts';
import type { Warning } from '../../domain/results.ts';
import { deltaVariance } from '../../math/deltaVariance.ts';
import type { CustomerSpend, SpendTerms } from './forecastTerms.ts';
import { type FittedSpend, fitSpend } from './models/fitSpend.ts';
import { expectedSpend, type GammaGammaParameters } from './models/gammaGamma.ts';
import type { Rhythm } from './rhythm.ts';
import { fitSpendPrior, type SpendPrior, shrunkenSpend } from './shrinkage.ts';

/** Spend per purchase of every customer. */
export interface SpendModel {
  /** Of a customer in a row; of a new customer with null. Minor units. */
  of(row: number | null): CustomerSpend;
  /** What that is drawn from. */
  termsOf(row: number): SpendTerms;
  /** Variance of Σ weight × mean spend that comes from not knowing the parameters. */
  varianceOfTotal(weightOf: (row: number) => number, rows: readonly number[]): number;
  /** Var(ln) of a new customer's spend that comes from it. */
  readonly newcomerRelativeVariance: number;
  readonly model: Readonly<Record<string, unknown>>;
  readonly warnings: readonly Warning[];
}

const MIN_SPENDERS = 30;
/** Spend that goes with frequency breaks the model's independence. */
const CORRELATION_LIMIT = 0.3;

/** Gamma-Gamma on repeat purchases where it holds, else shrunken means; null when nobody spent anything. */
export function fitSpendModel(purchases: PurchaseHistory, rhythm: Rhythm, keepPrior: boolean): SpendModel | null {
  const rows = Array.from(purchases.spendDays.keys()).filter((row) => purchases.spendDays[row]! > 0);
  const columns = {
    purchases: Float64Array.from(rows, (row) => purchases.spendDays[row]!),
    meanSpend: Float64Array.from(rows, (row) => purchases.meanRepeatSpendMinor[row]!),
  };
  if (rows.length < MIN_SPENDERS)
    return shrunken(rhythm, 'too few customers with a repeat purchase of known amount', []);
  const frequencyCorrelation = correlation(columns.purchases, columns.meanSpend);
  const warnings = correlationWarnings(frequencyCorrelation);
  const fit = fitSpend(columns, { keepPrior });
  // q ≤ 1 has no mean, q ≤ 2 no variance to build an interval on.
  if (fit === null || fit.spend.q <= 2) {
    return shrunken(
      rhythm,
      fit === null ? 'the model of spend does not fit' : `q = ${fit.spend.q} ≤ 2: no finite variance`,
      warnings,
    );
  }
  return { ...gammaGamma(purchases, fit, frequencyCorrelation), warnings };
}

function gammaGamma(
  purchases: PurchaseHistory,
  fit: FittedSpend,
  frequencyCorrelation: number,
): Omit<SpendModel, 'warnings'> {
  const spendOf = (parameters: GammaGammaParameters, row: number) =>
    expectedSpend(parameters, purchases.spendDays[row]!, purchases.meanRepeatSpendMinor[row]!);
  return {
    of: (row) =>
      row === null
        ? gammaGammaMoments(fit.spend, 0, 0)
        : gammaGammaMoments(fit.spend, purchases.spendDays[row]!, purchases.meanRepeatSpendMinor[row]!),
    termsOf: (row) => ({
      chosen: 'gamma-gamma',
      parameters: { ...fit.spend },
      purchases: purchases.spendDays[row]!,
      meanMinor: purchases.meanRepeatSpendMinor[row]!,
    }),
    varianceOfTotal: (weightOf, rows) => {
      const total = (log: readonly number[]) => {
        const [p, q, v] = log.map(Math.exp) as [number, number, number];
        return rows.reduce((sum, row) => sum + weightOf(row) * spendOf({ p, q, v }, row), 0);
      };
      return deltaVariance(total, fit.parameters.map(Math.log), fit.logCovariance);
    },
    newcomerRelativeVariance: deltaVariance(
      (log) => {
        const [p, q, v] = log.map(Math.exp) as [number, number, number];
        return Math.log(expectedSpend({ p, q, v }, 0, 0));
      },
      fit.parameters.map(Math.log),
      fit.logCovariance,
    ),
    model: {
      chosen: 'gamma-gamma',
      parameters: { ...fit.spend },
      logLikelihood: fit.logLikelihood,
      penalised: fit.penalised,
      correlationWithFrequency: frequencyCorrelation,
      correlationWarning: Math.abs(frequencyCorrelation) > CORRELATION_LIMIT,
    },
  };
}

function correlationWarnings(frequencyCorrelation: number): Warning[] {
  if (Math.abs(frequencyCorrelation) <= CORRELATION_LIMIT) return [];
  const [each, seldom, often] = frequencyCorrelation > 0 ? ['more', 'high', 'low'] : ['less', 'low', 'high'];
  const told = `those who buy more often spend ${each} each time (correlation ${frequencyCorrelation.toFixed(2)})`;
  const message = `${told}, which the model of spend leaves out: who seldom buys is valued too ${seldom}, who often buys too ${often}`;
  return [{ code: 'spend_goes_with_frequency', message, count: 1 }];
}

/** S of y purchases given the rate: Gamma(p y, ν), ν ~ Gamma(q + p x, v + x z̄): Var(S) = y·within + y²·variance. */
function gammaGammaMoments({ p, q, v }: GammaGammaParameters, purchases: number, meanSpend: number): CustomerSpend {
  const shape = q + p * purchases;
  const rate = v + (purchases > 0 ? purchases * meanSpend : 0);
  const mean = (p * rate) / (shape - 1);
  return { mean, variance: mean ** 2 / (shape - 2), within: (p * rate ** 2) / ((shape - 1) * (shape - 2)) };
}

function shrunken(rhythm: Rhythm, why: string, warnings: readonly Warning[]): SpendModel | null {
  const prior = fitSpendPrior(rhythm.meanSpendMinor, rhythm.spendDays);
  if (prior === null) return null;
  const of = (row: number | null) =>
    row === null
      ? shrunkenSpend(prior, Number.NaN, 0)
      : shrunkenSpend(prior, rhythm.meanSpendMinor[row]!, rhythm.spendDays[row]!);
  return {
    of,
    termsOf: (row) => shrunkenTerms(prior, rhythm, row),
    varianceOfTotal: (weightOf, rows) =>
      (prior.relativeError * rows.reduce((sum, row) => sum + weightOf(row) * of(row).mean, 0)) ** 2,
    newcomerRelativeVariance: prior.relativeError ** 2,
    model: { chosen: 'shrunken means', why, meanMinor: prior.mean },
    warnings,
  };
}

/** What a shrunken spend is drawn from. */
export function shrunkenTerms({ mean, weight }: SpendPrior, rhythm: Rhythm, row: number): SpendTerms {
  const [purchases, meanMinor] = [rhythm.spendDays[row]!, rhythm.meanSpendMinor[row]!];
  return { chosen: 'shrunken means', parameters: { mean, weight }, purchases, meanMinor };
}

/** Pearson's correlation. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

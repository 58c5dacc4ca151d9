import { CompensatedSum } from '../../foundation/sums.ts';
import type { CustomerSpend } from './forecastTerms.ts';

/** A gamma distribution of purchase rates over customers: shape r, rate α in the unit of the exposure. */
export interface RatePrior {
  readonly shape: number;
  readonly rate: number;
  /** Relative standard error of the mean rate, customers as clusters. */
  readonly relativeError: number;
}

/** Customers' worth of belief that rates differ as an exponential distribution does (r = 1). */
const HETEROGENEITY_PRIOR_CUSTOMERS = 10;
const MAX_SHAPE = 100;

/**
 * Gamma prior of Poisson rates by moments (empirical Bayes; Robbins 1956, Morris 1983): the mean is Σx/ΣE, the
 * variance what the counts scatter beyond Poisson, Σ[(x − mE)² − mE] / ΣE², drawn towards r = 1 when customers are few.
 * A cohort without any repeat purchase counts half of one (Jeffreys). Null without exposure.
 */
export function fitRatePrior(counts: Float64Array, exposure: Float64Array): RatePrior | null {
  const [events, time, customers] = [new CompensatedSum(), new CompensatedSum(), usable(exposure)];
  for (const i of customers) {
    events.add(counts[i]!);
    time.add(exposure[i]!);
  }
  if (!(time.value > 0)) return null;
  const mean = Math.max(events.value, 0.5) / time.value;
  const [scatter, squares, noise] = [new CompensatedSum(), new CompensatedSum(), new CompensatedSum()];
  for (const i of customers) {
    const expected = mean * exposure[i]!;
    const squared = (counts[i]! - expected) ** 2;
    noise.add(squared);
    scatter.add(squared - expected);
    squares.add(exposure[i]! ** 2);
  }
  const excess = Math.max(0, scatter.value / squares.value) / (mean * mean);
  const weight = customers.length;
  const drawn = (weight * excess + HETEROGENEITY_PRIOR_CUSTOMERS) / (weight + HETEROGENEITY_PRIOR_CUSTOMERS);
  const shape = Math.min(MAX_SHAPE, 1 / drawn);
  return { shape, rate: shape / mean, relativeError: Math.sqrt(noise.value) / Math.max(events.value, 0.5) };
}

/** How customers' mean spends vary: population mean, and how many purchases weigh as much as the population. */
export interface SpendPrior {
  readonly mean: number;
  /** κ = σ²/τ²: variance within a customer over variance between customers. */
  readonly weight: number;
  readonly betweenVariance: number;
  readonly withinVariance: number;
  readonly relativeError: number;
}

/**
 * Mean and variances of spend from customers' means z̄ of n purchases: Var(z̄) = τ² + σ²/n, by weighted least squares
 * of (z̄ − m)² on 1/n, both variances at least a tenth of the total. Null when nobody spent anything.
 */
export function fitSpendPrior(means: Float64Array, counts: Float64Array): SpendPrior | null {
  const customers = usable(counts);
  const [total, size] = [new CompensatedSum(), customers.length];
  for (const i of customers) total.add(means[i]!);
  if (size === 0) return null;
  const mean = total.value / size;
  const sums = { z: 0, y: 0, zz: 0, zy: 0 };
  for (const i of customers) {
    const inverse = 1 / counts[i]!;
    const squared = (means[i]! - mean) ** 2;
    sums.z += inverse;
    sums.y += squared;
    sums.zz += inverse * inverse;
    sums.zy += inverse * squared;
  }
  const variance = size > 1 ? sums.y / (size - 1) : mean * mean;
  const spreadOfInverse = sums.zz - (sums.z * sums.z) / size;
  const slope = spreadOfInverse > 1e-9 * size ? (sums.zy - (sums.z * sums.y) / size) / spreadOfInverse : variance / 2;
  const withinVariance = Math.min(Math.max(slope, variance / 10), (0.9 * variance * size) / sums.z);
  const betweenVariance = Math.max(variance / 10, variance - (withinVariance * sums.z) / size);
  return {
    mean,
    weight: betweenVariance > 0 ? withinVariance / betweenVariance : 1,
    betweenVariance,
    withinVariance,
    relativeError: Math.sqrt(variance / size) / mean,
  };
}

/** A customer's spend per purchase, drawn towards the population by as much as purchases are few. */
export function shrunkenSpend(prior: SpendPrior, mean: number, count: number): CustomerSpend {
  const n = Number.isNaN(mean) ? 0 : count;
  const shrunken = n === 0 ? prior.mean : (prior.weight * prior.mean + n * mean) / (prior.weight + n);
  return {
    mean: shrunken,
    variance: (prior.betweenVariance * prior.weight) / (prior.weight + n),
    // Large spenders vary in proportion.
    within: prior.withinVariance * (shrunken / prior.mean) ** 2,
  };
}

/** Rows whose exposure is known and above zero, in customer order. */
function usable(exposure: Float64Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < exposure.length; row++) if (exposure[row]! > 0) rows.push(row);
  return rows;
}

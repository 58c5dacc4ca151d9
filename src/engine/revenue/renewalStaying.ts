import { deltaVariance } from '../../math/deltaVariance.ts';
import { monthlyDiscounts } from '../horizon.ts';
import type { ContractTerms } from './contractTerms.ts';
import {
  discountedRenewals,
  logRenewalSurvival,
  type RenewalFit,
  type RenewalParameters,
} from './models/betaDiscreteWeibull.ts';
import type { Staying, TotalSensitivity } from './staying.ts';

/** Below this discount a term the value without end is a sum of hundreds of thousands of terms, and no figure. */
const LEAST_DISCOUNT = 1e-4;

/** More than anybody has faced. */
const MOST_RENEWALS = 1e4;

/** Staying decided at renewals: nobody leaves within a contract, and each renewal is faced as the model has it. */
export function renewalStaying(fit: RenewalFit, terms: ContractTerms): Staying {
  const { months: length, faced, nextMonths } = terms;
  const renewals = (row: number, months: number) => renewalsWithin(months, nextMonths[row]!, length);
  const survival = (row: number, months: number) => stays(fit.renewal, faced[row]!, renewals(row, months));
  return {
    survival,
    path: (row, months) => Float64Array.from({ length: months + 1 }, (_, k) => survival(row, k)),
    // Whose contract ends in the same month stay together, by the renewals that they have behind them.
    place: (row) => Math.ceil(nextMonths[row]!) * MOST_RENEWALS + faced[row]!,
    byLevel: () => null,
    newcomerPath: (months) =>
      Float64Array.from({ length: months + 1 }, (_, k) => stays(fit.renewal, 0, renewalsWithin(k, length, length))),
    unlimited: (annualDiscountRate) => unlimitedValue(fit.renewal, length, annualDiscountRate),
    unlimitedVariance: (annualDiscountRate) => {
      const value = (log: readonly number[]) =>
        unlimitedValue(renewalAt(log), length, annualDiscountRate) ?? Number.NaN;
      return deltaVariance(value, fit.parameters.map(Math.log), fit.logCovariance);
    },
    sensitivity: () => new RenewalSensitivity(fit, faced, renewals),
  };
}

/** Terms of payments, each paid by those who renewed until then; null where hardly any discount ends the sum. */
function unlimitedValue(renewal: RenewalParameters, months: number, annualDiscountRate: number): number | null {
  const perTerm = (1 + annualDiscountRate) ** (months / 12) - 1;
  if (perTerm < LEAST_DISCOUNT) return null;
  const term = monthlyDiscounts(months, annualDiscountRate).reduce((sum, discount) => sum + discount, 0);
  return term * discountedRenewals(renewal, 0, perTerm);
}

function renewalAt(log: readonly number[]): RenewalParameters {
  const [alpha, beta, c = 1] = log.map(Math.exp) as [number, number, number?];
  return { alpha, beta, c };
}

/** Renewals that fall within so many months; the one that is due now is not yet faced. */
function renewalsWithin(months: number, nextMonths: number, length: number): number {
  if (months <= 0 || months < nextMonths) return 0;
  // A whole number of terms less a rounding error is a whole number of terms.
  return 1 + Math.floor((months - nextMonths) / length + 1e-9);
}

/** P(renewing `more` times | `faced` times before). */
function stays(parameters: RenewalParameters, faced: number, more: number): number {
  if (more === 0) return 1;
  return Math.exp(logRenewalSurvival(parameters, faced + more) - logRenewalSurvival(parameters, faced));
}

/** Delta method on the model's log parameters; the total is a sum over (renewals faced, renewals ahead). */
class RenewalSensitivity implements TotalSensitivity {
  readonly #fit: RenewalFit;
  readonly #faced: Float64Array;
  readonly #renewals: (row: number, months: number) => number;
  /** Discounted margin that hangs on `more` renewals of those who have faced so many: [faced][more]. */
  readonly #worth: number[][] = [];

  constructor(fit: RenewalFit, faced: Float64Array, renewals: (row: number, months: number) => number) {
    this.#fit = fit;
    this.#faced = faced;
    this.#renewals = renewals;
  }

  add(row: number, margin: number, _path: Float64Array, discounts: Float64Array): void {
    this.#worth[this.#faced[row]!] ??= [];
    const worth = this.#worth[this.#faced[row]!]!;
    for (let k = 0; k < discounts.length; k++) {
      const more = this.#renewals(row, k);
      worth[more] = (worth[more] ?? 0) + margin * discounts[k]!;
    }
  }

  get variance(): number {
    const { parameters, logCovariance } = this.#fit;
    return deltaVariance((log) => this.#total(log), parameters.map(Math.log), logCovariance);
  }

  #total(log: readonly number[]): number {
    const renewal = renewalAt(log);
    let total = 0;
    // Places without a value are skipped.
    this.#worth.forEach((row, faced) => {
      row.forEach((worth, more) => {
        total += worth * stays(renewal, faced, more);
      });
    });
    return total;
  }
}

import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle } from '../../domain/features.ts';
import type { Amount, Figure } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import type { Acquisition } from './acquisition.ts';
import type { Books } from './books.ts';
import type { Keeping } from './keeping.ts';
import type { ServiceCost } from './service.ts';

/** What the other wings know that unit economics need. Money in minor units, columns in customer order. */
export interface CostInput {
  readonly dataset: Dataset;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  /** The ledger by month; null where no file is one. */
  readonly books: Books | null;
  readonly service: ServiceCost;
  readonly observedMargin: Figure;
  readonly expected: Figure;
  readonly monthlyMargin: Figure;
  /** Discounted months each customer is expected to stay within the horizon. */
  readonly aliveMonths: Float64Array;
  /** Unlimited value of a new customer before CAC. */
  readonly newCustomerValue: Amount;
  /** Probability that a customer stays 12 months. */
  readonly retention12: Amount;
}

/** Money in minor units. */
export interface CostOutcome {
  readonly acquisition: Figure;
  readonly service: Figure;
  readonly retention: Figure;
  /** Observed margin + expected value, over the customer's own acquisition cost. */
  readonly ltvToCac: Figure;
  readonly paybackMonths: Figure;
  readonly roi: Figure;
  readonly portfolio: {
    readonly acquisitionPerCustomer: Amount;
    readonly retentionPerCustomer: Amount;
    readonly serviceToDate: Amount;
    readonly acquisitionToRetention: Amount;
    readonly ltvToCac: Amount;
    readonly paybackMonths: Amount;
    readonly paybackMonthsChurnAdjusted: Amount;
    readonly roi: Amount;
  };
  /** The ledger by month; null where no file is one. */
  readonly books: Books | null;
  /** What the figures above are made of. */
  readonly sources: {
    readonly acquisition: Acquisition;
    readonly keeping: Keeping;
    readonly service: ServiceCost;
  };
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

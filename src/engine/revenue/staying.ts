import type { LaterLoss } from './levelTrial.ts';
import type { Levels } from './timeAtRisk.ts';

/** How long subscribers stay, whatever says so: all that their value and survival are worked out from. */
export interface Staying {
  /** P(still here in k months), k = 0 … months, of the customer in `row`, who is here now. */
  path(row: number, months: number): Float64Array;
  /** The same at one moment. */
  survival(row: number, months: number): number;
  /** Where the customer stands: equal places have equal paths over whole months, equal whole parts about the same. */
  place(row: number): number;
  /**
   * By one more thing that customers differ in from the start: null where the history does not bear it out. Null itself
   * where the data do not say who was followed when, or where staying is decided otherwise.
   */
  readonly byLevel: ((levels: Levels) => LevelStaying | null) | null;
  /** The path of a customer who signs up now. */
  newcomerPath(months: number): Float64Array;
  /** Present value of a unit a month of a new customer, without end; null when it diverges. */
  unlimited(annualDiscountRate: number): number | null;
  /** Variance of that, from not knowing the model. */
  unlimitedVariance(annualDiscountRate: number): number;
  /** What not knowing the model does to a total, customer by customer. */
  sensitivity(): TotalSensitivity;
}

/** Staying by tenure and by one more thing. */
export interface LevelStaying extends Pick<Staying, 'survival' | 'place'> {
  sensitivity(): TotalSensitivity & {
    /** Of a part of the total: so much of each level's. */
    varianceOf(parts: Float64Array): number;
  };
  /** Each level's rate of leaving beside that of all. */
  readonly rates: Float64Array;
  /** The share by which the differences found between them count. */
  readonly share: number;
  readonly laterLoss: LaterLoss;
  /** Of those who sign up now, as many of each level as pay a margin of so much a month. */
  newcomers(monthlyMargin: Float64Array, annualDiscountRate: number): Newcomers;
}

export interface Newcomers {
  /** Present value of their margins, without end; null when it diverges. And of the first twelve months. */
  readonly unlimited: number | null;
  readonly firstYear: number;
  /** Variance of `unlimited`, from not knowing the model. */
  readonly variance: number;
}

/** The error of a total Σ_i m_i V_i that comes from not knowing how long subscribers stay. */
export interface TotalSensitivity {
  add(row: number, margin: number, path: Float64Array, discounts: Float64Array): void;
  /** Its variance, once all customers are in. */
  readonly variance: number;
}

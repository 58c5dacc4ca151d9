import { type Amount, FigureBuilder } from '../../domain/figures.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { normalQuantile } from '../../math/normal.ts';
import { INTERVAL_TAIL } from './outcome.ts';

const NAMES = ['expected', 'low', 'high', 'probabilityAlive', 'expectedPurchases', 'monthlyMargin'] as const;
const VALUE_NAMES = ['expected', 'low', 'high'] as const;

/** Value of one customer over the horizon, minor units. */
export interface CustomerValue {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Predictive variance. */
  readonly variance: number;
}

/** A value times a margin; one below zero turns its interval round. */
export function scaledValue({ expected, low, high, variance }: CustomerValue, scale: number): CustomerValue {
  const [from, to] = scale < 0 ? [high, low] : [low, high];
  return { expected: expected * scale, low: from * scale, high: to * scale, variance: variance * scale * scale };
}

const NOTHING: CustomerValue = { expected: 0, low: 0, high: 0, variance: 0 };

/** The per-customer figures of a forecast and their total, under construction. */
export class ForecastFigures {
  readonly expected: FigureBuilder;
  readonly low: FigureBuilder;
  readonly high: FigureBuilder;
  readonly probabilityAlive: FigureBuilder;
  readonly expectedPurchases: FigureBuilder;
  readonly monthlyMargin: FigureBuilder;
  /** Predictive variance of each customer's value, minor units squared; 0 where none is known. */
  readonly valueVariance: Float64Array;
  readonly #sum = new CompensatedSum();
  readonly #variance = new CompensatedSum();
  #known = 0;
  #unknown = 0;
  #least = 0;

  constructor(customers: number) {
    this.expected = new FigureBuilder(customers);
    this.low = new FigureBuilder(customers);
    this.high = new FigureBuilder(customers);
    this.probabilityAlive = new FigureBuilder(customers);
    this.expectedPurchases = new FigureBuilder(customers);
    this.monthlyMargin = new FigureBuilder(customers);
    this.valueVariance = new Float64Array(customers);
  }

  setValue(row: number, value: CustomerValue, grade: Grade): void {
    this.#write(row, value, grade);
    this.valueVariance[row] = value.variance;
    this.#sum.add(value.expected);
    this.#variance.add(value.variance);
    this.#least += Math.min(0, value.low);
    this.#known++;
  }

  leaveValue(row: number, reason: ReasonCode): void {
    for (const name of VALUE_NAMES) this[name].leave(row, reason);
    this.#unknown++;
  }

  leaveAll(row: number, reason: ReasonCode): void {
    for (const name of NAMES) this[name].leave(row, reason);
    this.#unknown++;
  }

  /** A customer who has left: nothing is to come, and that is known. */
  setGone(row: number): void {
    this.#write(row, NOTHING, 'observed');
    this.probabilityAlive.set(row, 0, 'observed');
  }

  #write(row: number, value: CustomerValue, grade: Grade): void {
    for (const name of VALUE_NAMES) this[name].set(row, value[name], grade);
  }

  /**
   * The total with its 90% interval: the customers' own chance (independent) plus not knowing the model
   * (`estimationVariance`), together about normal. Those who left add nothing and make nothing known: where no other
   * customer's value is known, neither is the total.
   */
  total(estimationVariance: number, grade: Grade, reason: ReasonCode) {
    if (this.#known === 0 && this.#unknown > 0) {
      const none: Amount = { value: null, grade, reason };
      return { expected: none, low: none, high: none };
    }
    const spread = normalQuantile(1 - INTERVAL_TAIL) * Math.sqrt(this.#variance.value + estimationVariance);
    const amount = (value: number): Amount => ({ value, grade, reason: null });
    const expected = this.#sum.value;
    return {
      expected: amount(expected),
      // Margins below zero apart, nobody brings less than nothing.
      low: amount(Math.max(this.#least, expected - spread)),
      high: amount(expected + spread),
    };
  }
}

/** Mean of the present (not NaN) values, NaN for none. */
export function meanPresent(values: Float64Array): number {
  const sum = new CompensatedSum();
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum.add(value);
    count++;
  }
  return sum.value / count;
}

/** Var(mean)/mean² of the present values; 0 for fewer than two, for nothing is known of their spread. */
export function relativeVarianceOfMean(values: Float64Array): number {
  const mean = meanPresent(values);
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length < 2 || mean === 0) return 0;
  const squares = present.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares / (present.length - 1) / present.length / mean ** 2;
}

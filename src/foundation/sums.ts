/**
 * Neumaier's compensated sum (1974): exact for integer minor units below 2^53, and otherwise
 * accurate to the last digit of the result, so that a total never depends on how many rows made it.
 */
export class CompensatedSum {
  #sum = 0;
  #compensation = 0;

  add(value: number): void {
    const total = this.#sum + value;
    this.#compensation +=
      Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - total + value : value - total + this.#sum;
    this.#sum = total;
  }

  clear(): void {
    this.#sum = 0;
    this.#compensation = 0;
  }

  get value(): number {
    return this.#sum + this.#compensation;
  }
}

/** Compensated sum of the present (not NaN) values; 0 for none. */
export function sumPresent(values: Iterable<number>): number {
  const sum = new CompensatedSum();
  for (const value of values) if (!Number.isNaN(value)) sum.add(value);
  return sum.value;
}

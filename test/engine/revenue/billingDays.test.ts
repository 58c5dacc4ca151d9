import { expect, it } from 'vitest';
import { atBillingDays } from '../../../src/engine/revenue/billingDays.ts';
import { conditionalSurvival, retentionCurve } from '../../../src/engine/revenue/retentionCurve.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';

const RATE = 0.08;

/** Customers of a business `age` months old who leave with this chance as each month of theirs ends, or on any day. */
function young(random: SeededRandom, customers: number, age: number, onBillingDays: boolean) {
  const [exit, event] = [new Float64Array(customers), new Uint8Array(customers)];
  for (let i = 0; i < customers; i++) {
    const seen = random.uniform() * age;
    const stays = random.exponential() / -Math.log(1 - RATE);
    const left = onBillingDays ? Math.ceil(stays) : stays;
    event[i] = left <= seen ? 1 : 0;
    exit[i] = Math.min(left, seen);
  }
  return { exit, event };
}

it('leaves the months of those still here that leaving cannot fall into out of the time at risk', () => {
  // Half a month of each customer was three eighths of all time at risk, and every rate so much too low.
  for (const onBillingDays of [true, false]) {
    const curve = retentionCurve(young(new SeededRandom(1), 40_000, 3, onBillingDays))!;
    expect(conditionalSurvival(curve, 1, 12)).toBeCloseTo((1 - RATE) ** 12, 1.6);
    expect(curve.tailHazard / -Math.log(1 - RATE)).toBeGreaterThan(0.94);
    expect(curve.tailHazard / -Math.log(1 - RATE)).toBeLessThan(1.06);
  }
});

it('changes nothing where customers leave on any day, or hardly anybody left', () => {
  const anyDay = young(new SeededRandom(2), 500, 12, false);
  expect(atBillingDays(anyDay)).toBe(anyDay);
  const few = { exit: Float64Array.from([1, 2, 2.4]), event: Uint8Array.from([1, 1, 0]) };
  expect(atBillingDays(few)).toBe(few);
});

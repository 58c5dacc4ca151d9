import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutAt, type Offers, rankingFor, rankPaying, type SpendLimits } from '../../../src/engine/saveList/choose.ts';

const offersOf = (rows: readonly (readonly [value: number, cost: number])[]): Offers => ({
  valueMinor: Float64Array.from(rows, ([value]) => value),
  costMinor: Float64Array.from(rows, ([, cost]) => cost),
});
const chosenOf = (offers: Offers, limits: SpendLimits): number[] => {
  const priced = offers.costMinor.some((cost) => !Number.isNaN(cost));
  const ranked = rankPaying(offers, rankingFor(priced, limits));
  return Array.from(ranked.subarray(0, cutAt(ranked, offers, limits).chosen));
};
const UNLIMITED: SpendLimits = { budgetMinor: null, maxCustomers: null };

const money = fc.oneof(fc.integer({ min: -500, max: 5000 }), fc.constant(Number.NaN), fc.constant(0));
const cost = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.double({ min: 0, max: 50, noNaN: true }), fc.constant(0));
const anyOffers = fc.array(fc.tuple(money, cost), { maxLength: 40 }).map(offersOf);

describe('whom to call', () => {
  test('the best net comes first, and whoever costs more than they bring is left out', () => {
    const offers = offersOf([
      [1000, 900],
      [500, 100],
      [300, 300],
      [200, 250],
    ]);
    expect(chosenOf(offers, UNLIMITED)).toEqual([1, 0]);
  });

  test('with a budget the best net for each unit spent comes first', () => {
    const offers = offersOf([
      [3000, 1500],
      [900, 100],
      [500, 100],
    ]);
    expect(chosenOf(offers, UNLIMITED)).toEqual([0, 1, 2]);
    expect(chosenOf(offers, { budgetMinor: 200, maxCustomers: null })).toEqual([1, 2]);
  });

  test('actions that cost nothing come first of all, the one that brings most before the others', () => {
    const offers = offersOf([
      [100, 0],
      [900, 1],
      [200, 0],
    ]);
    expect(chosenOf(offers, { budgetMinor: 0, maxCustomers: null })).toEqual([2, 0]);
  });

  test('without any cost the value ranks and nothing is cut but by capacity', () => {
    const offers = offersOf([
      [100, Number.NaN],
      [Number.NaN, Number.NaN],
      [300, Number.NaN],
      [0, Number.NaN],
    ]);
    expect(chosenOf(offers, UNLIMITED)).toEqual([2, 0]);
    expect(chosenOf(offers, { budgetMinor: null, maxCustomers: 1 })).toEqual([2]);
  });

  test('the limit that keeps the next customer out is named', () => {
    const offers = offersOf([
      [500, 100],
      [400, 100],
    ]);
    const ranked = rankPaying(offers, 'net');
    expect(cutAt(ranked, offers, { budgetMinor: 150, maxCustomers: null })).toEqual({ chosen: 1, by: 'over_budget' });
    expect(cutAt(ranked, offers, { budgetMinor: null, maxCustomers: 1 })).toEqual({ chosen: 1, by: 'over_capacity' });
    expect(cutAt(ranked, offers, { budgetMinor: 200, maxCustomers: 2 })).toEqual({ chosen: 2, by: null });
  });
});

describe('laws of the list', () => {
  const budget = fc.integer({ min: 0, max: 20_000 });
  const capacity = fc.option(fc.nat(40));

  test('a larger budget keeps everyone whom a smaller one calls', () => {
    fc.assert(
      fc.property(anyOffers, budget, budget, capacity, (offers, a, b, maxCustomers) => {
        const small = chosenOf(offers, { budgetMinor: Math.min(a, b), maxCustomers });
        const large = chosenOf(offers, { budgetMinor: Math.max(a, b), maxCustomers });
        expect(large.slice(0, small.length)).toEqual(small);
      }),
    );
  });

  test('no budget at all keeps everyone whom any budget calls', () => {
    fc.assert(
      fc.property(anyOffers, budget, (offers, budgetMinor) => {
        const all = new Set(chosenOf(offers, UNLIMITED));
        for (const row of chosenOf(offers, { budgetMinor, maxCustomers: null })) expect(all.has(row)).toBe(true);
      }),
    );
  });

  test('room for more customers keeps everyone who was called before', () => {
    fc.assert(
      fc.property(anyOffers, fc.option(budget), fc.nat(40), fc.nat(40), (offers, budgetMinor, a, b) => {
        const small = chosenOf(offers, { budgetMinor, maxCustomers: Math.min(a, b) });
        const large = chosenOf(offers, { budgetMinor, maxCustomers: Math.max(a, b) });
        expect(large.slice(0, small.length)).toEqual(small);
      }),
    );
  });

  test('no list spends more than its budget, and everyone on it brings more than they cost', () => {
    fc.assert(
      fc.property(anyOffers, budget, (offers, budgetMinor) => {
        const rows = chosenOf(offers, { budgetMinor, maxCustomers: null });
        expect(rows.reduce((sum, row) => sum + offers.costMinor[row]!, 0)).toBeLessThanOrEqual(budgetMinor + 1e-6);
        for (const row of rows) expect(offers.valueMinor[row]!).toBeGreaterThan(offers.costMinor[row]!);
      }),
    );
  });

  test('no other list of the same spending brings more', () => {
    const few = fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 60 })), { maxLength: 9 });
    fc.assert(
      fc.property(few.map(offersOf), fc.nat(200), (offers, budgetMinor) => {
        const rows = chosenOf(offers, { budgetMinor, maxCustomers: null });
        const totals = (of: readonly number[]) => ({
          cost: of.reduce((sum, row) => sum + offers.costMinor[row]!, 0),
          net: of.reduce((sum, row) => sum + offers.valueMinor[row]! - offers.costMinor[row]!, 0),
        });
        const chosen = totals(rows);
        const n = offers.valueMinor.length;
        for (let subset = 0; subset < 2 ** n; subset++) {
          const other = totals([...Array(n).keys()].filter((row) => (subset >> row) & 1));
          if (other.cost <= chosen.cost) expect(other.net).toBeLessThanOrEqual(chosen.net + 1e-9);
        }
      }),
    );
  });
});

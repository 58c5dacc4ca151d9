import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthlyDiscounts } from '../../../src/engine/horizon.ts';
import { levelStaying } from '../../../src/engine/revenue/levelStaying.ts';
import { conditionalSurvival, retentionCurve } from '../../../src/engine/revenue/retentionCurve.ts';
import type { Staying } from '../../../src/engine/revenue/staying.ts';
import { tenureStaying } from '../../../src/engine/revenue/tenureStaying.ts';
import type { Lives } from '../../../src/engine/revenue/timeAtRisk.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { fitCox } from '../../../src/math/cox.ts';

/** Customers of two levels who sign up over `window` months and leave at a constant rate of their level. */
function livesOf(random: SeededRandom, customers: number, rates: readonly number[], window = 24) {
  const code = new Uint8Array(customers);
  const [exit, event] = [new Float64Array(customers), new Uint8Array(customers)];
  for (let i = 0; i < customers; i++) {
    code[i] = i % rates.length;
    const [seen, stays] = [random.uniform() * window, random.exponential() / rates[code[i]!]!];
    exit[i] = Math.min(seen, stays);
    event[i] = stays < seen ? 1 : 0;
  }
  return { code, lives: { rows: [...code.keys()], exit, event } satisfies Lives };
}

describe('levels that leave at proportional rates', () => {
  it('have the relative rates of Cox’s regression with Breslow’s ties, where everybody is seen by whole months', () => {
    const random = new SeededRandom(3);
    const { code, lives } = livesOf(random, 20_000, [0.02, 0.05]);
    const exit = lives.exit.map(Math.ceil);
    const { rates } = levelStaying({ ...lives, exit }, { count: 2, code, share: 1 }, exit);
    const columns = [Float64Array.from(code)];
    const cox = fitCox({ names: ['level'], columns, exit, event: lives.event }, 'breslow');
    // Half a customer that is believed beforehand, beside thousands who left.
    expect(Math.log(rates[1]! / rates[0]!)).toBeCloseTo(cox.coefficients[0]!, 3);
  });

  it('differ by the share of their logarithms that is asked for, and not at all at none', () => {
    const { code, lives } = livesOf(new SeededRandom(4), 500, [0.02, 0.05]);
    const at = (share: number) => levelStaying(lives, { count: 2, code, share }, lives.exit).rates;
    const apart = (share: number) => Math.log(at(share)[1]! / at(share)[0]!);
    expect(apart(1)).toBeGreaterThan(0.5);
    expect(apart(0.6)).toBeCloseTo(0.6 * apart(1), 9);
    for (const rate of at(0)) expect(rate).toBeCloseTo(1, 12);
  });

  it('foresee as many leavers over the months behind as have left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        const { code, lives } = livesOf(new SeededRandom(seed), 300, [0.02, 0.05, 0.09]);
        const { survival } = levelStaying(lives, { count: 3, code, share }, new Float64Array(300));
        const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
        const expected = sum(lives.exit.map((months, i) => -Math.log(survival(i, months))));
        // Not to the last one: the months in which fewer than ten are left have the rate of more months.
        expect(Math.abs(expected / sum(lives.event) - 1)).toBeLessThan(0.1);
      }),
      { numRuns: 20 },
    );
  });

  it('stay longer together than at the mean of their rates', () => {
    const { code, lives } = livesOf(new SeededRandom(9), 4_000, [0.01, 0.09]);
    const curve = retentionCurve(lives)!;
    const { survival } = levelStaying(lives, { count: 2, code, share: 1 }, new Float64Array(4_000).fill(20));
    const left = [...code].filter((_, i) => lives.exit[i]! > 20);
    const ofLevels = left.reduce((sum, level) => sum + survival(level, 24), 0) / left.length;
    expect(ofLevels).toBeGreaterThan(1.05 * conditionalSurvival(curve, 20, 24));
  });
});

describe('the error of a total that comes from not knowing how long subscribers stay', () => {
  const RUNS = 400;
  const discounts = monthlyDiscounts(12, 0);
  /** Here today, at tenures from 1 to 20 months: what they are foreseen to pay, and its variance. */
  function foreseen(staying: Pick<Staying, 'survival' | 'sensitivity'>, code: Uint8Array) {
    const sensitivity = staying.sensitivity();
    let total = 0;
    for (let row = 0; row < 200; row++) {
      const margin = code[row] === 0 ? 50 : 20;
      const path = Float64Array.from({ length: 13 }, (_, k) => staying.survival(row, k));
      sensitivity.add(row, margin, path, discounts);
      for (let k = 0; k < 12; k++) total += margin * path[k]!;
    }
    return { total, variance: sensitivity.variance };
  }

  function spread(
    window: number,
    of: (lives: Lives, code: Uint8Array, tenure: Float64Array) => Pick<Staying, 'survival' | 'sensitivity'>,
  ) {
    const random = new SeededRandom(11);
    const tenure = Float64Array.from({ length: 600 }, (_, row) => 1 + ((row * 19) % 200) / 10);
    const runs = Array.from({ length: RUNS }, () => {
      const { code, lives } = livesOf(random, 600, [0.03, 0.06], window);
      return foreseen(of(lives, code, tenure), code);
    });
    const mean = (of: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + of(run), 0) / RUNS;
    const centre = mean(({ total }) => total);
    return Math.sqrt(mean(({ total }) => (total - centre) ** 2) / mean(({ variance }) => variance));
  }

  // The standard error of a standard deviation of 400 runs is 3.5 %.
  for (const window of [10, 24]) {
    it(`is what samples differ by, on the curve of all, ${window} months of history`, () => {
      const ratio = spread(window, (lives, _, tenure) => tenureStaying(retentionCurve(lives)!, tenure, null));
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    });

    it(`is what samples differ by, where levels leave at rates of their own, ${window} months of history`, () => {
      const ratio = spread(window, (lives, code, tenure) => levelStaying(lives, { count: 2, code, share: 1 }, tenure));
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    });
  }
});

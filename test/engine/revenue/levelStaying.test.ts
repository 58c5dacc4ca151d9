import { describe, expect, it } from 'vitest';
import { monthlyDiscounts } from '../../../src/engine/horizon.ts';
import { levelRates } from '../../../src/engine/revenue/levelRates.ts';
import { levelStaying } from '../../../src/engine/revenue/levelStaying.ts';
import { type DatedLives, laterLoss } from '../../../src/engine/revenue/levelTrial.ts';
import { conditionalSurvival, retentionCurve } from '../../../src/engine/revenue/retentionCurve.ts';
import type { Staying } from '../../../src/engine/revenue/staying.ts';
import { tenureStaying } from '../../../src/engine/revenue/tenureStaying.ts';
import { timeAtRisk } from '../../../src/engine/revenue/timeAtRisk.ts';
import { DAYS_PER_MONTH } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { fitCox } from '../../../src/math/cox.ts';

/** Customers of several levels who sign up over `window` months and leave at a constant rate of their level. */
function livesOf(random: SeededRandom, customers: number, rates: readonly number[], window = 24) {
  const code = new Uint8Array(customers);
  const [exit, event, lastDay] = [new Float64Array(customers), new Uint8Array(customers), new Float64Array(customers)];
  for (let i = 0; i < customers; i++) {
    code[i] = i % rates.length;
    const [seen, stays] = [random.uniform() * window, random.exponential() / rates[code[i]!]!];
    exit[i] = Math.min(seen, stays);
    event[i] = stays < seen ? 1 : 0;
    lastDay[i] = (window - seen + exit[i]!) * DAYS_PER_MONTH;
  }
  const lives = { rows: [...code.keys()], exit, event, lastDay } satisfies DatedLives;
  return { lives, levels: { count: rates.length, code } };
}

describe('the rates of levels', () => {
  it('differ as in Cox’s regression with Breslow’s ties, where everybody is seen by whole months', () => {
    const { lives, levels } = livesOf(new SeededRandom(3), 20_000, [0.02, 0.05]);
    const exit = lives.exit.map(Math.ceil);
    const { rates, share } = levelRates(timeAtRisk({ ...lives, exit }, levels, 30));
    const columns = [Float64Array.from(levels.code)];
    const cox = fitCox({ names: ['level'], columns, exit, event: lives.event }, 'breslow');
    // Half a customer is believed of each level beforehand, beside thousands who left.
    expect(Math.log(rates[1]! / rates[0]!) / share).toBeCloseTo(cox.coefficients[0]!, 3);
    expect(1 - share).toBeCloseTo(cox.covariance[0]! / cox.coefficients[0]! ** 2, 4);
  });

  it('leave as many to be expected as have left, level by level where all of their difference counts', () => {
    const { lives, levels } = livesOf(new SeededRandom(8), 30_000, [0.02, 0.05, 0.09]);
    const time = timeAtRisk(lives, levels, 20);
    const { rates, baseline } = levelRates(time);
    for (let level = 0; level < 3; level++) {
      let [left, expected] = [0, 0];
      for (let month = 0; month < 20; month++) {
        left += time.left[level * 21 + month]!;
        expected +=
          time.exposure[level * 21 + month]! *
          rates[level]! *
          Math.log(baseline.survival[month]! / baseline.survival[month + 1]!);
      }
      expect(Math.abs(expected / left - 1)).toBeLessThan(0.01);
    }
  });

  it('are all one without a difference beyond chance', () => {
    const { lives, levels } = livesOf(new SeededRandom(5), 400, [0.03, 0.03]);
    const { rates, share, pValue } = levelRates(timeAtRisk(lives, levels, 20));
    expect(pValue).toBeGreaterThan(0.3);
    expect(share).toBe(0);
    expect([...rates]).toEqual([1, 1]);
  });
});

describe('staying by level', () => {
  it('stays longer together than at the mean of the rates', () => {
    const { lives, levels } = livesOf(new SeededRandom(9), 4_000, [0.01, 0.09]);
    const curve = retentionCurve(lives)!;
    const { survival } = levelStaying(lives, levels, new Float64Array(4_000).fill(20))!;
    const here = lives.rows.filter((row) => lives.exit[row]! > 20);
    const ofLevels = here.reduce((sum, row) => sum + survival(row, 24), 0) / here.length;
    expect(ofLevels).toBeGreaterThan(1.05 * conditionalSurvival(curve, 20, 24));
  });

  it('is worth to newcomers what each level pays for as long as it stays, be it a loss', () => {
    const { lives, levels } = livesOf(new SeededRandom(21), 20_000, [0.02, 0.08]);
    const { newcomers } = levelStaying(lives, levels, lives.exit)!;
    const of = (...margins: number[]) => newcomers(Float64Array.from(margins), 0);
    // A payment now and at every month's beginning, at a constant rate of leaving: 1 / (1 − e^−λ).
    expect(Math.abs(of(1, 0).unlimited! * -Math.expm1(-0.02) - 1)).toBeLessThan(0.05);
    expect(Math.abs(of(0, 1).unlimited! * -Math.expm1(-0.08) - 1)).toBeLessThan(0.05);
    const [firm, loose, loss] = [of(30, 0), of(0, 5), of(30, -5)];
    expect(loss.unlimited!).toBeCloseTo(firm.unlimited! - loose.unlimited!, 9);
    expect(loss.firstYear).toBeCloseTo(firm.firstYear - loose.firstYear, 9);
    expect(Math.sqrt(firm.variance) / firm.unlimited!).toBeLessThan(0.05);
  });

  it('is known where levels differ, and hardly ever where chance alone makes them differ', () => {
    const found = (rates: readonly number[]) =>
      Array.from({ length: 200 }, (_, seed) => {
        const { lives, levels } = livesOf(new SeededRandom(100 + seed), 400, rates);
        return levelStaying(lives, levels, lives.exit) === null ? 0 : 1;
      }).reduce<number>((sum, one) => sum + one, 0);
    expect(found([0.03, 0.03])).toBeLessThanOrEqual(12);
    expect(found([0.02, 0.06])).toBeGreaterThan(180);
  });

  it('is tried on the last third of all customer-months, of which nothing that was learnt knows', () => {
    const { lives, levels } = livesOf(new SeededRandom(12), 3_000, [0.02, 0.06]);
    const same = laterLoss(lives, levels)!;
    expect(same.asUsed).toBeLessThan(same.byTenure);
    // Turned round in the last months, what was learnt before tells them worse.
    const turned = { ...levels, code: levels.code.map((code) => 1 - code) };
    const cut = 16 * DAYS_PER_MONTH;
    const mixed = levels.code.map((code, i) =>
      lives.lastDay[i]! > cut && lives.event[i] === 1 ? turned.code[i]! : code,
    );
    const worse = laterLoss(lives, { ...levels, code: mixed })!;
    expect(worse.asUsed).toBeGreaterThan(worse.byTenure);
  });

  it('is not known of one level, nor where nobody left', () => {
    const { lives, levels } = livesOf(new SeededRandom(2), 300, [0.05]);
    expect(levelStaying(lives, levels, lives.exit)).toBeNull();
    const two = livesOf(new SeededRandom(2), 300, [0.02, 0.06]);
    expect(levelStaying({ ...two.lives, event: new Uint8Array(300) }, two.levels, two.lives.exit)).toBeNull();
  });
});

describe('the error of a total that comes from not knowing how long subscribers stay', () => {
  const RUNS = 400;
  const discounts = monthlyDiscounts(12, 0);
  type Known = Pick<Staying, 'survival' | 'sensitivity'>;

  /** Here today, at tenures from 1 to 20 months: what they are foreseen to pay, and its variance. */
  function foreseen(staying: Known, code: Uint8Array) {
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

  /** Standard deviation of totals of many samples, beside the one that each sample says. */
  function spread(window: number, of: (sample: ReturnType<typeof livesOf>, tenure: Float64Array) => Known | null) {
    const random = new SeededRandom(11);
    const tenure = Float64Array.from({ length: 600 }, (_, row) => 1 + ((row * 19) % 200) / 10);
    const runs = Array.from({ length: RUNS }, () => {
      const sample = livesOf(random, 600, [0.02, 0.07], window);
      const staying = of(sample, tenure);
      return staying === null ? null : foreseen(staying, sample.levels.code);
    }).filter((run) => run !== null);
    expect(runs.length).toBeGreaterThan(0.9 * RUNS);
    const mean = (each: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + each(run), 0) / runs.length;
    const centre = mean(({ total }) => total);
    return Math.sqrt(mean(({ total }) => (total - centre) ** 2) / mean(({ variance }) => variance));
  }

  // The standard error of a standard deviation of 400 runs is 3.5%.
  for (const window of [10, 24]) {
    it(`is what samples differ by, on the curve of all, ${window} months of history`, () => {
      const ratio = spread(window, ({ lives }, tenure) => tenureStaying(retentionCurve(lives)!, tenure, null));
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    });

    it(`is what samples differ by, where levels leave at rates of their own, ${window} months of history`, () => {
      const ratio = spread(window, ({ lives, levels }, tenure) => levelStaying(lives, levels, tenure));
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    });
  }
});

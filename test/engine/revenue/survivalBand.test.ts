import { describe, expect, it } from 'vitest';
import { retentionCurve, survivalBand } from '../../../src/engine/revenue/retentionCurve.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { kaplanMeier, survivalAt } from '../../../src/math/kaplanMeier.ts';

describe('the band of a survival curve', () => {
  const random = new SeededRandom(7);
  const exit = Float64Array.from({ length: 300 }, () => Math.min(24, -20 * Math.log(1 - random.uniform())));
  const sample = { exit, event: Uint8Array.from(exit, (months) => (months < 24 ? 1 : 0)) };
  const curve = retentionCurve(sample)!;
  const { low, high } = survivalBand(curve, 0.9);

  it('is that of the product-limit estimate at each whole month, and begins where all are here', () => {
    expect([low.length, high.length]).toEqual([curve.survival.length, curve.survival.length]);
    const observed = kaplanMeier(sample);
    for (const month of [6, 12, 18])
      expect([low[month], high[month]]).toEqual(Object.values(survivalAt(observed, month, 0.9)).slice(1));
    expect([low[0], high[0]]).toEqual([1, 1]);
  });

  it('holds the curve, and widens with confidence', () => {
    const wider = survivalBand(curve, 0.99);
    for (let month = 1; month < curve.survival.length; month++) {
      expect(low[month]!).toBeLessThan(curve.survival[month]!);
      expect(high[month]!).toBeGreaterThan(curve.survival[month]!);
      expect(wider.low[month]!).toBeLessThan(low[month]!);
    }
  });
});

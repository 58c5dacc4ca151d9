import { describe, expect, it } from 'vitest';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { gFormula } from '../../../src/engine/retention/gFormula.ts';
import { drawnToPrior, fitHazard } from '../../../src/engine/retention/hazard.ts';
import { naiveAndLagged } from '../../../src/engine/retention/naive.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { fitSteady } from '../../../src/math/steadyFit.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { subscribersOf, synthDataset } from '../../support/synth.ts';

/** Known from how the data were made: data/synth/truth.json. */
const TRUTH = {
  effort: 2,
  avoidableEvents: 377.51426449617634,
  gainPoints: 100 * (0.8119774257754432 - 0.758832886556987),
};

describeWithSharedData('the hazard model on raw tables whose truth is known', () => {
  const dataset = synthDataset();
  const strata = strataOf(dataset);
  const asMade = scoreEffort(subscribersOf(dataset, { effortWindowDays: 90, effortHalfLifeDays: null })).byMonth!;
  const model = fitHazard(asMade, strata);
  const toNone = { targetEffort: 0, horizonMonths: 12 };

  it('finds the effect of effort within two standard errors', () => {
    expect(model.steady).toMatchObject({ dropped: [], separated: [] });
    expect(model.own!.se).toBeLessThan(0.12);
    expect(Math.abs(model.own!.value - TRUTH.effort)).toBeLessThan(2 * model.own!.se);
  });

  it('finds the avoidable churn within 5% and the twelve-month gain within half a point', () => {
    const { avoidableEvents, gain, low, high, now } = gFormula(model, asMade, strata, toNone)!;
    expect(Math.abs(avoidableEvents / TRUTH.avoidableEvents - 1)).toBeLessThan(0.05);
    expect(Math.abs(100 * gain - TRUTH.gainPoints)).toBeLessThan(0.5);
    expect(100 * low < TRUTH.gainPoints && TRUTH.gainPoints < 100 * high).toBe(true);
    expect(Math.abs(now - 0.7588)).toBeLessThan(0.01);
  });

  it('gains nothing at a target that nobody exceeds', () => {
    const none = gFormula(model, asMade, strata, { targetEffort: 100, horizonMonths: 12 })!;
    expect(none).toMatchObject({ gain: 0, gainSe: 0, avoidableEvents: 0 });
  });

  it('is silent beyond what anybody was seen for', () => {
    expect(gFormula(model, asMade, strata, { targetEffort: 0, horizonMonths: 60 })).toBeNull();
  });

  it('shows the naive answer with the opposite sign, under this definition of effort and the default one', () => {
    const byDefault = scoreEffort(subscribersOf(dataset)).byMonth!;
    for (const byMonth of [asMade, byDefault]) {
      const { naive, lagged, contradict } = naiveAndLagged(byMonth);
      expect(naive!.value).toBeLessThan(-0.4);
      expect(lagged!.value).toBeGreaterThan(1);
      expect(contradict).toBe(true);
    }
    const own = fitHazard(byDefault, strata).own!;
    expect(own.value).toBeGreaterThan(1.5);
    expect(own.value).toBeLessThan(3.5);
  });

  it('is drawn to the prior by precision, and takes the other coefficients along', () => {
    const drawn = drawnToPrior(model, { mean: 1.053, sd: 0.52 });
    const weight = 1 / model.own!.se ** 2 / (1 / model.own!.se ** 2 + 1 / 0.52 ** 2);
    expect(drawn.coefficients[1]!).toBeCloseTo(weight * model.own!.value + (1 - weight) * 1.053, 12);
    const size = model.coefficients.length;
    expect(drawn.covariance[size + 1]!).toBeCloseTo(1 / (1 / model.own!.se ** 2 + 1 / 0.52 ** 2), 12);
    // Less is laid to effort, so more to where everyone starts.
    expect(drawn.coefficients[0]!).toBeGreaterThan(model.coefficients[0]!);
    expect(drawnToPrior(model, null)).toBe(model);
  });
});

describe('a fit made to stand', () => {
  const outcome = Uint8Array.from([0, 1, 0, 1, 1, 0, 1, 0, 1, 1]);
  const ramp = Float64Array.from(outcome.keys());

  it('leaves out a repeated column and gives the others as if it had never been there', () => {
    const with2 = fitSteady({ names: ['twice', 'ramp'], columns: [ramp.map(() => 4), ramp], outcome });
    const alone = fitSteady({ names: ['ramp'], columns: [ramp], outcome });
    expect(with2.dropped).toEqual(['twice']);
    expect([...with2.fit.coefficients]).toEqual([alone.fit.coefficients[0], 0, alone.fit.coefficients[1]]);
    expect(with2.fit.covariance[8]).toBe(alone.fit.covariance[3]);
  });

  it('keeps a separating column at a believable size and names it', () => {
    const flag = Float64Array.from(outcome, (y, i) => (y === 1 && i > 2 ? 1 : 0));
    const { fit, separated } = fitSteady({ names: ['ramp', 'flag'], columns: [ramp, flag], outcome });
    expect(separated).toEqual(['flag']);
    expect(fit.trouble).toBeNull();
    expect(Math.abs(fit.coefficients[2]!)).toBeLessThan(6);
  });
});

describe('strata', () => {
  const customers = (field: string, cells: readonly (string | number)[]) =>
    literalDataset(cells.map((cell, i) => ({ id: `c${String(i).padStart(3, '0')}`, [field]: cell })));

  it('are the plans, with rare ones together', () => {
    const cells = Array.from({ length: 100 }, (_, i) => (i < 50 ? 'gold' : i < 90 ? 'tin' : `odd ${i}`));
    const strata = strataOf(customers('plan', cells));
    expect(strata.levels).toEqual(['gold', 'tin', 'other']);
    expect([strata.code[0], strata.code[50], strata.code[99]]).toEqual([0, 1, 2]);
  });

  it('are revenue groups where there is no plan, and one where there is nothing', () => {
    const strata = strataOf(
      customers(
        'mrr',
        Array.from({ length: 100 }, (_, i) => i),
      ),
    );
    expect(strata.name).toBe('recurring revenue');
    expect(new Set(strata.code).size).toBe(4);
    expect(strataOf(customers('mrr', [5, 5, 5])).levels).toEqual(['']);
  });
});

import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type ExposureEffect, eValue, exposureEffect } from '../../src/math/exposureEffect.ts';
import { logistic } from '../../src/math/links.ts';
import reference from '../reference/retention.json' with { type: 'json' };
import { describeWithSharedData } from '../support/sharedData.ts';
import { numbersOf, sharedCsv } from '../support/sharedTables.ts';

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describeWithSharedData('four calls or more on larose against R', () => {
  const rows = sharedCsv('larose/larose_model.csv');
  const names = reference.larose.logit.names.slice(2);
  const effect = exposureEffect({
    names,
    covariates: names.map((name) => numbersOf(rows, name)),
    exposed: Uint8Array.from(numbersOf(rows, 'calls'), (calls) => (calls >= 4 ? 1 : 0)),
    outcome: Uint8Array.from(numbersOf(rows, 'event')),
  }) as ExposureEffect;
  const { aipw, ate, se, ipw_hajek, gformula, raw, treated, ps_range } = reference.larose.aipw;

  it('gives the augmented estimate and its error', () => {
    expect(relative(effect.aipw.difference, ate)).toBeLessThan(1e-6);
    expect(relative(effect.aipw.se, se)).toBeLessThan(1e-6);
    expect(relative(effect.aipw.exposed, aipw[0]!)).toBeLessThan(1e-6);
    expect(relative(effect.aipw.unexposed, aipw[1]!)).toBeLessThan(1e-6);
  });

  it('gives the others beside it', () => {
    expect(effect.exposedRows).toBe(treated);
    expect(relative(effect.raw.difference, raw)).toBeLessThan(1e-12);
    expect(relative(effect.ipw.exposed, ipw_hajek[0]!)).toBeLessThan(1e-6);
    expect(relative(effect.ipw.unexposed, ipw_hajek[1]!)).toBeLessThan(1e-6);
    expect(relative(effect.gFormula.exposed, gformula[0]!)).toBeLessThan(1e-6);
    expect(relative(effect.gFormula.unexposed, gformula[1]!)).toBeLessThan(1e-6);
    expect(relative(effect.diagnostics.propensityLow, ps_range[0]!)).toBeLessThan(1e-6);
    expect(relative(effect.diagnostics.propensityHigh, ps_range[1]!)).toBeLessThan(1e-6);
  });

  it('finds overlap, balance and agreement there', () => {
    expect(effect.agree).toBe(true);
    expect(effect.diagnostics.clipped).toBe(0);
    expect(effect.diagnostics.worstImbalance).toBeLessThan(0.05);
    expect(effect.diagnostics.effectiveExposed).toBeGreaterThan(350);
  });
});

describe('the E-value', () => {
  it('is the published one, and the same for a ratio and its inverse', () => {
    expect(relative(eValue(3.9), reference.evalue['rr_3.9'])).toBeLessThan(1e-12);
    expect(relative(eValue(1.8), reference.evalue['rr_1.8'])).toBeLessThan(1e-12);
    expect(eValue(1 / 1.8)).toBeCloseTo(eValue(1.8), 12);
    expect(eValue(1)).toBe(1);
  });
});

describe('an exposure effect', () => {
  it('undoes confounding that the raw difference shows', () => {
    const random = new SeededRandom(11);
    const x = Float64Array.from({ length: 20_000 }, () => random.normal());
    const exposed = Uint8Array.from(x, (value) => (random.uniform() < logistic(value) ? 1 : 0));
    const outcome = Uint8Array.from(x, (value) => (random.uniform() < logistic(value - 1) ? 1 : 0));
    const effect = exposureEffect({ names: ['x'], covariates: [x], exposed, outcome }) as ExposureEffect;
    expect(effect.raw.difference).toBeGreaterThan(10 * effect.raw.se);
    // No effect at all is the truth.
    expect(Math.abs(effect.aipw.difference)).toBeLessThan(3 * effect.aipw.se);
    expect(Math.abs(effect.ipw.difference)).toBeLessThan(3 * effect.ipw.se);
    expect(effect.diagnostics.worstImbalance).toBeLessThan(0.1);
  });

  it('counts rows that repeat their cluster once', () => {
    const random = new SeededRandom(12);
    const once = Float64Array.from({ length: 500 }, () => random.normal());
    const flip = (value: number) => (random.uniform() < logistic(value) ? 1 : 0);
    const [exposed, outcome] = [Uint8Array.from(once, flip), Uint8Array.from(once, flip)];
    const cluster = Int32Array.from({ length: 1500 }, (_, i) => Math.floor(i / 3));
    const pick = <T>(column: ArrayLike<T>) => Array.from(cluster, (i) => column[i]!);
    const single = exposureEffect({ names: ['x'], covariates: [once], exposed, outcome }) as ExposureEffect;
    const triple = exposureEffect({
      names: ['x'],
      covariates: [Float64Array.from(pick(once))],
      exposed: Uint8Array.from(pick(exposed)),
      outcome: Uint8Array.from(pick(outcome)),
      cluster,
    }) as ExposureEffect;
    expect(triple.aipw.se).toBeCloseTo(single.aipw.se, 10);
    expect(triple.ipw.se).toBeCloseTo(single.ipw.se, 10);
  });

  it('is a named trouble when everybody was exposed', () => {
    const outcome = Uint8Array.of(0, 1, 0, 1);
    const everybody = { names: [], covariates: [], exposed: Uint8Array.of(1, 1, 1, 1), outcome };
    expect(exposureEffect(everybody)).toMatchObject({ code: 'one_outcome' });
  });
});

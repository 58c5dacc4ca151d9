import { describe, expect, it } from 'vitest';
import type { EffortByMonth } from '../../../src/engine/effort/bands.ts';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { bandCurves } from '../../../src/engine/retention/bandCurves.ts';
import { fitHazard } from '../../../src/engine/retention/hazard.ts';
import { landmarkEffect } from '../../../src/engine/retention/landmarkEffect.ts';
import { fitLandmarks, landmarksOf } from '../../../src/engine/retention/landmarks.ts';
import { permutationP } from '../../../src/engine/retention/permutation.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { validateEffort } from '../../../src/engine/retention/validation.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { eValue } from '../../../src/math/exposureEffect.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { numbersOf, sharedCsv } from '../../support/sharedTables.ts';
import { subscribersOf, synthDataset } from '../../support/synth.ts';

describeWithSharedData('what the synthetic subscribers say about effort', () => {
  const dataset = synthDataset();
  const byMonth = scoreEffort(subscribersOf(dataset)).byMonth!;
  const strata = strataOf(dataset);
  const model = fitHazard(byMonth, strata);

  it('is that it predicts churn, by every way of asking', () => {
    const validation = validateEffort({ model, byMonth, strata, seed: 1 });
    expect(validation.verdict).toBe('predicts');
    expect(validation.p!).toBeLessThan(1e-20);
    expect(validation.auc!.interval.low).toBeGreaterThan(0.6);
    expect(validation.trend!.z).toBeGreaterThan(10);
    // The least that 1,999 deals can show.
    expect(validation.permutationP).toBe(1 / 2000);
    const lifts = validation.lift.map(({ lift }) => lift!);
    expect(lifts).toEqual([...lifts].sort((a, b) => a - b));
    const rates = validation.byContacts.map(({ rate }) => rate);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
  });

  it('comes with predictions that hold in every tenth and beat the overall rate', () => {
    const { calibration } = validateEffort({ model, byMonth, strata, seed: 1 });
    expect(calibration!.brier).toBeLessThan(calibration!.brierOfRate);
    expect(calibration!.tenths.reduce((sum, { rows }) => sum + rows, 0)).toBe(69_188);
    for (const { rows, predicted, observed } of calibration!.tenths) {
      // Four binomial errors: ten comparisons at once.
      expect(Math.abs(predicted - observed)).toBeLessThan(4 * Math.sqrt((predicted * (1 - predicted)) / rows));
    }
  });

  it('is gone when effort is dealt out anew', () => {
    const random = new SeededRandom(4);
    const score = byMonth.score.slice();
    for (let k = score.length - 1; k > 0; k--) {
      const other = random.below(k + 1);
      [score[k], score[other]] = [score[other]!, score[k]!];
    }
    const dealt: EffortByMonth = { ...byMonth, score };
    const nothing = validateEffort({ model: fitHazard(dealt, strata), byMonth: dealt, strata, seed: 1 });
    expect(nothing.verdict).toBe('no evidence');
    expect(nothing.permutationP!).toBeGreaterThan(0.05);
  });

  it('holds at landmarks, adjusted three ways that agree, with overlap', () => {
    const landmarks = landmarksOf(byMonth, strata, 12);
    const { own, rows, events } = fitLandmarks(landmarks);
    expect(rows).toBeGreaterThan(events);
    expect(own!.value).toBeGreaterThan(3 * own!.se);
    // Effort fades, so what it does over a year is less than what it does in a month.
    expect(own!.value).toBeLessThan(model.own!.value);
    const found = landmarkEffect(landmarks, 33);
    if (found === null || 'code' in found) throw new Error('no landmark effect');
    const { effect, withoutCovariates } = found;
    expect(effect.agree).toBe(true);
    expect(effect.aipw.difference).toBeGreaterThan(3 * effect.aipw.se);
    expect(effect.raw.difference).toBeGreaterThan(effect.aipw.difference);
    expect(effect.diagnostics).toMatchObject({ clipped: 0 });
    expect(effect.diagnostics.worstImbalance).toBeLessThan(0.1);
    expect(found.eValue!).toBeCloseTo(eValue(found.riskRatio!), 12);
    expect(found.eValueOfBound!).toBeGreaterThan(1);
    expect(found.eValueOfBound!).toBeLessThan(found.eValue!);
    // The plan confounds: forgetting it would claim much more.
    expect(withoutCovariates.find(({ without }) => without === 'everything but tenure')!.difference).toBeGreaterThan(
      1.3 * effect.gFormula.difference,
    );
  });

  it('shows in survival by band, worse from none to high', () => {
    const { bands, logRank, fromMonth } = bandCurves(byMonth, 12);
    const survival = bands.map((band) => band.survival!);
    expect(fromMonth).toBe(1);
    expect(survival).toEqual([...survival].sort((a, b) => b - a));
    expect(bands[0]!.meanMonths!).toBeGreaterThan(bands[3]!.meanMonths! + 3 * bands[3]!.meanMonthsSe!);
    expect(logRank!.degrees).toBe(3);
    expect(logRank!.p).toBeLessThan(1e-50);
  });
});

describe('the permutation test', () => {
  const cell = (score: readonly number[], event: readonly number[]): EffortByMonth => {
    const n = score.length;
    const zeros = new Int32Array(n);
    return {
      months: {
        ...{
          rows: n,
          monthsPerRow: 1,
          asOfDay: 100,
          start: Int32Array.from({ length: n + 1 }, (_, i) => i),
          month: zeros,
        },
        ...{ customer: Int32Array.from(score.keys()), startDay: zeros, event: Uint8Array.from(event) },
      },
      score: Float64Array.from(score),
      status: new Uint8Array(n),
      contacts: new Uint16Array(n),
      cases: new Uint16Array(n),
      activity: null,
    };
  };

  it('finds the exact share where there are few deals', () => {
    // One leaver of four, with the highest effort: both ends are as far from the mean of 1.5, two deals in four.
    const p = permutationP(cell([0, 1, 2, 3], [0, 0, 0, 1]), 1)!;
    expect(Math.abs(p - 0.5)).toBeLessThan(0.04);
  });

  it('is silent where nothing can be dealt', () => {
    expect(permutationP(cell([0, 1], [0, 0]), 1)).toBeNull();
    expect(permutationP(cell([5, 5, 5], [1, 0, 0]), 1)).toBeNull();
  });
});

describeWithSharedData('a snapshot with a contact count (larose)', () => {
  const rows = sharedCsv('larose/larose_model.csv');
  const [calls, event] = [numbersOf(rows, 'calls'), numbersOf(rows, 'event')];
  const dataset = literalDataset(
    rows.map((row, i) => ({
      id: String(i).padStart(4, '0'),
      contacts: calls[i]!,
      churned: event[i]!,
      tenure_months: Number(row['acct']),
    })),
  );
  const subscribers = subscribersOf(dataset);
  const outcome = scoreRetention({
    ...subscribers,
    effort: scoreEffort(subscribers),
    survivalAt: (_row, months) => 0.98 ** months,
    monthlyMarginMinor: new Float64Array(5000).fill(1000),
  });

  it('gives an association and says that it is no more', () => {
    expect(outcome.measured).toBeNull();
    expect(outcome.association).toMatchObject({ customers: 5000, churned: 707 });
    expect(outcome.verdict).toMatch(/^An association only, for nothing says which came first/);
    expect(outcome.weightOnData).toBe(0);
  });

  it('shows the threshold at the fourth call', () => {
    const steps = outcome.association!.byContacts;
    const before = steps.filter(({ to }) => to <= 3);
    const after = steps.find(({ from, to }) => from <= 4 && 4 <= to)!;
    const [events, trials] = [
      before.reduce((s, { events: e }) => s + e, 0),
      before.reduce((s, { trials: t }) => s + t, 0),
    ];
    expect(events / trials).toBeCloseTo(0.11, 2);
    expect(after.from).toBe(4);
    expect(after.rate).toBeGreaterThan(0.4);
  });
});

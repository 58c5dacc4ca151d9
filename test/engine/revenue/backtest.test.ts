import { describe, expect, it } from 'vitest';
import { backtestRevenue } from '../../../src/engine/revenue/backtest.ts';
import { calibrationBands, forecastErrors } from '../../../src/engine/revenue/backtestErrors.ts';
import { dayNumber } from '../../../src/foundation/days.ts';
import reference from '../../reference/clv.json' with { type: 'json' };
import { CDNOW_SPLIT, cdnowDataset } from '../../support/cdnow.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';
import { describeWithSharedData, sharedRecords } from '../../support/sharedData.ts';

describe('backtest', () => {
  const buy = (id: string, at: string, amount = 10): LiteralInteraction => ({ id, at, kind: 'purchase', amount });
  const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}-01`);
  const regular = ['a', 'b', 'c'].flatMap((id) => months.map((at) => buy(id, at)));

  function run(rows: LiteralInteraction[], split: number | null = null) {
    const input = revenueInputOf(literalDataset([], rows));
    return backtestRevenue({ ...input, grouping: input.grouping! }, split);
  }

  it('knows nothing of what came after the split', () => {
    const split = dayNumber(2024, 8, 15);
    const later = [...regular, buy('d', '2024-09-01'), buy('a', '2024-12-01', 9999)];
    const { actual, predicted } = run(regular, split)!.forecast;
    const report = run(later, split)!;
    expect(report.customers).toBe(3);
    expect(report.forecast.predicted).toBe(predicted);
    expect(report.forecast.actual).toBe(actual);
    expect(report.value!.actual).toBeGreaterThan(run(regular, split)!.value!.actual);
  });

  it('knows a refund from its own day on only', () => {
    const refund: LiteralInteraction = { id: 'a', at: '2024-12-01', kind: 'refund', amount: 10 };
    const split = dayNumber(2024, 8, 15);
    expect(run([...regular, refund], split)!.forecast.predicted).toBe(run(regular, split)!.forecast.predicted);
  });

  it('measures itself against the pace so far, the last period and a model without leaving', () => {
    expect(run(regular)!.baselines.map(({ name }) => name)).toEqual(['x/T', 'last period', 'nbd']);
  });

  it('repeats of the last period what can come again: repeat purchases, of customers known then', () => {
    const newcomers = ['d', 'e'].flatMap((id) => [buy(id, '2024-06-10'), buy(id, '2024-08-10')]);
    const split = dayNumber(2024, 8, 15);
    const last = run([...regular, ...newcomers, buy('f', '2024-10-01')], split)!.baselines[1]!;
    // 108 days from 15 August to 1 December, so from 29 April: 4 purchases of a, b, c, one repeat of d and e each.
    expect(last).toMatchObject({ name: 'last period', predicted: 3 * 4 + 2 });
  });

  it('is null where there is nothing to split', () => {
    expect(run([buy('a', '2024-01-01')])).toBeNull();
    expect(run([buy('a', '2024-01-01'), buy('a', '2024-01-10')])).toBeNull();
    const snapshot = revenueInputOf(literalDataset([{ id: 'a', tenure_months: 3, churned: 1, mrr: 1 }]));
    expect(backtestRevenue({ ...snapshot, grouping: snapshot.grouping! }, null)).toBeNull();
  });
});

describe('errors of a forecast', () => {
  it('add up: bias, absolute error, capture of the top tenth', () => {
    const errors = forecastErrors(Float64Array.of(3, 1, 0, 0), Float64Array.of(2, 2, 0, 0), null);
    expect(errors).toMatchObject({ actual: 4, predicted: 4, meanAbsoluteError: 0.5, bias: 0, topDecileCapture: 0.5 });
    expect(forecastErrors(Float64Array.of(1, 1), Float64Array.of(0, 0), null)).toMatchObject({
      bias: null,
      topDecileCapture: null,
    });
  });

  it('band customers by prediction, lowest first', () => {
    const predicted = Float64Array.from({ length: 20 }, (_, i) => 19 - i);
    const bands = calibrationBands(predicted, predicted);
    expect(bands).toHaveLength(10);
    expect(bands[0]).toEqual({ customers: 2, predicted: 0.5, actual: 0.5 });
  });
});

describeWithSharedData('backtest on real data', () => {
  it('CDNOW: the published split, far ahead of every baseline, intervals that hold', () => {
    const input = revenueInputOf(cdnowDataset('sample'));
    const report = backtestRevenue({ ...input, grouping: input.grouping! }, CDNOW_SPLIT)!;
    expect(report).toMatchObject({ customers: 2357, model: 'mbg-nbd' });
    expect(report.forecast.actual).toBe(1882);
    expect(report.forecast.meanAbsoluteError).toBeLessThanOrEqual(0.766);
    const [pace, , nbd] = report.baselines;
    // Figures of the reference for the pace x/T.
    expect(pace!.meanAbsoluteError).toBeCloseTo(1.0237, 3);
    expect(pace!.bias).toBeCloseTo(0.5569, 3);
    expect(report.forecast.logScore).toBeGreaterThan(nbd!.logScore! + 100);
    // Exact by simulation (test/bench/coverage.ts); on real customers the model's own bias takes its toll.
    expect(report.coverage.counts).toBeGreaterThan(0.86);
    expect(report.coverage.counts).toBeLessThan(0.94);
    expect(report.coverage.value).toBeGreaterThan(0.88);
    expect(report.calibration.at(-1)!.actual).toBeGreaterThan(10 * report.calibration[0]!.actual);
  });

  it.each([
    ['bg-nbd', 'BGNBD'],
    ['mbg-nbd', 'MBGNBD'],
    ['pareto-nbd', 'ParetoNBD'],
  ] as const)('CDNOW by %s: the published errors to their digits', (model, name) => {
    const input = { ...revenueInputOf(cdnowDataset('sample')), model };
    const { forecast } = backtestRevenue({ ...input, grouping: input.grouping! }, CDNOW_SPLIT)!;
    const { MAE, RMSE, bias } = reference['cdnow_sample/holdout_39_weeks'][name];
    expect(forecast.meanAbsoluteError).toBeCloseTo(MAE, 4);
    expect(forecast.rootMeanSquaredError).toBeCloseTo(RMSE, 3);
    expect(forecast.bias).toBeCloseTo(bias, 4);
  });

  it('synth: subscribers still here at the end, total within a few per cent', () => {
    const customers = sharedRecords('data/synth/customers.csv').map(([id, signup, , monthly, churn]) => ({
      id: id!,
      created_at: signup!,
      mrr: Number(monthly),
      ...(churn ? { churned_at: churn } : {}),
    }));
    const input = revenueInputOf(literalDataset(customers));
    const report = backtestRevenue({ ...input, grouping: input.grouping! }, null)!;
    expect(report.behaviour).toBe('subscription');
    const { customers: then, forecast } = report;
    expect(Math.abs((then - forecast.predicted) / (then - forecast.actual) - 1)).toBeLessThan(0.05);
  });
});

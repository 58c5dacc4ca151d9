import { describe, expect, it } from 'vitest';
import { gradeAt } from '../../src/domain/figures.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { type Analysis, analyse } from '../../src/engine/analyse.ts';
import { backtest } from '../../src/engine/backtest.ts';
import { monthlyDiscounts } from '../../src/engine/horizon.ts';
import { ownStaying } from '../../src/engine/ownStaying.ts';
import { withOwnPaths } from '../../src/engine/revenue/ownValue.ts';
import { logistic } from '../../src/math/links.ts';
import { subscribersAhead, type WorldAhead } from '../support/subscribersAhead.ts';

const DRIVEN: WorldAhead = {
  ...{ customers: 700, months: 24, seed: 5, intercept: -4, ofTrouble: 2, ofBasic: 0.8 },
  ...{ contactRate: 0.15, contactRateOfBasic: 0.3 },
};
const CHANCE: WorldAhead = { ...DRIVEN, seed: 6, ofTrouble: 0, ofBasic: 0, contactRateOfBasic: 0.15 };

function analysed(world: WorldAhead, given: Partial<ScoreOptions> = {}) {
  const ahead = subscribersAhead(world);
  const options = { ...DEFAULT_OPTIONS, backtest: false, asOfDay: ahead.asOfDay, margin: 0.5, ...given };
  return { ...ahead, analysis: analyse(ahead.dataset, options) };
}

function rowsOnOwnPaths({ individual, dataset }: Analysis): number[] {
  return [...dataset.customerIds.keys()].filter((row) => individual!.paths.has(row));
}

/** Leaving goes with the plan, and nothing with effort. */
const PLAN_ALONE: WorldAhead = { ...DRIVEN, customers: 1500, seed: 1000, ofTrouble: 0 };

/** Σ ln P of who has left a year on, by one forecast. */
function logScore({ survivalAt }: Analysis['revenue'], rows: readonly number[], stays: (row: number) => boolean) {
  return rows.reduce((sum, row) => {
    const p = survivalAt(row, 11);
    return sum + Math.log(stays(row) ? p : 1 - p);
  }, 0);
}

describe('subscribers whose leaving goes with their plan alone', () => {
  const { analysis, payments, dataset } = analysed(PLAN_ALONE, { margin: 1, annualDiscountRate: 0 });
  const { revenue, forecast, retention, individual: own } = analysis;

  it('are told apart by it, without a say of effort or of the prior', () => {
    expect(retention.measured!.validation.verdict).not.toBe('predicts');
    expect(own!.model.figures['by']).toEqual(['plan']);
    expect(own!.byEffort).toBe(false);
    expect(own!.grade).toBe('modelled');
    for (const { slope } of own!.leads) expect(Object.values(slope)).toEqual([0, 0, 0]);
  });

  it('bring what is foreseen for all together, which by tenure alone is too little', () => {
    const paid = (row: number) => payments.get(dataset.customerIds[row]!)! * revenue.monthlyMargin.values[row]!;
    const actual = rowsOnOwnPaths(analysis).reduce((sum, row) => sum + paid(row), 0);
    const { low, high } = revenue.portfolio;
    expect(forecast.portfolio.high.value!).toBeLessThan(actual);
    expect(low.value!).toBeLessThan(actual);
    expect(high.value!).toBeGreaterThan(actual);
  });

  it('are worth without end, as new customers, what the plans are and not what their mean is', () => {
    // 1 in 55.6 of the premium and 1 in 25.5 of the basic plan leave a month; each payment is made at its beginning.
    const truth = 100 * ((50 / logistic(-4) + 20 / logistic(-3.2)) / 2);
    expect(Math.abs(revenue.newCustomerValueMinor.value! / truth - 1)).toBeLessThan(0.15);
    expect(forecast.newCustomerValueMinor.value! / truth).toBeLessThan(0.85);
    expect(revenue.newCustomerValue12Minor.value!).toBeGreaterThan(forecast.newCustomerValue12Minor.value!);
    const relative = Math.sqrt(revenue.newCustomerRelativeVariance);
    expect(relative).toBeGreaterThan(0.05);
    expect(relative).toBeLessThan(0.15);
  });

  it('err by plan: the one that most leave less surely than its share of the total, both together as the total', () => {
    const { levels, level, varianceOf } = revenue.levelError!;
    const of = (wanted: readonly number[]) => {
      const value = new Float64Array(levels);
      revenue.expected.values.forEach((one, row) => {
        if (wanted.includes(level[row]!)) value[level[row]!]! += one;
      });
      return value;
    };
    const both = of([0, 1]);
    expect(varianceOf(both) / revenue.estimationVariance).toBeCloseTo(1, 9);
    const { rates } = own!.byLevel!;
    const [firm, loose] = rates[0]! < rates[1]! ? [0, 1] : [1, 0];
    const besideShare = (one: number) =>
      varianceOf(of([one])) / (revenue.estimationVariance * (both[one]! / (both[0]! + both[1]!)) ** 2);
    // Most of the money is the firm plan's, so that the total errs as it does; the loose one pays the less surely.
    expect(besideShare(firm!)).toBeLessThan(1);
    expect(besideShare(loose!)).toBeGreaterThan(1.5);
  });

  it('have chances to stay that effort bends from their own path, by one odds ratio for equal effort', () => {
    const { tilt } = retention;
    expect(tilt.over).toBe('horizon');
    const rows = rowsOnOwnPaths(analysis).filter((row) => analysis.effort.score.values[row] === 0);
    expect(rows.length).toBeGreaterThan(100);
    const oddsToLeave = (stays: number) => (1 - stays) / stays;
    const bent = Math.exp((-tilt.estimate!.value * tilt.meanEffort) / 100);
    for (const row of rows) {
      const own = oddsToLeave(revenue.survivalAt(row, 12));
      expect(oddsToLeave(retention.now.values[row]!) / own).toBeCloseTo(bent, 9);
    }
  });
});

describe('subscribers whose leaving goes with effort and plan', () => {
  const { analysis, payments, dataset } = analysed(DRIVEN, { marginIncludesService: true });
  const { revenue, forecast, retention, individual: own, effort, options } = analysis;
  const rows = rowsOnOwnPaths(analysis);

  it('are told apart by both, graded as the estimate is, with what effort does fading over the months', () => {
    expect(own!.model.figures['by']).toEqual(['effort', 'plan']);
    expect(own!.grade).toBe('blended');
    const slopes = own!.leads.map(({ slope }) => slope[0]);
    expect(slopes.length).toBe(4);
    expect(slopes.at(-1)!).toBeLessThan(slopes[0]!);
    for (const row of rows) expect(gradeAt(revenue.expected, row)).toBe('blended');
    expect(analysed(DRIVEN, { prior: 'none' }).analysis.individual!.grade).toBe('modelled');
  });

  it('are foreseen better than by tenure alone, in their year ahead that nobody knew', () => {
    const stays = (row: number) => payments.get(dataset.customerIds[row]!)! === 12;
    expect(logScore(revenue, rows, stays)).toBeGreaterThan(logScore(forecast, rows, stays) + 5);
  });

  it('are as many, month by month, as the curve of their tenure says with each plan at its own rate', () => {
    for (const months of [1, 3, 6, 12, 24]) {
      const sums = new Map<number, [number, number]>();
      for (const row of rows) {
        const sum = sums.get(own!.paths.cohortOf(row)) ?? [0, 0];
        sums.set(own!.paths.cohortOf(row), sum);
        sum[0] += revenue.survivalAt(row, months);
        sum[1] += own!.byLevel!.survival(row, months);
      }
      expect(sums.size).toBeGreaterThan(3);
      for (const [ofOwn, ofCurve] of sums.values()) expect(Math.abs(ofOwn / ofCurve - 1)).toBeLessThan(1e-9);
    }
  });

  it('have value and stake on one path: together they are all payments of the horizon', () => {
    const all = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate).reduce((sum, one) => sum + one, 0);
    for (const row of rows) {
      const whole = revenue.monthlyMargin.values[row]! * all;
      expect(Math.abs((revenue.expected.values[row]! + retention.atStake.values[row]!) / whole - 1)).toBeLessThan(1e-9);
      expect(retention.now.values[row]).toBe(revenue.survivalAt(row, 12));
      expect(revenue.low.values[row]!).toBeLessThanOrEqual(revenue.expected.values[row]!);
      expect(revenue.high.values[row]!).toBeGreaterThanOrEqual(revenue.expected.values[row]!);
    }
  });

  it('are worth by easier experience the difference of two values on their paths', () => {
    const discounts = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate);
    const worth = (row: number, level: number) => {
      const path = own!.paths.path(row, discounts.length, 0, level);
      return revenue.monthlyMargin.values[row]! * discounts.reduce((sum, discount, k) => sum + discount * path[k]!, 0);
    };
    for (const row of rows) {
      const score = effort.score.values[row]!;
      const gain = worth(row, Math.min(score, options.targetEffort)) - worth(row, score);
      expect(retention.upliftValue.values[row]!).toBeCloseTo(gain, 6);
      expect(worth(row, score)).toBeCloseTo(revenue.expected.values[row]!, 6);
    }
  });

  it('are worth no more with more effort, plan and tenure the same', () => {
    const plan = dataset.customers.texts.get('plan')!.codes;
    const months = (row: number) => revenue.expected.values[row]! / revenue.monthlyMargin.values[row]!;
    const { tenureMonths } = analysis.lifecycle;
    let compared = 0;
    for (const a of rows) {
      for (const b of rows) {
        if (plan[a] !== plan[b] || tenureMonths[a] !== tenureMonths[b]) continue;
        if (!(effort.score.values[a]! > effort.score.values[b]!)) continue;
        expect(months(a)).toBeLessThanOrEqual(months(b) * (1 + 1e-12));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('are tried on their past as they are foreseen now, beside tenure alone', () => {
    const { record } = backtest(dataset, options, null);
    if (!record.tried) throw new Error(record.why);
    const tenure = record.baselines.find(({ name }) => name === 'tenure alone')!;
    expect(record.model).toBe('kaplan-meier, own paths');
    expect(record.forecast.logScore!).toBeGreaterThan(tenure.logScore! + 5);
    expect(record.forecast.topDecileCapture!).toBeGreaterThan(tenure.topDecileCapture!);
    expect(Math.abs(record.forecast.predicted / record.forecast.actual - 1)).toBeLessThan(0.1);
  });
});

describe('subscribers whom nothing but tenure tells apart', () => {
  it('keep the value of the curve, to the last digit, where effort shows nothing', () => {
    const { analysis } = analysed(CHANCE);
    expect(analysis.retention.measured!.validation.verdict).not.toBe('predicts');
    expect(analysis.individual).toBeNull();
    expect(analysis.revenue).toBe(analysis.forecast);
  });

  it('are not set apart by the published prior alone', () => {
    const { analysis } = analysed({ ...DRIVEN, customers: 60, intercept: -7 });
    expect(analysis.retention.tilt.estimate?.weightOnData ?? 0).toBeLessThan(1);
    expect(analysis.individual).toBeNull();
  });

  it('may be a few of whom no effort is known: they stay on the curve, the others spread around it', () => {
    const { analysis } = analysed(DRIVEN);
    const { lifecycle, options, forecast, effort, retention } = analysis;
    const [first, second] = rowsOnOwnPaths(analysis) as [number, number];
    const values = effort.score.values.slice();
    values[first] = Number.NaN;
    const { strata, leads } = retention.measured!;
    const own = ownStaying(
      { lifecycle, options, effort: { ...effort.score, values }, strata, revenue: forecast },
      leads,
    )!;
    const revenue = withOwnPaths(forecast, own, options);
    expect(own.paths.has(first)).toBe(false);
    for (const name of ['expected', 'low', 'high'] as const) {
      expect(revenue[name].values[first]).toBe(forecast[name].values[first]);
      expect(gradeAt(revenue[name], first)).toBe(gradeAt(forecast[name], first));
    }
    expect(revenue.expected.values[second]).not.toBe(forecast.expected.values[second]);
  });
});

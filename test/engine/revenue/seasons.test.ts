import { describe, expect, it } from 'vitest';
import { backtestRevenue } from '../../../src/engine/revenue/backtest.ts';
import { modelledHistories } from '../../../src/engine/revenue/holdout.ts';
import { choosePurchaseModel } from '../../../src/engine/revenue/models/choose.ts';
import { groupHistories } from '../../../src/engine/revenue/models/histories.ts';
import { purchasesBetween } from '../../../src/engine/revenue/purchases.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { seasonalClock } from '../../../src/engine/revenue/seasonalClock.ts';
import { seasonOf } from '../../../src/engine/revenue/seasonChoice.ts';
import { DAYS_PER_MONTH, dayNumber } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';

const DAY_MS = 86_400_000;
const FIRST = dayNumber(2020, 1, 1);
const PEAK = 4;

/** December sells four times as much as any other month; a month without a season has index 1. */
function shop(seasonal: boolean, years: number): LiteralInteraction[] {
  const random = new SeededRandom(11);
  const last = FIRST + Math.floor(years * 365.25);
  const busy = (day: number) => (seasonal && new Date(day * DAY_MS).getUTCMonth() === 11 ? 1 : 1 / PEAK);
  return Array.from({ length: 600 }, (_, i) => {
    const rate = random.gamma(1.5) / 12;
    const leaving = random.beta(0.3, 3);
    const rows: LiteralInteraction[] = [];
    let day = FIRST + random.below(500);
    const buy = () =>
      rows.push({ id: `c${i}`, at: new Date(day * DAY_MS).toISOString(), kind: 'purchase', amount: 20 });
    buy();
    // Thinning: candidates at the peak rate, kept with the season's share.
    for (day += random.exponential() / rate; day < last; day += random.exponential() / rate) {
      if (random.uniform() > busy(day)) continue;
      buy();
      if (random.uniform() < leaving) break;
    }
    return rows;
  }).flat();
}

const scoreOf = (rows: LiteralInteraction[]) => scoreRevenue(revenueInputOf(literalDataset([], rows)));

describe('seasonal clock', () => {
  it('finds the index of a season on a trend, and turns a year into a year', () => {
    const days = 3 * 365 + 1;
    const counts = Float64Array.from({ length: days }, (_, i) => {
      const month = new Date((FIRST + i) * DAY_MS).getUTCMonth();
      return (100 + i / 20) * (month === 11 ? 2 : 1);
    });
    const clock = seasonalClock(counts, FIRST)!;
    // One month in twelve at twice the level of the others: 2 / (13/12).
    expect(clock.index[11]).toBeCloseTo(24 / 13, 2);
    expect(clock.index[4]).toBeCloseTo(12 / 13, 2);
    expect(clock.at(FIRST + 365) - clock.at(FIRST)).toBeCloseTo(365, -1);
    expect(clock.at(FIRST + 30.5) - clock.at(FIRST + 30)).toBeCloseTo(clock.index[0]! / 2, 9);
  });

  it('needs two whole seasons, and some purchases in every month', () => {
    expect(seasonalClock(new Float64Array(700).fill(1), FIRST)).toBeNull();
    expect(seasonalClock(new Float64Array(1200), FIRST)).toBeNull();
  });
});

describe('seasons in the score', () => {
  const season = (rows: LiteralInteraction[]) =>
    scoreOf(rows).model['seasonality'] as { index: number[] | null; why: string };

  it('enter where two of them show and help on the part held out', () => {
    const { index } = season(shop(true, 4));
    expect(index![11]).toBeGreaterThan(2);
    expect(index![5]).toBeLessThan(1);
  });

  it('stay out where there are none, and where there is too little to see', () => {
    expect(season(shop(false, 4)).index).toBeNull();
    expect(season(shop(true, 2)).index).toBeNull();
    expect(scoreOf(shop(true, 2)).model['totalCalibrated']).toBe(false);
  });

  it('enter with less than three years too, where the year before tells the last', () => {
    expect(season(shop(true, 2.8)).index![11]).toBeGreaterThan(2);
    for (const years of [2.2, 2.5, 2.8]) expect(season(shop(false, years)).index).toBeNull();
  });

  it('bring the two months to the third December near what was bought, which none known misses by half', () => {
    const [asOfDay, until] = [dayNumber(2022, 10, 31), dayNumber(2022, 12, 31)];
    const all = shop(true, 4);
    const told = (model?: 'pareto-nbd') => {
      const input = revenueInputOf(literalDataset([], all), {
        asOfDay,
        horizonMonths: (until - asOfDay) / DAYS_PER_MONTH,
      });
      return scoreRevenue({ ...input, ...(model === undefined ? {} : { model }) });
    };
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + (value || 0), 0);
    const input = revenueInputOf(literalDataset([], all), { asOfDay });
    const after = purchasesBetween(input.dataset, input.grouping!, { afterDay: asOfDay, untilDay: until });
    const known = after.days.filter((_, row) => input.purchases!.firstDay[row]! <= asOfDay);
    const actual = total(Float64Array.from(known));
    expect(Math.abs(total(told().expectedPurchases.values) / actual - 1)).toBeLessThan(0.15);
    expect(total(told('pareto-nbd').expectedPurchases.values) / actual - 1).toBeLessThan(-0.4);
  });

  it('are left out of a Pareto/NBD asked for by name, and that is said', () => {
    const input = { ...revenueInputOf(literalDataset([], shop(true, 4))), model: 'pareto-nbd' as const };
    const { model, warnings } = scoreRevenue(input);
    expect(model).toMatchObject({ chosen: 'pareto-nbd', totalCalibrated: false, seasonality: { index: null } });
    expect(warnings.map(({ code }) => code)).toContain('season_left_out');
    const calm = scoreRevenue({ ...input, ...revenueInputOf(literalDataset([], shop(false, 4))) });
    expect(calm.warnings.map(({ code }) => code)).not.toContain('season_left_out');
  });

  it('put another model in the place of a Pareto/NBD that was chosen, and say why', () => {
    const input = revenueInputOf(literalDataset([], shop(true, 4)));
    const histories = groupHistories(modelledHistories(input.purchases!));
    const chosen = choosePurchaseModel({
      histories,
      keepPrior: false,
      holdout: null,
      gridDays: null,
      forced: 'pareto-nbd',
    })!;
    const { model, instead, clock } = seasonOf(input, input.purchases!, chosen);
    expect(['mbg-nbd', 'bg-nbd']).toContain(model.name);
    expect(instead).toContain('Pareto/NBD did best');
    expect(clock).not.toBeNull();
  });

  it('halve the error of a total that ends in a December', () => {
    const dataset = literalDataset([], shop(true, 4));
    const input = revenueInputOf(dataset);
    const split = dayNumber(2023, 10, 1);
    const bias = (model?: 'pareto-nbd') => {
      const forced = model === undefined ? {} : { model };
      return Math.abs(backtestRevenue({ ...input, grouping: input.grouping!, ...forced }, split)!.forecast.bias!);
    };
    // Pareto/NBD asked for by name stays on the calendar, as its lifetimes do.
    const seasonal = bias();
    expect(seasonal).toBeLessThan(bias('pareto-nbd') / 2);
    expect(seasonal).toBeLessThan(0.1);
  });
});

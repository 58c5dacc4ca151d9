import { describe, expect, it } from 'vitest';
import { gradeAt, valueAt } from '../../../src/domain/figures.ts';
import type { ScoreOptions } from '../../../src/domain/options.ts';
import { backtestRevenue } from '../../../src/engine/revenue/backtest.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { isoDate } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';
import { END, FIRST, PRICE, type World, YEAR, yearly } from '../../support/yearlyContracts.ts';

function scoreOf({ rows }: World, options: Partial<ScoreOptions> = {}) {
  const input = revenueInputOf(literalDataset([], rows), {
    asOfDay: END,
    annualDiscountRate: 0,
    margin: 1,
    ...options,
  });
  return { input, outcome: scoreRevenue(input) };
}

describe('yearly contracts', () => {
  const world = yearly(500, 3);
  const { input, outcome } = scoreOf(world);

  it('are valued by renewals, and say so', () => {
    const { chosen, contracts, renewals, inWords } = outcome.model as Record<string, unknown>;
    expect(chosen).toBe('sbg');
    expect(contracts).toMatchObject({ from: 'renewals', periodMonths: 12, leftAtEnd: 1, used: true });
    const { tried } = renewals as { tried: { parameters: { alpha: number; beta: number } }[] };
    const { alpha, beta } = tried[0]!.parameters;
    // One in 4.5 leaves at the first renewal.
    expect(alpha / (alpha + beta)).toBeCloseTo(1 / 4.5, 1);
    expect((inWords as string[])[0]).toContain(
      'Contracts run for 12 months, and 100% of those who left did so when one ended',
    );
  });

  it('nobody leaves within one, and whoever has renewed more often is surer to stay', () => {
    const { startDay, contracts, status } = input.lifecycle;
    const here = [...status.keys()].filter((row) => status[row] === 0);
    for (const row of here) {
      const months = (contracts!.paidUntilDay[row]! - END) / (YEAR / 12);
      if (months > 1) expect(outcome.survivalAt(row, months - 0.5)).toBe(1);
      expect(outcome.survivalAt(row, months + 0.5)).toBeLessThan(1);
    }
    const byAge = here.sort((a, b) => startDay[a]! - startDay[b]!);
    expect(outcome.survivalAt(byAge[0]!, 12)).toBeGreaterThan(outcome.survivalAt(byAge.at(-1)!, 12) + 0.05);
  });

  it('bring a month of the contract price for every month paid, and the total is met', () => {
    const { values } = outcome.monthlyMargin;
    expect(values.filter((value) => !Number.isNaN(value)).every((value) => Math.abs(value - 1000) < 1e-9)).toBe(true);
    const actual = [...world.ahead.values()].reduce((sum, months) => sum + months * PRICE * 100, 0);
    const { expected, low, high } = outcome.portfolio;
    expect(Math.abs(expected.value! / actual - 1)).toBeLessThan(0.05);
    expect(low.value).toBeLessThan(actual);
    expect(high.value).toBeGreaterThan(actual);
    expect(expected.grade).toBe('modelled');
  });

  it('make a new customer worth the months of the first year, the renewals after it, and no end', () => {
    const { newCustomerValueMinor, newCustomerValue12Minor } = scoreOf(world, { annualDiscountRate: 0.1 }).outcome;
    // Twelve months in advance, discounted month by month: nobody leaves before the first renewal.
    const year = Array.from({ length: 12 }, (_, k) => 1.1 ** (-k / 12)).reduce((a, b) => a + b) * 1000;
    expect(newCustomerValue12Minor.value).toBeCloseTo(year, 6);
    expect(newCustomerValueMinor.value!).toBeGreaterThan(3 * year);
    expect(outcome.newCustomerValueMinor.value).toBeNull();
  });

  it('keep the prior, and are graded so, where few have left', () => {
    const { outcome: few } = scoreOf(yearly(30, 5));
    expect(few.model['chosen']).toBe('sbg');
    expect(
      gradeAt(
        few.expected,
        [...few.expected.values].findIndex((value) => value > 0),
      ),
    ).toBe('blended');
  });
});

describe('contracts that do not decide who stays', () => {
  const cancelled = (share: number): LiteralInteraction[] => {
    const random = new SeededRandom(8);
    const { rows } = yearly(200, 9);
    const last = new Map(rows.map((row) => [row.id, row]));
    return [...last.values()].flatMap(({ id, at }) => {
      const day = Date.parse(at) / 86_400_000 + 30 + random.below(300);
      return day < END && random.uniform() < share ? [{ id, at: isoDate(day)!, kind: 'cancellation' as const }] : [];
    });
  };

  it('leave it to tenure where customers leave within them, and say why', () => {
    const { outcome } = scoreOf({ ...yearly(200, 9), rows: [...yearly(200, 9).rows, ...cancelled(0.9)] });
    expect(outcome.model['chosen']).toBe('kaplan-meier');
    expect(outcome.model['contracts']).toMatchObject({
      used: false,
      why: expect.stringContaining('when a contract ended'),
    });
  });
});

describe('a backtest of subscribers', () => {
  it('puts the margin kept beside the one foreseen', () => {
    const { input } = scoreOf(yearly(500, 3));
    const { value, coverage, model } = backtestRevenue({ ...input, grouping: input.grouping! }, END - 400)!;
    expect(model).toBe('sbg');
    expect(Math.abs(value!.bias!)).toBeLessThan(0.08);
    expect(value!.low).toBeLessThan(value!.actual);
    expect(value!.high).toBeGreaterThan(value!.actual);
    expect(coverage.value!).toBeGreaterThan(0.85);
  });

  it('lets a price count from its day on, before which nobody knew of it', () => {
    const monthly = (id: string, from: number): LiteralInteraction[] =>
      Array.from({ length: 20 }, (_, n) => ({
        id,
        at: isoDate(from + Math.round((n * YEAR) / 12))!,
        kind: 'renewal',
        amount: 10,
      }));
    const rows = Array.from({ length: 30 }, (_, i) => monthly(`c${i}`, FIRST + i)).flat();
    const raised = rows.map((row) => (Date.parse(row.at) / 86_400_000 < FIRST + 450 ? row : { ...row, amount: 15 }));
    const tried = (log: LiteralInteraction[]) => {
      const input = revenueInputOf(literalDataset([], log), { margin: 1 });
      return backtestRevenue({ ...input, grouping: input.grouping! }, FIRST + 440)!.value!;
    };
    expect(tried(raised).predicted).toBeCloseTo(tried(rows).predicted, 6);
    expect(tried(raised).actual / tried(rows).actual).toBeGreaterThan(1.3);
    expect(tried(rows).actual / tried(rows).predicted).toBeCloseTo(1, 1);
  });

  it('has no money where no price is known', () => {
    const customers = Array.from({ length: 40 }, (_, i) => ({
      id: `c${i}`,
      created_at: isoDate(FIRST + i)!,
      churned_at: i % 4 === 0 ? isoDate(FIRST + 300 + i)! : '',
    }));
    const input = revenueInputOf(
      literalDataset(customers.map(({ churned_at, ...rest }) => (churned_at === '' ? rest : { ...rest, churned_at }))),
      { asOfDay: FIRST + 500 },
    );
    const report = backtestRevenue({ ...input, grouping: input.grouping! }, null)!;
    expect(report.value).toBeNull();
    expect(valueAt(scoreRevenue(input).expected, 1)).toBeNull();
  });
});

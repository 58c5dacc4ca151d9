import { expect, it } from 'vitest';
import { STATUSES } from '../../src/domain/features.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { prepare } from '../../src/engine/prepare.ts';
import { score } from '../../src/engine/score.ts';
import { dayNumber, isoDate, MS_PER_DAY } from '../../src/foundation/days.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const ground = (customers: LiteralCustomer[], rows: LiteralInteraction[], given: Partial<ScoreOptions> = {}) =>
  prepare(literalDataset(customers, rows), { ...DEFAULT_OPTIONS, ...given });

const monthly = (id: string, months: number): LiteralInteraction[] =>
  Array.from({ length: months }, (_, month) => ({
    id,
    kind: 'purchase',
    at: new Date(Date.UTC(2022, month, 5)).toISOString().slice(0, 10),
    amount: 40,
  }));

it('a status that pauses keeps customers whose payments pause, and unknown words are counted', () => {
  const customers = Array.from({ length: 30 }, (_, i) => ({
    id: `c${i + 10}`,
    created_at: '2022-01-05',
    mrr: 40,
    status: i < 3 ? 'Frozen' : i < 5 ? 'Hibernating' : 'Active',
  }));
  const { lifecycle, warnings } = ground(
    customers,
    customers.flatMap(({ id }, i) => monthly(id, i < 5 ? 8 : 20)),
  );
  const words = [...lifecycle.status].map((code) => STATUSES[code]);
  expect(words.slice(0, 6)).toEqual(['active', 'active', 'active', 'churned', 'churned', 'active']);
  expect(warnings.find(({ code }) => code === 'status_unknown')?.message).toContain('"Hibernating" (2)');
});

it('a status that says who has left is not called nothing in the data, but what reads it is named', () => {
  const customers = Array.from({ length: 60 }, (_, i) => ({
    id: `c${i + 10}`,
    created_at: '2023-01-05',
    revenue_total: 20 + i,
    status: i < 20 ? 'canceled' : 'active',
  }));
  const scoreAs = (given: Partial<ScoreOptions>) =>
    score(literalDataset(customers, []), { ...DEFAULT_OPTIONS, ...given });
  const asShop = scoreAs({});
  expect(asShop.portfolio.unknown).toBe(60);
  expect(asShop.warnings.find(({ code }) => code === 'status_unused')).toMatchObject({
    count: 60,
    message: expect.stringContaining('"active" (40), "canceled" (20); --behaviour subscription'),
  });
  for (const { action } of asShop.customers) {
    expect(action.text).toMatch(/the status "(active|canceled)" counts for subscribers only/);
  }
  const asSubscribers = scoreAs({ behaviour: 'subscription' });
  expect(asSubscribers.portfolio).toMatchObject({ unknown: 0, churned: 20 });
  expect(asSubscribers.warnings.map(({ code }) => code)).not.toContain('status_unused');
});

const shop = (flagged: number) => ({
  customers: Array.from({ length: 20 }, (_, i) => ({ id: `c${i + 10}`, churned: (i < flagged ? 1 : 0) as 0 | 1 })),
  rows: Array.from({ length: 20 }, (_, i) =>
    [0, 90, 400, 470 + i].map((day) => ({
      id: `c${i + 10}`,
      kind: 'purchase' as const,
      at: new Date((dayNumber(2022, 1, 1) + day) * MS_PER_DAY).toISOString().slice(0, 10),
      amount: 10,
    })),
  ).flat(),
});

it('a churn flag that the log contradicts is told, with counts', () => {
  const { customers, rows } = shop(6);
  const found = ground(customers, rows, { lapseWindowDays: 90 }).warnings.find(
    ({ code }) => code === 'churn_contradicted',
  );
  expect(found?.message).toContain('of 6 customers said to have left, 6 bought in the 90 days');
  expect(ground(shop(0).customers, rows).warnings).toEqual([]);
});

it('a flag without a date ends a shop’s customer at the last purchase, and was not known before', () => {
  const { customers, rows } = shop(6);
  const today = ground(customers, rows).lifecycle;
  expect(isoDate(today.endDay[0]!)).toBe('2023-04-16');
  const earlier = ground(customers, rows, { asOfDay: dayNumber(2023, 3, 1), lapseWindowDays: 90 }).lifecycle;
  expect(STATUSES[earlier.status[0]!]).toBe('active');
});

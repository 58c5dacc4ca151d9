import { describe, expect, it } from 'vitest';
import { STATUS, STATUSES } from '../../src/domain/features.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { resolveAsOf } from '../../src/engine/asOf.ts';
import { detectBehaviour } from '../../src/engine/behaviour.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { prepare } from '../../src/engine/prepare.ts';
import { dayNumber, isoDate } from '../../src/foundation/days.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

function lifecycleOf(
  customers: LiteralCustomer[],
  interactions: LiteralInteraction[] = [],
  given: Partial<ScoreOptions> = {},
) {
  const dataset = literalDataset(customers, interactions);
  const options = { ...DEFAULT_OPTIONS, ...given };
  const { asOfDay } = resolveAsOf(dataset, options);
  const { behaviour } = detectBehaviour(dataset, options);
  const grouping = groupInteractions(dataset);
  const lifecycle = buildLifecycle({ dataset, grouping, purchases: null, behaviour, asOfDay, options });
  return { ...lifecycle, words: [...lifecycle.status].map((code) => STATUSES[code]) };
}

describe('as-of date', () => {
  const on = (customers: LiteralCustomer[], interactions: LiteralInteraction[] = []) =>
    isoDate(resolveAsOf(literalDataset(customers, interactions), DEFAULT_OPTIONS).asOfDay ?? Number.NaN);

  it('is the latest thing that has happened, be it a purchase, a contact or a churn', () => {
    expect(on([], [{ id: 'a', at: '2024-03-01T23:59:59Z', kind: 'purchase' }])).toBe('2024-03-01');
    expect(on([{ id: 'a', churned_at: '2024-05-01' }], [{ id: 'a', at: '2024-03-01', kind: 'support' }])).toBe(
      '2024-05-01',
    );
  });

  it('takes no notice of renewals, which may lie ahead', () => {
    const renewal: LiteralInteraction = { id: 'a', at: '2031-01-01', kind: 'renewal' };
    expect(on([{ id: 'a', created_at: '2024-01-01', renewal_date: '2030-01-01' }], [renewal])).toBe('2024-01-01');
  });

  it('counts a renewal that was paid, and any where nothing else is dated', () => {
    const paid: LiteralInteraction = { id: 'a', at: '2024-06-01', kind: 'renewal', amount: 5 };
    expect(on([{ id: 'a', created_at: '2024-01-01' }], [paid])).toBe('2024-06-01');
    expect(on([], [{ id: 'a', at: '2024-06-01', kind: 'renewal' }])).toBe('2024-06-01');
  });

  it('is null for undated data', () => {
    expect(on([{ id: 'a', tenure_months: 3, churned: 1 }])).toBeNull();
  });

  it('warns when one event stands far after all others', () => {
    const rows: LiteralInteraction[] = ['2024-01-01', '2024-02-01', '2042-02-01'].map((at) => ({
      id: 'a',
      at,
      kind: 'visit',
    }));
    const { asOfDay, warnings } = resolveAsOf(literalDataset([], rows), DEFAULT_OPTIONS);
    expect(warnings.map(({ code }) => code)).toEqual(['as_of_isolated']);
    expect(warnings[0]!.message).toContain('2042-02-01');
    expect(isoDate(asOfDay!)).toBe('2042-02-01');
    expect(resolveAsOf(literalDataset([], rows.slice(0, 2)), DEFAULT_OPTIONS).warnings).toEqual([]);
    const yearly = [2019, 2020, 2021, 2022].map((year) => ({
      id: 'a',
      at: `${year}-01-01`,
      kind: 'purchase' as const,
    }));
    expect(resolveAsOf(literalDataset([], yearly), DEFAULT_OPTIONS).warnings).toEqual([]);
  });
});

describe('days of leaving after everything else', () => {
  /** One customer a day; every third has left ten days later. */
  const customers = Array.from({ length: 90 }, (_, i): LiteralCustomer => {
    const from = dayNumber(2024, 1, 1) + i;
    return {
      id: `c${i}`,
      created_at: isoDate(from)!,
      ...(i % 3 === 0 && i < 80 ? { churned_at: isoDate(from + 10)! } : {}),
    };
  });
  const leaving = (given: Readonly<Record<number, string>>) =>
    customers.map((one, i) => (given[i] === undefined ? one : { ...one, churned_at: given[i] }));
  const resolved = (rows: LiteralCustomer[]) => resolveAsOf(literalDataset(rows, []), DEFAULT_OPTIONS);

  it('are cancellations still to come where they are few: today stays, and a warning names both days', () => {
    const { asOfDay, warnings } = resolved(leaving({ 1: '2024-12-31', 2: '2024-06-30' }));
    expect(asOfDay).toBe(resolved(customers).asOfDay);
    expect(isoDate(asOfDay!)).toBe('2024-03-30');
    expect(warnings).toMatchObject([{ code: 'ends_ahead', count: 2 }]);
    expect(warnings[0]!.message).toMatch(/2 customers leave .* 2024-12-31.* stays 2024-03-30/);
  });

  it('set the day where many left so, or within days', () => {
    const many = Object.fromEntries([1, 2, 4, 5, 7].map((i) => [i, '2024-06-30']));
    expect(isoDate(resolved(leaving(many)).asOfDay!)).toBe('2024-06-30');
    expect(isoDate(resolved(leaving({ 1: '2024-04-04' })).asOfDay!)).toBe('2024-04-04');
  });

  it('are told where they set the day in data with a log, which ends sooner', () => {
    const many = leaving(Object.fromEntries([1, 2, 4, 5, 7].map((i) => [i, '2024-06-30'])));
    expect(resolved(many).warnings).toEqual([]);
    const log: LiteralInteraction[] = [{ id: 'c80', at: '2024-03-31', kind: 'support' }];
    const { asOfDay, warnings } = resolveAsOf(literalDataset(many, log), DEFAULT_OPTIONS);
    expect(isoDate(asOfDay!)).toBe('2024-06-30');
    expect(warnings).toMatchObject([{ code: 'ends_after_log', count: 5 }]);
    expect(warnings[0]!.message).toMatch(/5 of the 32 customers .* ends on 2024-03-31.* give --as-of 2024-03-31/);
  });

  it('leave their customers with us until then', () => {
    const rows = leaving({ 1: '2024-12-31' });
    const { lifecycle } = prepare(literalDataset(rows, []), DEFAULT_OPTIONS);
    expect(lifecycle.status[1]).toBe(STATUS.active);
  });
});

it('a stray date among hundreds does not move the as-of date, and is told', () => {
  const rows: LiteralInteraction[] = Array.from({ length: 300 }, (_, i) => ({
    id: 'a',
    at: isoDate(dayNumber(2023, 1, 1) + i)!,
    kind: 'visit',
  }));
  const stray: LiteralInteraction = { id: 'a', at: '2042-02-01', kind: 'visit' };
  const { asOfDay, warnings } = resolveAsOf(literalDataset([], [...rows, stray]), DEFAULT_OPTIONS);
  expect(isoDate(asOfDay!)).toBe('2023-10-27');
  expect(warnings[0]!.message).toContain('if they are right, give --as-of 2042-02-01');
});

describe('behaviour', () => {
  it.each<[string, LiteralCustomer[], LiteralInteraction[]]>([
    ['a churn date', [{ id: 'a', churned_at: '2024-01-01' }], []],
    ['recurring revenue', [{ id: 'a', mrr: 10 }], []],
    ['a churn flag with tenure', [{ id: 'a', churned: 0, tenure_months: 5 }], []],
    ['a cancellation in the log', [], [{ id: 'a', at: '2024-01-01', kind: 'cancellation' }]],
  ])('is a subscription with %s', (_, customers, interactions) => {
    expect(detectBehaviour(literalDataset(customers, interactions), DEFAULT_OPTIONS).behaviour).toBe('subscription');
  });

  it('is transactional with purchases alone, unless told otherwise', () => {
    const dataset = literalDataset([], [{ id: 'a', at: '2024-01-01', kind: 'purchase' }]);
    expect(detectBehaviour(dataset, DEFAULT_OPTIONS).behaviour).toBe('transactional');
    expect(detectBehaviour(dataset, { ...DEFAULT_OPTIONS, behaviour: 'subscription' }).behaviour).toBe('subscription');
  });
});

describe('lifecycle of a subscription', () => {
  it('reads churn from dates: past is churned, future and empty are active', () => {
    const { words, endDay, tenureMonths } = lifecycleOf(
      [
        { id: 'a', created_at: '2023-01-01', churned_at: '2024-01-01' },
        { id: 'b', created_at: '2023-01-01', churned_at: '2024-12-31' },
        { id: 'c', created_at: '2023-01-01' },
      ],
      [],
      { asOfDay: 19_783 },
    );
    expect(words).toEqual(['churned', 'active', 'active']);
    expect([...endDay].map(isoDate)).toEqual(['2024-01-01', null, null]);
    expect(tenureMonths[0]).toBe(12);
  });

  it('reads churn from a cancellation that nothing came after', () => {
    const at = (id: string, kind: 'cancellation' | 'purchase', day: string): LiteralInteraction => ({
      id,
      kind,
      at: day,
    });
    const { words } = lifecycleOf(
      [],
      [
        at('left', 'purchase', '2024-01-01'),
        at('left', 'cancellation', '2024-02-01'),
        at('back', 'cancellation', '2024-02-01'),
        at('back', 'purchase', '2024-03-01'),
      ],
    );
    expect(words).toEqual(['active', 'churned']);
  });

  it('reads churn from flags and status words, and says unknown where nothing speaks', () => {
    const { words, snapshot } = lifecycleOf([
      { id: 'a', tenure_months: 4, churned: 1 },
      { id: 'b', tenure_months: 4, churned: 0 },
      { id: 'c', tenure_months: 4, status: 'Cancelled' },
      { id: 'd', tenure_months: 4, status: 'whatever' },
      { id: 'e', tenure_months: 4, status: 'Past-due' },
    ]);
    expect(words).toEqual(['churned', 'active', 'churned', 'unknown', 'active']);
    expect(snapshot).toBe(true);
  });
});

describe('an anniversary', () => {
  it('is a whole number of years in leap years and others, so that a renewal refused ends exactly the year', () => {
    const { tenureMonths } = lifecycleOf(
      [
        { id: 'across a leap day', created_at: '2019-06-29', churned_at: '2020-06-29' },
        { id: 'across none', created_at: '2020-06-29', churned_at: '2021-06-29' },
        { id: 'here today', created_at: '2020-03-01' },
      ],
      [],
      { asOfDay: dayNumber(2023, 3, 1) },
    );
    expect([...tenureMonths]).toEqual([12, 12, 36]);
  });

  it('counts as met by who leaves a day or two off it, where contracts are known', () => {
    const renewing = Array.from({ length: 15 }, (_, i) => ({
      id: `r${i}`,
      created_at: `2021-02-${String(i + 1).padStart(2, '0')}`,
      renewal_date: `2023-02-${String(i + 1).padStart(2, '0')}`,
    }));
    const { tenureMonths } = lifecycleOf(
      [
        { id: 'a', created_at: '2020-01-31', renewal_date: '2022-01-31', churned_at: '2022-02-02' },
        { id: 'b', created_at: '2020-01-31', renewal_date: '2022-01-31', churned_at: '2022-02-20' },
        ...renewing,
      ],
      [],
      { asOfDay: dayNumber(2022, 12, 1) },
    );
    expect(tenureMonths[0]).toBe(24);
    expect(tenureMonths[1]).toBeGreaterThan(24.5);
  });
});

describe('renewal dates on a day before the end of the data', () => {
  const starting = Array.from({ length: 20 }, (_, i) => ({ id: `c${i + 10}`, created_at: `2020-03-${i + 10}` }));
  const until = (year: (i: number) => number) =>
    starting.map((customer, i) => ({ ...customer, renewal_date: `${year(i)}-03-${i + 10}` }));
  const ended = { id: 'last to leave', created_at: '2020-01-01', churned_at: '2024-01-01' };
  const knownOn = (asOfDay: number, year: (i: number) => number) =>
    lifecycleOf([...until(year), ended], [], { asOfDay }).contracts?.paidUntilDay.slice(0, 20);

  it('say nothing of who renewed afterwards', () => {
    const then = dayNumber(2022, 3, 15);
    const some = knownOn(then, (i) => (i < 6 ? 2023 : 2022) + (i % 3));
    expect(some).toEqual(knownOn(then, (i) => (i < 6 ? 2023 : 2022)));
    expect(some).toEqual(Float64Array.from(starting, (_, i) => dayNumber(i < 6 ? 2023 : 2022, 3, i + 10)));
  });

  it('stand as they are at its end', () => {
    const at = knownOn(dayNumber(2024, 1, 1), (i) => 2025 + (i % 2));
    expect(at).toEqual(Float64Array.from(starting, (_, i) => dayNumber(2025 + (i % 2), 3, i + 10)));
  });
});

describe('lifecycle of a shop', () => {
  it('calls a customer lapsed after the lapse window without a purchase', () => {
    const { words, endDay, lapseWindowDays } = lifecycleOf(
      [{ id: 'a', last_order_at: '2024-01-01' }, { id: 'b', last_order_at: '2024-06-01' }, { id: 'c' }],
      [],
      { asOfDay: 19_905 },
    );
    expect(lapseWindowDays).toBe(90);
    expect(words).toEqual(['lapsed', 'active', 'unknown']);
    expect(isoDate(endDay[0]!)).toBe('2024-03-31');
  });

  it('does not know customers who come after the as-of date', () => {
    const customers = [
      { id: 'a', created_at: '2025-01-01', last_order_at: '2025-01-02' },
      { id: 'b', created_at: '2024-06-01', last_order_at: '2024-06-30' },
    ];
    const { words } = lifecycleOf(customers, [], { asOfDay: 19_905 });
    expect(words).toEqual(['unknown', 'active']);
  });

  it('is refused for a day before everything in the data, with the day it begins on', () => {
    const customers = [{ id: 'a', created_at: '2025-01-01' }];
    const known = () => resolveAsOf(literalDataset(customers, []), { ...DEFAULT_OPTIONS, asOfDay: 19_905 });
    expect(known).toThrowError('nothing in the data has happened by 2024-07-01: it begins on 2025-01-01');
    expect(() => resolveAsOf(literalDataset([{ id: 'a' }], []), { ...DEFAULT_OPTIONS, asOfDay: 0 })).not.toThrow();
  });
});

describe('a leaver without a day', () => {
  const monthly = (id: string, from: number, payments: number): LiteralInteraction[] =>
    Array.from({ length: payments }, (_, k) => ({
      id,
      at: new Date(Date.UTC(2023, from + k, 5)).toISOString().slice(0, 10),
      kind: 'renewal' as const,
      amount: 10,
    }));
  const log = [...monthly('gone', 0, 6), ...monthly('here', 0, 14), ...monthly('other', 2, 12)];
  const customers: LiteralCustomer[] = [
    { id: 'gone', created_at: '2023-01-05', status: 'canceled' },
    { id: 'here', created_at: '2023-01-05', status: 'active' },
    { id: 'never', created_at: '2023-03-01', status: 'canceled' },
  ];

  it('left when what was last paid for ran out, not today', () => {
    const { words, endDay, tenureMonths, undatedLeavers } = lifecycleOf(customers, log);
    expect(words.slice(0, 2)).toEqual(['churned', 'active']);
    expect(isoDate(endDay[0]!)).toBe('2023-07-05');
    expect(tenureMonths[0]).toBe(6);
    expect(undatedLeavers).toBe(2);
  });

  it('was still here on a day before that, whatever is said of them today', () => {
    expect(lifecycleOf(customers, log, { asOfDay: dayNumber(2023, 4, 20) }).words.slice(0, 2)).toEqual([
      'active',
      'active',
    ]);
    expect(lifecycleOf(customers, log, { asOfDay: dayNumber(2023, 6, 20) }).words[0]).toBe('active');
    expect(lifecycleOf(customers, log, { asOfDay: dayNumber(2023, 9, 20) }).words[0]).toBe('churned');
  });

  it('left when last heard of where nothing recurs, and on no day where there is no sign of life', () => {
    const heard: LiteralInteraction[] = [
      { id: 'gone', at: '2023-04-01', kind: 'support' },
      { id: 'gone', at: '2023-09-01', kind: 'marketing' },
      { id: 'here', at: '2024-02-01', kind: 'cancellation' },
    ];
    const { endDay } = lifecycleOf(customers, heard);
    expect(isoDate(endDay[0]!)).toBe('2023-04-01');
    expect(endDay[2]).toBeNaN();
  });
});

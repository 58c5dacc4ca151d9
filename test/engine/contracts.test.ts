import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/domain/features.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { prepare } from '../../src/engine/prepare.ts';
import { isoDate, MS_PER_DAY } from '../../src/foundation/days.ts';
import { addMonths } from '../../src/foundation/months.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const FIRST = 19_000;
const END = 19_730;

const ground = (rows: LiteralInteraction[], customers: LiteralCustomer[] = []) =>
  prepare(literalDataset(customers, rows), DEFAULT_OPTIONS);

/** Payments on the same day of each `months`-th month, a few days late now and then. */
function payments(
  id: string,
  { from = FIRST, until = END, months = 1, kind = 'renewal' as LiteralInteraction['kind'], late = 0 },
): LiteralInteraction[] {
  const start = new Date(from * MS_PER_DAY);
  const rows: LiteralInteraction[] = [];
  for (let n = 0; ; n++) {
    const due = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + n * months, Math.min(28, start.getUTCDate()));
    const day = due / MS_PER_DAY + (n % 3 === 1 ? late : 0);
    if (day > until) return rows;
    rows.push({ id, at: isoDate(day)!, kind, amount: 20 * months });
  }
}

const many = (customers: number, of: (i: number) => LiteralInteraction[]) =>
  Array.from({ length: customers }, (_, i) => of(i)).flat();

describe('what recurs', () => {
  it.each([1, 3, 6, 12])('renewals every %d months are contracts of that length', (months) => {
    const rows = many(30, (i) => payments(`c${i}`, { from: FIRST - 1500 + 9 * i, months, late: 2 }));
    expect(ground(rows).lifecycle.contracts).toMatchObject({ from: 'renewals', periodMonths: months, regularity: 1 });
  });

  it('each customer pays for a period of their own, and none prevails where they differ', () => {
    const rows = many(30, (i) => payments(`c${10 + i}`, { from: FIRST - 1500, months: i % 2 === 0 ? 1 : 12 }));
    const { periodMonths, ownMonths } = ground(rows).lifecycle.contracts!;
    expect(periodMonths).toBeGreaterThanOrEqual(1);
    expect([...ownMonths.slice(0, 4)]).toEqual([1, 12, 1, 12]);
  });

  it('renewal dates a whole number of years after the start are yearly contracts', () => {
    const customers = Array.from({ length: 40 }, (_, i) => ({
      id: `c${i}`,
      created_at: isoDate(FIRST + 10 * i)!,
      renewal_date: isoDate(FIRST + 10 * i + (i % 3 === 0 ? 1096 : 731))!,
      mrr: 10,
    }));
    const { contracts } = ground([], customers).lifecycle;
    expect(contracts).toMatchObject({ from: 'renewal dates', periodMonths: 12 });
  });

  it('a monthly payment is waited for as long as late ones take that do come, not for half a month in any case', () => {
    const punctual = many(60, (i) => payments(`c${10 + i}`, { from: FIRST + (i % 28), until: END }));
    // Due four days ago and not paid; of the others nobody was ever late.
    const gone = payments('x', { from: END - 4 - 365, until: END - 20 });
    const { lifecycle } = ground([...punctual, ...gone]);
    expect(lifecycle.contracts!.periodMonths).toBe(1);
    expect(STATUSES[lifecycle.status.at(-1)!]).toBe('churned');
    const late = many(60, (i) => payments(`c${10 + i}`, { from: FIRST + (i % 28), until: END, late: 4 }));
    expect(STATUSES[ground([...late, ...gone]).lifecycle.status.at(-1)!]).toBe('active');
  });

  it('nothing recurs where payments come at random', () => {
    const random = new SeededRandom(4);
    const rows = many(60, (i) => {
      const days = Array.from({ length: 8 }, () => FIRST + random.below(700)).sort((a, b) => a - b);
      return days.map((day) => ({ id: `c${i}`, at: isoDate(day)!, kind: 'renewal', amount: 5 }));
    });
    expect(ground(rows).lifecycle.contracts).toBeUndefined();
  });
});

describe('a regular renewal cadence', () => {
  it('makes a log of purchases a subscription', () => {
    const rows = many(25, (i) => payments(`c${i}`, { from: FIRST + i, kind: 'purchase', late: 2 }));
    const { lifecycle, behaviourBecause } = ground(rows);
    expect(lifecycle.behaviour).toBe('subscription');
    expect(behaviourBecause).toBe('purchases recur period by period, as payments for a contract do');
  });

  it.each([
    ['a handful of regular customers', many(8, (i) => payments(`c${i}`, { kind: 'purchase' }))],
    [
      'givers who skip a month now and then',
      many(60, (i) => payments(`c${i}`, { kind: 'purchase' }).filter((_, n) => (n + i) % 4 !== 0)),
    ],
  ])('is not seen in %s', (_, rows) => {
    expect(ground(rows).lifecycle.behaviour).toBe('transactional');
  });
});

describe('standing by payments', () => {
  const regular = many(20, (i) => payments(`c${10 + i}`, { from: FIRST + i }));
  const statusOf = (id: string, rows: LiteralInteraction[], customers: LiteralCustomer[] = []) => {
    const { lifecycle, dataset } = ground([...regular, ...rows], customers);
    const row = [...dataset.customerIds].indexOf(id);
    return { status: STATUSES[lifecycle.status[row]!], endAt: isoDate(lifecycle.endDay[row]!) };
  };

  it('a renewal extends: who has paid is here', () => {
    expect(statusOf('a', payments('a', {})).status).toBe('active');
  });

  it('an invoice overdue by half a period ends it, on the day paid until', () => {
    const stopped = payments('a', { from: 19_000, until: 19_400 });
    const last = stopped.at(-1)!.at;
    const paidUntil = addMonths(Date.parse(last) / MS_PER_DAY, 1);
    expect(statusOf('a', stopped)).toEqual({ status: 'churned', endAt: isoDate(paidUntil) });
    expect(statusOf('a', payments('a', { from: 19_000, until: END - 1 })).status).toBe('active');
  });

  it('a cancellation ends it on its day, a renewal after it begins anew', () => {
    const cancelled: LiteralInteraction = { id: 'a', at: isoDate(19_300)!, kind: 'cancellation' };
    expect(statusOf('a', [...payments('a', { until: 19_290 }), cancelled])).toEqual({
      status: 'churned',
      endAt: isoDate(19_300),
    });
    expect(statusOf('a', [...payments('a', {}), cancelled]).status).toBe('active');
  });

  it('what the customers file says of a churn goes before', () => {
    const here = [{ id: 'a', churned: 0 }];
    expect(statusOf('a', payments('a', { until: 19_400 }), here).status).toBe('active');
  });

  it('a renewal date gone by ends a contract where others lie ahead and nothing is paid today', () => {
    const customers = Array.from({ length: 40 }, (_, i) => ({
      id: `c${10 + i}`,
      created_at: isoDate(FIRST + 5 * i)!,
      renewal_date: isoDate(FIRST + 5 * i + (i < 5 ? 366 : 1096))!,
    }));
    const { lifecycle } = prepare(literalDataset(customers), { ...DEFAULT_OPTIONS, asOfDay: END });
    expect(lifecycle.status.reduce((left, code) => left + (STATUSES[code] === 'churned' ? 1 : 0), 0)).toBe(5);
  });
});

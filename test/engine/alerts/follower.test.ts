import { describe, expect, test } from 'vitest';
import { STATUS } from '../../../src/domain/features.ts';
import type { AlertBook } from '../../../src/engine/alerts/alertBook.ts';
import { CustomerStates } from '../../../src/engine/alerts/customerStates.ts';
import { Follower } from '../../../src/engine/alerts/follower.ts';
import { dayNumberOf, type LiteralEvent, literalEvent, OneCustomer, YARDSTICKS } from '../../support/literalEvents.ts';

const NOBODY: AlertBook = {
  atStake: { values: new Float64Array(0), grade: 'modelled', reason: null },
  expected: { values: new Float64Array(0), grade: 'modelled', reason: null },
  segment: null,
  status: new Uint8Array(0),
};
const bookOf = (status: number, atStake: number): AlertBook => ({
  atStake: { values: Float64Array.of(atStake), grade: 'modelled', reason: null },
  expected: { values: Float64Array.of(900), grade: 'modelled', reason: null },
  segment: null,
  status: Uint8Array.of(status),
});
const contact = (at: string, more: Partial<LiteralEvent> = {}): LiteralEvent => ({
  at,
  caseId: 'K',
  resolved: 0,
  ...more,
});

function following(book: AlertBook, from: string, customer = new OneCustomer('2023-01-01')) {
  const follower = new Follower(customer.states, book, dayNumberOf(from));
  const accept = (id: string, event: LiteralEvent) => {
    const accepted = follower.accept(id, literalEvent(event));
    if (accepted.refused !== null) return accepted.refused;
    return accepted.changes.map((change) =>
      change.change === 'gone'
        ? `${change.customerId} -${change.code}`
        : `${change.alert.customerId} +${change.alert.code}`,
    );
  };
  return { follower, accept };
}

describe('following', () => {
  test('what stands at the start is taken for told; what time alone raises comes with the first event of a day', () => {
    const { accept } = following(NOBODY, '2024-01-12', new OneCustomer('2023-11-20').take(contact('2024-01-10')));
    expect(accept('b', { at: '2024-01-17', kind: 'visit' })).toEqual([]);
    expect(accept('b', { at: '2024-01-18', kind: 'visit' })).toEqual(['a +unresolved_beyond_norm']);
    expect(accept('b', { at: '2024-01-18T12:00:00Z', kind: 'visit' })).toEqual([]);
    expect(accept('a', contact('2024-01-19', { resolved: 1 }))).toEqual(['a -unresolved_beyond_norm']);
    const standing = following(NOBODY, '2024-01-20', new OneCustomer('2023-11-20').take(contact('2024-01-10')));
    expect(standing.follower.standing).toBe(1);
    expect(standing.accept('b', { at: '2024-01-21', kind: 'visit' })).toEqual([]);
  });

  test('a customer never heard of is followed from then on, with money that nobody knows', () => {
    const { follower, accept } = following(NOBODY, '2024-01-01', new OneCustomer('2023-01-01'));
    const first = follower.accept('new', literalEvent(contact('2024-01-05')));
    expect(first).toMatchObject({ refused: null, newcomer: true });
    expect(follower.accept('new', literalEvent(contact('2024-01-06')))).toMatchObject({ newcomer: false });
    expect(follower.customers).toBe(2);
    expect(accept('new', contact('2024-01-16'))).toContain('new +unresolved_beyond_norm');
  });

  test('money is as of the base, and unknown for those who were gone then', () => {
    const told = (book: AlertBook) => {
      const { follower } = following(book, '2024-01-01', new OneCustomer('2023-11-20'));
      follower.accept('a', literalEvent(contact('2024-01-05')));
      const accepted = follower.accept('a', literalEvent(contact('2024-01-16')));
      const [change] = accepted.refused === null ? accepted.changes : [];
      return change?.change === 'new' ? change.alert : null;
    };
    expect(told(bookOf(STATUS.active, 4200))).toMatchObject({ money: 42, moneyGrade: 'modelled', moneyReason: null });
    expect(told(bookOf(STATUS.churned, 0))).toMatchObject({ money: null, moneyReason: 'not_scored' });
    expect(told(bookOf(STATUS.lapsed, 0))).toMatchObject({ money: null, moneyReason: 'not_scored' });
  });

  test('an event more than a year ahead of all others is refused and changes nothing', () => {
    const { follower, accept } = following(
      NOBODY,
      '2024-01-12',
      new OneCustomer('2023-11-20').take(contact('2024-01-10')),
    );
    expect(accept('a', contact('2042-01-01'))).toBe('ahead');
    expect(accept('stranger', contact('2025-01-12'))).toBe('ahead');
    expect(follower.customers).toBe(1);
    expect(accept('b', { at: '2024-01-13', kind: 'visit' })).toEqual([]);
  });

  test('undated data follow from the first event on', () => {
    const follower = new Follower(new CustomerStates(YARDSTICKS), NOBODY, null);
    expect(follower.accept('a', literalEvent(contact('2024-01-10')))).toMatchObject({ refused: null, newcomer: true });
    expect(follower.accept('a', literalEvent(contact('2026-01-10')))).toEqual({ refused: 'ahead' });
  });

  test('who cancels has no alerts, and who buys again is back', () => {
    const { accept } = following(NOBODY, '2024-01-01', new OneCustomer('2023-11-20').take(contact('2023-12-20')));
    expect(accept('a', { at: '2024-01-02', kind: 'cancellation' })).toEqual(['a -unresolved_beyond_norm']);
    expect(accept('a', contact('2024-01-03'))).toEqual([]);
    expect(accept('a', { at: '2024-01-04', kind: 'purchase' })).toEqual(['a +unresolved_beyond_norm']);
  });
});

describe('events out of order', () => {
  test('a late contact counts, and the later one keeps the last word', () => {
    const [late, inTime] = [new OneCustomer('2023-01-01'), new OneCustomer('2023-01-01')];
    const [first, second] = [
      contact('2024-01-10', { channel: 'phone' }),
      contact('2024-01-12', { channel: 'phone', resolved: 1 }),
    ];
    late.take(second, first);
    inTime.take(first, second);
    const day = dayNumberOf('2024-01-13');
    expect(late.states.cases.effortAt(0, day)).toBe(inTime.states.cases.effortAt(0, day));
    const slot = late.states.cases.head(0);
    expect(late.states.cases.slots.get('firstMs', slot)).toBe(Date.parse('2024-01-10'));
    expect(late.states.cases.slots.get('lastMs', slot)).toBe(Date.parse('2024-01-12'));
  });

  test('events of different customers may come in any order', () => {
    const run = (order: readonly string[]) => {
      const { accept, follower } = following(NOBODY, '2024-01-01', new OneCustomer('2023-11-20'));
      for (const id of order) accept(id, contact('2024-01-05', { caseId: id }));
      accept('a', { at: '2024-01-20', kind: 'visit' });
      return follower.standing;
    };
    expect(run(['a', 'b', 'c'])).toBe(run(['c', 'a', 'b']));
  });
});

describe('memory', () => {
  test('a customer’s cases are bounded: those quiet longest are forgotten', () => {
    const customer = new OneCustomer('2023-01-01');
    for (let i = 0; i < 200; i++)
      customer.take(contact(`2024-01-${String(1 + (i % 28)).padStart(2, '0')}`, { caseId: `K${i}` }));
    const { cases } = customer.states;
    let held = 0;
    for (let slot = cases.head(0); slot >= 0; slot = cases.slots.next(slot)) held++;
    expect(held).toBe(64);
    expect(cases.slots.caseIds.length).toBeLessThanOrEqual(65);
    expect(cases.effortAt(0, dayNumberOf('2024-02-01'))).toBeGreaterThan(99.9);
  });

  test('places of cases older than the effort window are used again', () => {
    const customer = new OneCustomer('2018-01-01');
    for (let month = 0; month < 60; month++) {
      customer.take(contact(new Date(Date.UTC(2018, month, 5)).toISOString(), { caseId: `K${month}` }));
    }
    expect(customer.states.cases.slots.caseIds.length).toBeLessThanOrEqual(14);
  });
});

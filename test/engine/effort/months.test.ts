import { describe, expect, it } from 'vitest';
import { type Lifecycle, STATUS } from '../../../src/domain/features.ts';
import { customerMonths, monthStart } from '../../../src/engine/effort/months.ts';

interface Person {
  readonly start: number;
  readonly end?: number;
  readonly status?: number;
}

function lifecycleOf(people: readonly Person[]): Lifecycle {
  const n = people.length;
  return {
    ...{ behaviour: 'subscription', snapshot: false, asOfDay: 100, lapseWindowDays: null },
    status: Uint8Array.from(
      people,
      ({ end, status }) => status ?? (end === undefined ? STATUS.active : STATUS.churned),
    ),
    startDay: Float64Array.from(people, ({ start }) => start),
    endDay: Float64Array.from(people, ({ end }) => end ?? Number.NaN),
    tenureMonths: new Float64Array(n),
  };
}

function monthsOf(people: readonly Person[], asOfDay = 100, observedFromDay = 0) {
  const months = customerMonths({ lifecycle: lifecycleOf(people), asOfDay, observedFromDay });
  return people.map((_, i) => {
    const rows = Array.from({ length: months.start[i + 1]! - months.start[i]! }, (__, k) => months.start[i]! + k);
    return rows.map((row) => [months.month[row], months.startDay[row], months.event[row]]);
  });
}

describe('customer-months', () => {
  it('start floor(30.4375·k) days after the start', () => {
    expect([0, 1, 2, 3, 12].map((k) => monthStart(0, k))).toEqual([0, 30, 60, 91, 365]);
  });

  it('hold a churn in the month it falls in, on the first day as on the last', () => {
    const churned = [
      { start: 0, end: 30 },
      { start: 0, end: 59 },
      { start: 0, end: 60 },
    ];
    expect(monthsOf(churned)).toEqual([
      [
        [0, 0, 0],
        [1, 30, 1],
      ],
      [
        [0, 0, 0],
        [1, 30, 1],
      ],
      [
        [0, 0, 0],
        [1, 30, 0],
        [2, 60, 1],
      ],
    ]);
    expect(monthsOf([{ start: 5, end: 5 }])).toEqual([[[0, 5, 1]]]);
  });

  it('count the running month once half of it has been seen', () => {
    expect(monthsOf([{ start: 0 }], 43)[0]!.length).toBe(1);
    expect(monthsOf([{ start: 0 }], 44)[0]!.length).toBe(2);
    // A churn in a month that does not count is not counted either.
    expect(monthsOf([{ start: 0, end: 31 }], 35)).toEqual([[[0, 0, 0]]]);
  });

  it('leave out months that ended before anything was observed', () => {
    expect(monthsOf([{ start: 0 }], 100, 65)).toEqual([[[2, 60, 0]]]);
    expect(monthsOf([{ start: 0, end: 20 }], 100, 65)).toEqual([[]]);
  });

  it('are none for those whose dates or fate are unknown', () => {
    const unknown = [
      { start: Number.NaN },
      { start: 0, status: STATUS.unknown },
      { start: 0, status: STATUS.churned },
      { start: 0, status: STATUS.lapsed },
      { start: 200 },
    ];
    expect(monthsOf(unknown)).toEqual([[], [], [], [], []]);
  });
});

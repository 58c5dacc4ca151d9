import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActivityDays, RECENT_DAYS } from '../../../src/engine/alerts/activityDays.ts';

describe('active days', () => {
  const days = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 });

  test('in order, they are counted as a set of days would count them', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (given, later) => {
        const activity = new ActivityDays();
        const seen = new Set<number>();
        for (const day of given.toSorted((a, b) => a - b)) {
          activity.note(0, day);
          seen.add(day);
        }
        const sorted = [...seen].sort((a, b) => a - b);
        const today = sorted.at(-1)! + later;
        expect([activity.first(0), activity.last(0), activity.repeats(0)]).toEqual([
          sorted[0],
          sorted.at(-1),
          sorted.length - 1,
        ]);
        const recent = sorted.slice(1).filter((day) => day > today - RECENT_DAYS);
        expect(activity.recentRepeats(0, today)).toBe(recent.length);
      }),
    );
  });

  test('late by less than a month, they are counted as if they had come in time', () => {
    const near = fc.array(fc.integer({ min: 0, max: 29 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(near, (given) => {
        const [late, inTime] = [new ActivityDays(), new ActivityDays()];
        for (const day of given) late.note(0, day);
        for (const day of given.toSorted((a, b) => a - b)) inTime.note(0, day);
        for (const name of ['first', 'last', 'repeats'] as const) expect(late[name](0)).toBe(inTime[name](0));
        const today = inTime.last(0);
        expect(late.recentRepeats(0, today)).toBe(inTime.recentRepeats(0, today));
      }),
    );
  });

  test('customers do not share them, and one never seen has none', () => {
    const activity = new ActivityDays();
    activity.note(1, 10);
    activity.note(1, 12);
    expect([activity.first(0), activity.repeats(0), activity.recentRepeats(0, 12)]).toEqual([Number.NaN, 0, 0]);
    expect([activity.repeats(1), activity.recentRepeats(1, 12)]).toEqual([1, 1]);
  });
});

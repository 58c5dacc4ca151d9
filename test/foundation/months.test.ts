import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOf } from '../../src/foundation/days.ts';
import { addMonths, calendarMonth, firstDayOf, isoMonth, monthsBetween } from '../../src/foundation/months.ts';

test.each([
  ['2024-02', 2024, 2, 29],
  ['1969-12', 1969, 12, 31],
  ['2000-01', 2000, 1, 1],
])('%s holds its last day and begins with its first', (name, year, month, day) => {
  const found = calendarMonth(dayNumber(year, month, day));
  expect(isoMonth(found)).toBe(name);
  expect(firstDayOf(found)).toBe(dayNumber(year, month, 1));
});

test('a missing day has no month', () => {
  expect(calendarMonth(Number.NaN)).toBeNaN();
});

const on = (date: string) => dayOf(Date.parse(date));

test.each([
  ['2022-01-31', '2022-02-28', 1, 'the last day stands in for one that a month lacks'],
  ['2019-06-29', '2020-06-29', 12, 'an anniversary across a leap day'],
  ['2022-06-29', '2023-06-29', 12, 'an anniversary across none'],
  ['2020-02-29', '2021-02-28', 12, 'an anniversary of the leap day'],
  ['2021-01-01', '2021-01-16', 15 / 31, 'a share of the month begun'],
  ['2021-01-16', '2021-03-15', 1 + 27 / 28, 'the day before a month is full'],
  ['2021-01-16', '2021-01-16', 0, 'the day itself'],
  ['2021-01-16', '2020-01-16', 0, 'never below zero'],
])('from %s to %s are %f months: %s', (from, to, months) => {
  expect(monthsBetween(on(from), on(to))).toBeCloseTo(months, 12);
});

test('months between a day and the day so many months later are as many, and never fewer a day later', () => {
  const days = fc.integer({ min: on('1900-01-01'), max: on('2100-01-01') });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 400 }), (day, months) => {
      const later = addMonths(day, months);
      expect(monthsBetween(day, later)).toBe(months);
      expect(monthsBetween(day, later - 1)).toBeLessThan(months);
      expect(monthsBetween(day, later + 1)).toBeGreaterThan(months);
    }),
  );
});

test('no months are known from or to a missing day', () => {
  expect(monthsBetween(Number.NaN, 1)).toBeNaN();
  expect(monthsBetween(1, Number.NaN)).toBeNaN();
});

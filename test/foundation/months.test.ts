import { expect, test } from 'vitest';
import { dayNumber } from '../../src/foundation/days.ts';
import { calendarMonth, firstDayOf, isoMonth } from '../../src/foundation/months.ts';

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

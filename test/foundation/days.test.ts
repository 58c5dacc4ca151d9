import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf, isoDate } from '../../src/foundation/days.ts';

describe('day numbers', () => {
  it.each([
    [1970, 1, 1, 0],
    [1969, 12, 31, -1],
    [2000, 2, 29, 11_016],
    [1997, 9, 30, 10_134],
    [1900, 2, 28, -25_509],
  ])('puts %i-%i-%i at day %i', (year, month, day, expected) => {
    expect(dayNumber(year, month, day)).toBe(expected);
  });

  it.each([
    [2023, 2, 29],
    [1900, 2, 29],
    [2024, 13, 1],
    [2024, 0, 1],
    [2024, 4, 31],
    [2024, 1, 0],
    [10_000, 1, 1],
  ])('knows that %i-%i-%i is no day', (year, month, day) => {
    expect(dayNumber(year, month, day)).toBeNaN();
  });

  it('agrees with the ISO date of every day of four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 90_000 }), (day) => {
        const [year, month, date] = isoDate(day)!.split('-').map(Number);
        expect(dayNumber(year!, month!, date!)).toBe(day);
      }),
    );
  });

  it('takes an instant before 1970 to the day it falls on', () => {
    expect(dayOf(-1)).toBe(-1);
    expect(dayOf(0)).toBe(0);
  });

  it('has no date for a missing day', () => {
    expect(isoDate(Number.NaN)).toBeNull();
  });
});

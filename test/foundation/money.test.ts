import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorFromDecimal, toUnits } from '../../src/foundation/money.ts';
import { CompensatedSum, sumPresent } from '../../src/foundation/sums.ts';

describe('minor units', () => {
  it.each([
    ['29.33', 2933],
    ['1.005', 100.5],
    ['-0.1', -10],
    ['8.2', 820],
    ['1e3', 100_000],
    ['0', 0],
  ])('reads %s exactly', (text, minor) => {
    expect(minorFromDecimal(text)).toBe(minor);
  });

  it('keeps every amount with two decimals an integer and gives it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
        expect(minorFromDecimal(text) + 0).toBe(cents + 0);
        expect(toUnits(cents)).toBe(Number(text) + 0);
      }),
    );
  });

  it.each(['abc', '1,5', 'Infinity', '1.2.3'])('does not read %s', (text) => {
    expect(minorFromDecimal(text)).toBeNaN();
  });
});

describe('compensated sum', () => {
  it('keeps what a plain sum loses', () => {
    expect([1, 1e100, 1, -1e100].reduce((a, b) => a + b, 0)).toBe(0);
    expect(sumPresent([1, 1e100, 1, -1e100])).toBe(2);
  });

  it('adds a million tenths to the last digit', () => {
    const sum = new CompensatedSum();
    for (let i = 0; i < 1_000_000; i++) sum.add(0.1);
    expect(sum.value).toBe(100_000);
  });

  it('skips missing values and is zero for none', () => {
    expect(sumPresent([Number.NaN, 2, Number.NaN])).toBe(2);
    expect(sumPresent([])).toBe(0);
  });
});

import { expect, test } from 'vitest';
import { moneyInWords, plainNumber, timesInWords, timesRangeInWords } from '../../src/foundation/words.ts';

test.each([
  [136.7, '137'],
  [1400, '1,400'],
  [-1234567, '-1,234,567'],
  [34.4, '34'],
  [7.43, '7.4'],
  [2, '2'],
  [0.5, '0.5'],
  [0.0019, '0.0019'],
  [-0.02, '-0.02'],
  [0, '0'],
  [-1e-9, '0'],
  [1e-12, '0'],
])('%d is written %s, never with an exponent', (value, words) => {
  expect(plainNumber(value)).toBe(words);
});

test.each([
  [Math.log(68.6), '69 times as high'],
  [Math.log(2), '2 times as high'],
  [Math.log(1.4), '40% higher'],
  [0, 'the same'],
  [Math.log(0.38), '62% lower'],
  [Math.log(0.0019), 'over 99% lower'],
  [30, 'over 1,000 times as high'],
])('a log ratio of %d is %s', (log, words) => {
  expect(timesInWords(log)).toBe(words);
});

test('an interval says its unit once where both ends share it', () => {
  expect(timesRangeInWords(Math.log(34), Math.log(137))).toBe('34 to 137 times as high');
  expect(timesRangeInWords(Math.log(0.8), Math.log(3))).toBe('20% lower to 3 times as high');
  expect(timesRangeInWords(Math.log(0.2), Math.log(0.8))).toBe('80% to 20% lower');
});

test('money has its thousands marked and its currency behind', () => {
  expect(moneyInWords(-123_456_789, 'EUR')).toBe('-1,234,568 EUR');
});

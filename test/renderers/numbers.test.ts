import { describe, expect, test } from 'vitest';
import { decimal, money, percent, roundMoney, signed } from '../../src/renderers/numbers.ts';
import { capital, sentence } from '../../src/renderers/sentence.ts';

describe('numbers for people', () => {
  test.each([
    [money(16056168.7), '16,056,168.70'],
    [money(-1234.5), '-1,234.50'],
    [money(-0.001), '0.00'],
    [money(0), '0.00'],
    [money(null), '–'],
    [roundMoney(99.994), '99.99'],
    [roundMoney(99.995), '100'],
    [roundMoney(-241.61), '-242'],
    [roundMoney(54210.4), '54,210'],
    [roundMoney(-1000), '-1,000'],
    [decimal(1e21, 2), '1e+21'],
    [percent(0.2654), '26.5%'],
    [percent(1), '100.0%'],
    [percent(null), '–'],
    [signed(money(5)), '+5.00'],
    [signed(money(-5)), '-5.00'],
    [signed(money(null)), '–'],
  ])('%s reads %s', (text, expected) => expect(text).toBe(expected));
});

describe('messages', () => {
  test.each([
    ['the file is empty', 'The file is empty.'],
    ['--margin: "40" is not a rate', '--margin: "40" is not a rate.'],
    ['"date" should be a date.', '"date" should be a date.'],
    ['cx-roi help lists them', 'cx-roi help lists them.'],
  ])('%s becomes a sentence', (text, expected) => expect(sentence(text)).toBe(expected));

  test('a hint that ends in a command gets no full stop', () => {
    expect(capital('to score a file: cx-roi score a.csv')).toBe('To score a file: cx-roi score a.csv');
  });
});

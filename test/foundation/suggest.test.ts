import { expect, test } from 'vitest';
import { nearest } from '../../src/foundation/suggest.ts';

const NAMES = ['horizon', 'churnWindow', 'caseWindow', 'margin', 'value.expected'];

test.each([
  ['hrizon', 'horizon'],
  ['hroizon', 'horizon'],
  ['churn-window', 'churnWindow'],
  ['chrun_windwo', 'churnWindow'],
  ['value_expeced', 'value.expected'],
  ['margins', 'margin'],
  ['zzz', null],
  ['', null],
  ['x'.repeat(5000), null],
])('%s suggests %s', (name, expected) => {
  expect(nearest(name, NAMES)).toBe(expected);
});

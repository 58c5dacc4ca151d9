import { describe, expect, test } from 'vitest';
import { tornadoChart } from '../../src/renderers/tornadoChart.ts';

const ROWS = [
  { input: 'effect', low: 'a third less', high: 'a third more', npvLow: 100, npvHigh: 300 },
  { input: 'cost', low: '90%', high: '110%', npvLow: 220, npvHigh: 180 },
  { input: 'nothing', low: 'x', high: 'y', npvLow: 200, npvHigh: 200 },
];

describe('a tornado', () => {
  test('has every bar on one scale, the worse end on the left, the case in all of them', () => {
    expect(tornadoChart(ROWS, 200, 31)).toEqual([
      'effect: a third less … a third',
      'more',
      '  100 ██████████│██████████ 300',
      'cost: 110% … 90%',
      '  180 ········██│██········ 220',
      'nothing: x … y',
      '  200 ··········│·········· 200',
    ]);
  });

  test('of a case that nothing moves is one mark, and of nothing is nothing', () => {
    const still = [{ input: 'cost', low: 'a', high: 'b', npvLow: -5, npvHigh: -5 }];
    expect(tornadoChart(still, -5, 40)[1]).toMatch(/^ {2}-5 │·+ -5$/);
    expect(tornadoChart([], 0, 40)).toEqual([]);
  });

  test.each([30, 40, 80])('fits %d columns', (width) => {
    for (const line of tornadoChart(ROWS, 200, width)) expect(line.length).toBeLessThanOrEqual(width);
  });
});

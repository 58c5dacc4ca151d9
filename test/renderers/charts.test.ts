import { describe, expect, test } from 'vitest';
import { bar } from '../../src/renderers/bar.ts';
import { calibrationChart } from '../../src/renderers/calibrationChart.ts';
import { curveChart } from '../../src/renderers/curveChart.ts';
import { widthOf } from '../../src/renderers/layout.ts';
import { spreadChart } from '../../src/renderers/spreadChart.ts';

const curve = (months: number) => Array.from({ length: months + 1 }, (_, month) => 0.97 ** month);
const bands = [
  { customers: 5, predicted: 0, actual: 0.1 },
  { customers: 5, predicted: 1, actual: 0.5 },
  { customers: 5, predicted: 2, actual: 2 },
];
const spread = [
  { customersShare: 0.01, customers: 1, valueShare: 0.2 },
  { customersShare: 0.5, customers: 50, valueShare: 1 },
];

describe('a bar', () => {
  test.each([
    [0, ''],
    [1e-9, '▏'],
    [0.5, '█████'],
    [0.55, '█████▌'],
    [1, '██████████'],
    [7, '██████████'],
  ])('of %d of ten columns is drawn to an eighth, and something is never nothing', (share, drawn) => {
    expect(bar(share, 10)).toBe(drawn);
  });
});

describe('charts', () => {
  test.each([40, 80, 200])('fit %d columns', (width) => {
    for (const months of [1, 2, 12, 37, 240]) {
      for (const line of curveChart(curve(months), width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
    for (const line of calibrationChart(bands, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
    for (const line of spreadChart(spread, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });

  test('a curve has its axes and says itself in figures', () => {
    expect(curveChart([1, 0.9, 0.8, 0.7, 0.45], 20)).toEqual([
      '100% ███▅▅▅▂▂▂',
      ' 75% █████████▆▆▆',
      ' 50% ████████████▆▆▆',
      ' 25% ███████████████',
      '     0      4 months',
      '90% after 1, 70%',
      'after 3 months',
    ]);
  });

  test('calibration puts a mark at what was predicted and draws what happened', () => {
    expect(calibrationChart(bands, 40)).toEqual([
      'predicted   actual',
      '    0.000    0.100  │',
      '    1.000    0.500  █████     │',
      '    2.000    2.000  ███████████████████│',
      'each line a band of customers; bar:',
      'actual, │: predicted',
    ]);
  });

  test('calibration of nothing at all is no bar', () => {
    expect(calibrationChart([{ customers: 3, predicted: 0, actual: 0 }], 40)[1]).toBe('    0.000    0.000  │');
  });

  test('the spread names each share of the customers and what it holds', () => {
    expect(spreadChart(spread, 26)).toEqual(['top  1%    20%  ██', 'top 50%   100%  ██████████']);
  });
});

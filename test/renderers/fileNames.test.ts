import { expect, test } from 'vitest';
import { fileNames } from '../../src/renderers/fileNames.ts';

test.each([
  [['/home/me/data/orders.csv'], ['orders.csv']],
  [
    ['a/orders.csv', 'b/orders.csv', 'b/tickets.csv'],
    ['a/orders.csv', 'b/orders.csv', 'tickets.csv'],
  ],
  [
    ['2024/eu/x.csv', '2025/eu/x.csv'],
    ['2024/eu/x.csv', '2025/eu/x.csv'],
  ],
  [
    ['x.csv', 'data/x.csv'],
    ['x.csv', 'data/x.csv'],
  ],
  [['C:\\data\\x.csv'], ['x.csv']],
  [
    ['-', 'x.csv'],
    ['standard input', 'x.csv'],
  ],
  [
    ['x.csv', 'x.csv'],
    ['x.csv', 'x.csv'],
  ],
])('%j go by %j', (files, names) => {
  expect(fileNames(files)).toEqual(names);
});

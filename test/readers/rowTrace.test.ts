import { describe, expect, test } from 'vitest';
import { KIND } from '../../src/domain/fields.ts';
import { outcomeOf } from '../support/readFixture.ts';

const short = (rows: Awaited<ReturnType<typeof outcomeOf>>['traced']) =>
  rows.map(({ line, used, interactions }) => [line, used, interactions.length]);

describe('the rows of one customer where they stand', () => {
  test('every row with its line, whatever order the dataset has', async () => {
    const text = [
      'customer_id,occurred_at,type,amount',
      'B,2024-03-01,purchase,3',
      'A,2024-02-01,purchase,2',
      'A,2024-01-01,purchase,1',
      'C,2024-02-01,purchase,2',
      'A,2024-02-01,refund,2',
    ].join('\n');
    const { traced, dataset } = await outcomeOf([], text, 'A');
    expect(short(traced)).toEqual([
      [3, true, 1],
      [4, true, 1],
      [6, true, 1],
    ]);
    const amounts = traced.map(({ interactions: [row] }) => [
      dataset.interactions.columns.amountMinor![row!],
      dataset.interactions.kind[row!],
    ]);
    expect(amounts).toEqual([
      [200, KIND.purchase],
      [100, KIND.purchase],
      [200, KIND.refund],
    ]);
    expect(traced[0]!.cells).toEqual(
      [
        { header: 'customer_id', field: 'customer_id', value: 'A' },
        { header: 'occurred_at', field: 'occurred_at', value: '2024-02-01' },
        { header: 'type', field: 'type', value: 'purchase' },
        { header: 'amount', field: 'amount', value: '2' },
      ].map((cell) => ({ ...cell, field: cell.field === 'customer_id' ? null : cell.field })),
    );
  });

  test('a row that was skipped says why, and one that became a purchase and a refund has both', async () => {
    const text = [
      'order_id,customer_id,occurred_at,amount,refunded_amount',
      'O1,A,2024-01-01,10,4',
      'O1,A,2024-01-01,10,4',
      'O2,A,2024-01-05,cheap,',
      'O3,A,,5,',
    ].join('\n');
    const { traced } = await outcomeOf([], text, 'A');
    expect(short(traced)).toEqual([
      [2, true, 2],
      [3, false, 0],
      [4, false, 0],
      [5, false, 0],
    ]);
    expect(traced.map(({ why }) => why?.split('.')[0] ?? null)).toEqual([
      null,
      expect.stringContaining('repeats'),
      expect.stringContaining('amount'),
      expect.stringContaining('occurred_at'),
    ]);
  });

  test('records of JSON and rows within quotes have their first line', async () => {
    const json = '[\n {"customer_id":"A",\n  "mrr":5,"signup_date":"2024-01-01"},\n {"customer_id":"B","mrr":6}\n]';
    expect(short((await outcomeOf([], json, 'B')).traced)).toEqual([[4, true, 0]]);
    const quoted = 'customer_id,name,mrr\n"A","two\nlines",5\nB,one,6\n';
    expect(short((await outcomeOf([], quoted, 'B')).traced)).toEqual([[4, true, 0]]);
  });

  test('nothing is noted unless it is asked for, or of whom nothing is said', async () => {
    const text = 'customer_id,mrr\nA,5\n';
    expect((await outcomeOf([], text)).traced).toEqual([]);
    expect((await outcomeOf([], text, 'Z')).traced).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf, failure, read, sourceOf } from './reading.ts';

describe('orders', () => {
  it('are named by their own column beside the ids of the rows, so that each shop refund finds its purchase', async () => {
    const text = readFileSync(new URL('../../fixtures/shop/interactions.csv', import.meta.url), 'utf8');
    const { dataset } = await read([sourceOf(text, 'interactions.csv')]);
    const { interactions } = contentOf(dataset);
    const orders = new Map(interactions.flatMap((row) => (row['kind'] === 'purchase' ? [[row['orderId'], row]] : [])));
    const refunds = interactions.filter(({ kind }) => kind === 'refund');
    expect(refunds.length).toBeGreaterThan(100);
    for (const { orderId, customer } of refunds) expect(orders.get(orderId)).toMatchObject({ customer });
  });

  it('lend their number to sales that have no id of their own, and to nothing else', async () => {
    const text = [
      'customer_id,date,type,order_id,amount',
      'C1,2024-01-05,purchase,7,10.00',
      'C1,2024-01-05,purchase,7,10.00',
      'C1,2024-01-06,refund,7,4.00',
      'C1,2024-01-07,support,7,',
      'C1,2024-01-08,support,7,',
      '',
    ].join('\n');
    const { dataset, inputs } = await read(text);
    expect(inputs[0]?.rows).toEqual({ read: 5, used: 4, skipped: 1 });
    const rows = contentOf(dataset).interactions.map(({ kind, orderId }) => [kind, orderId]);
    expect(rows.sort()).toEqual([
      ['purchase', '7'],
      ['refund', '7'],
      ['support', undefined],
      ['support', undefined],
    ]);
  });

  it('take the lines that name them, each with an id of its own', async () => {
    const text = [
      'Transaction ID,Order No,Customer ID,Date,Qty,Price',
      'L1,7,C1,2024-01-05,2,5.00',
      'L2,7,C1,2024-01-05,1,3.00',
      '',
    ].join('\n');
    const { dataset } = await read(text);
    expect(
      contentOf(dataset)
        .interactions.map(({ orderId, amountMinor }) => [orderId, amountMinor])
        .sort(),
    ).toEqual([
      ['7', 1000],
      ['7', 300],
    ]);
  });

  it('that contradict each other are refused by the column that names them', async () => {
    const text = 'customer_id,date,order_id,amount\nC1,2024-01-05,7,10.00\nC2,2024-01-06,7,11.00\n';
    expect(await failure(text)).toMatchObject({ code: 'input_duplicate', location: { line: 3, header: 'order_id' } });
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { readDataset } from '../../src/readers/read.ts';
import { contentOf, read, sourceOf } from './reading.ts';

const CUSTOMERS = 'customer_id,plan\nA,basic\nB,pro\nC,pro\nD,pro\n';
const ORDERS = 'customer_id,date,amount\nA,2024-01-05,1\nA,2024-01-06,1\nX,2024-01-05,1\nY,2024-01-05,1\n';
const TICKETS = 'customer_id,date,topic\nB,2024-01-05,x\nX,2024-01-06,x\n';

describe('customers of several files', () => {
  it('are counted file by file and on either side', async () => {
    const files = [sourceOf(CUSTOMERS, 'c.csv'), sourceOf(ORDERS, 'o.csv'), sourceOf(TICKETS, 't.csv')];
    const { inputs, warnings, diagnostics } = await read(files);
    expect(inputs.map(({ customers }) => customers)).toEqual([
      { named: 4, unmatched: 2 },
      { named: 3, unmatched: 2 },
      { named: 2, unmatched: 1 },
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: 'customers_silent',
        severity: 'note',
        message: '2 of 4 customers of this file have no interactions, such as "C" and "D".',
        location: { file: 'c.csv' },
      },
      {
        code: 'customers_unlisted',
        severity: 'warning',
        message: '2 of 3 customers of this file have no row in a customers file, such as "X" and "Y".',
        location: { file: 'o.csv' },
      },
      {
        code: 'customers_unlisted',
        message: '1 of 2 customers of this file has no row in a customers file, such as "X".',
        location: { file: 't.csv' },
      },
    ]);
    expect(warnings).toMatchObject([{ code: 'customers_unlisted', count: 2 }]);
  });

  it('who have nothing in common are told with the likely cause', async () => {
    const { diagnostics } = await read([
      sourceOf(CUSTOMERS, 'c.csv'),
      sourceOf(ORDERS.replaceAll('A,', 'Z,'), 'o.csv'),
    ]);
    expect(diagnostics.at(-1)).toMatchObject({
      hint: 'Do both files use the same ids? Else name the column that does: --id Header.',
    });
  });

  it('of a wide file need rows of their own beside a customers file', async () => {
    const wide = 'customer_id,date,amount,segment\nA,2024-01-05,1,x\nX,2024-01-06,1,x\n';
    const { inputs } = await read([sourceOf(CUSTOMERS, 'c.csv'), sourceOf(wide, 'w.csv')]);
    expect(inputs.map(({ customers }) => customers?.unmatched)).toEqual([3, 1]);
  });

  it('are counted for the two tables of one JSON file', async () => {
    const json = {
      customers: [{ customer_id: 'A', plan: 'x' }],
      orders: [{ customer_id: 'B', date: '2024-01-05', amount: 1 }],
    };
    const { inputs, warnings } = await read(JSON.stringify(json));
    expect(inputs[0]?.customers).toEqual({ named: 1, unmatched: 1 });
    expect(warnings).toMatchObject([{ code: 'customers_unlisted', count: 1 }]);
  });

  it.each([
    ['one side', [CUSTOMERS]],
    ['the other side', [ORDERS, TICKETS]],
  ])('are not held against each other with %s only', async (_, texts) => {
    const { inputs, warnings } = await read(texts.map((text, i) => sourceOf(text, `${i}.csv`)));
    expect(inputs.map(({ customers }) => customers)).toEqual(texts.map(() => null));
    expect(warnings).toEqual([]);
  });
});

describe('files whose ids are of two systems', () => {
  const customers = sourceOf.bind(null, 'customer_id,Email,mrr\nK1,a@x.com,10\nK2,B@x.com,20\n', 'customers.csv');
  const tickets = sourceOf.bind(
    null,
    'Ticket ID,customer_id,Requester email,date,topic\n1,9001,A@x.com,2024-01-05,x\n2,9002,b@x.com,2024-01-06,x\n',
    'tickets.csv',
  );
  const OPTION = "--id 'tickets.csv:Requester email'";

  it('are told that addresses would join them, by the option that does', async () => {
    const { diagnostics } = await read([customers(), tickets()]);
    const told = diagnostics.find(({ code }) => code === 'customers_unlisted');
    expect(told?.hint).toContain(OPTION);
    const followed = await readDataset({
      files: [
        { source: customers(), role: 'auto' },
        { source: tickets(), role: 'auto', options: { ...DEFAULT_READ_OPTIONS, id: 'Requester email' } },
      ],
      options: DEFAULT_READ_OPTIONS,
    });
    expect(followed.warnings).toEqual([]);
    expect(contentOf(followed.dataset).interactions.map(({ customer }) => customer)).toEqual(['K1', 'K2']);
  });

  it('are joined whichever way the addresses are written where both go by them', async () => {
    const { dataset, warnings } = await read(
      [
        sourceOf('customer_id,email,mrr\nK1,a@x.com,10\nK2,B@x.com,20\n', 'customers.csv'),
        sourceOf('customer_id,email,date,topic\n1,A@x.com,2024-01-05,x\n2,b@x.com,2024-01-06,x\n', 'tickets.csv'),
      ],
      { id: 'email' },
    );
    expect(Object.keys(contentOf(dataset).customers)).toEqual(['a@x.com', 'b@x.com']);
    expect(warnings).toEqual([]);
  });

  it('are not told of addresses that one side does not have', async () => {
    const { diagnostics } = await read([sourceOf('customer_id,mrr\nK1,10\n', 'customers.csv'), tickets()]);
    expect(diagnostics.find(({ code }) => code === 'customers_unlisted')?.hint).not.toContain("--id '");
  });
});

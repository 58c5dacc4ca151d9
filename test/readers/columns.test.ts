import { describe, expect, it } from 'vitest';
import { contentOf, failure, read, sourceOf } from './reading.ts';

const customersOf = async (text: string, settings = {}) => contentOf((await read(text, settings)).dataset).customers;
const eventsOf = async (text: string, settings = {}) => contentOf((await read(text, settings)).dataset).interactions;
const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`);

describe('a column about leaving', () => {
  it.each([
    'Churned',
    'Cancelled',
    'Gekündigt',
    'churned_at',
    'Cancelled at',
  ])('called %s holds days or flags', async (header) => {
    const days = await customersOf(`customer_id,plan,${header}\nA,x,2024-03-05\nB,x,\n`);
    expect(days).toEqual({ A: { plan: 'x', churned_at: day('2024-03-05') }, B: { plan: 'x' } });
    const flags = await customersOf(`customer_id,plan,${header}\nA,x,yes\nB,x,no\n`);
    expect(flags).toEqual({ A: { plan: 'x', churned: 1 }, B: { plan: 'x', churned: 0 } });
  });

  it('stays what its header says beside another that holds days', async () => {
    const text = 'customer_id,Churned,Churn date\nA,yes,2024-03-05\nB,no,\n';
    expect(await customersOf(text)).toEqual({ A: { churned: 1, churned_at: day('2024-03-05') }, B: { churned: 0 } });
  });

  it('is what the user says it is, and a day where a flag should be names the way out', async () => {
    const text = 'customer_id,plan,Churned\nA,x,2024-03-05\nB,x,\n';
    const { diagnostics } = await read(text, { map: { churned: 'Churned' } });
    expect(diagnostics).toMatchObject([
      { code: 'cell_unreadable', hint: expect.stringContaining("--map 'churned_at=Churned'") },
      {},
    ]);
  });

  it('is found in a nested object of an API', async () => {
    const records = [
      { id: 1, email: 'a@x.com', subscription: { status: 'canceled', cancelledAt: '2024-03-05', plan: 'pro' } },
      { id: 2, email: 'b@x.com', subscription: { status: 'active', cancelledAt: null, plan: 'pro' } },
    ];
    expect(await customersOf(JSON.stringify(records))).toMatchObject({
      1: { churned_at: day('2024-03-05'), plan: 'pro', status: 'canceled' },
      2: { plan: 'pro', status: 'active' },
    });
  });
});

describe('a contact', () => {
  it('that was transferred, yes or no, was so once or not at all', async () => {
    const text =
      'customer_id,date,topic,transferred\nA,2024-01-05,x,yes\nA,2024-01-06,x,No\nA,2024-01-07,x,3\nA,2024-01-08,x,\n';
    expect((await eventsOf(text)).map(({ transfers }) => transfers)).toEqual([1, 0, 3, undefined]);
    expect(await customersOf('customer_id,plan,transfers\nA,x,yes\n')).toEqual({ A: { plan: 'x', transfers: 1 } });
  });

  it('lasts its hours and its minutes, in whichever order they stand', async () => {
    for (const [header, row] of [
      ['Duration Hours,Duration Minutes', '1,30'],
      ['Duration Minutes,Duration Hours', '30,1'],
    ]) {
      const text = `customer_id,date,topic,${header}\nA,2024-01-05,x,${row}\nA,2024-01-06,x,,\n`;
      expect((await eventsOf(text)).map(({ handleSeconds }) => handleSeconds)).toEqual([5400, undefined]);
    }
  });

  it('belongs to its requester', async () => {
    const text =
      'Id,Requester,Assignee,Via,Subject,Status,Ticket type,Created at\n1,Ann Smith,Bob,Email,help,Solved,Question,2024-01-05 10:00\n';
    const { dataset, inputs, warnings } = await read(text);
    expect(inputs[0]?.preset).toBe('zendesk-tickets');
    expect(dataset.customerIds).toEqual(['Ann Smith']);
    expect(warnings).toMatchObject([{ code: 'key_weak' }]);
  });
});

describe('a column that is not used', () => {
  const CUSTOMERS = 'customer_id,plan';
  const row = (value: string) => `A,x,${value}\nB,x,${value}\n`;

  it.each([
    ['Cancelled by customer', 'yes', 'churned'],
    ['Kündigung zum', '31.12.2024', 'churned_at'],
    ['Contract valid until', '2024-12-31', 'renewal_date'],
    ['Monthly Fee net', '12.50', 'mrr'],
    ['Annual price', '120.50', 'arr'],
    ['unit_amount', '49.00', 'mrr'],
    ['Umsatz netto', '99.90', 'revenue_total'],
    ['Customer onboarded on', '2024-12-31', 'created_at'],
  ])('and seems to matter is told loudly: %s', async (header, value, field) => {
    const { diagnostics, warnings } = await read(`${CUSTOMERS},${header}\n${row(value)}`);
    expect(diagnostics).toMatchObject([
      { code: 'column_unused', severity: 'warning', hint: `If it is, say so: --map '${field}=${header}'.` },
    ]);
    expect(diagnostics[0]?.message).toContain(`"${header}" looks like `);
    expect(warnings).toMatchObject([{ code: 'column_unused', count: 1 }]);
    const mapped = await read(`${CUSTOMERS},${header}\n${row(value)}`, { map: { [field]: header } });
    expect(mapped.warnings).toEqual([]);
  });

  it.each([
    ['the size of a company', `${CUSTOMERS},Company annual revenue\n`, '5000000'],
    ['a tax', `${CUSTOMERS},Tax amount\n`, '5.00'],
    ['a word where a sum would be', `${CUSTOMERS},Fee schedule\n`, 'standard'],
    ['a sum beside one that is used', `${CUSTOMERS},mrr,Setup fee\n`, '10,5.00'],
    ['a day beside one that is used', `${CUSTOMERS},renewal_date,Trial end\n`, '2024-12-31,2024-01-31'],
    ['a blank column', `${CUSTOMERS},Cancelled by customer\n`, ''],
    ['what an order has of its own', 'customer_id,date,amount,Cancelled reason date\n', ''],
  ])('is not told where it is %s', async (_, header, value) => {
    const text = header.includes('date,amount') ? `${header}A,2024-01-05,1,2024-01-06\n` : header + row(value);
    expect((await read(text)).warnings.filter(({ code }) => code === 'column_unused')).toEqual([]);
  });

  it('is told of interactions without amounts', async () => {
    const { diagnostics } = await read('customer_id,date,topic,Order revenue gross\nA,2024-01-05,x,12.50\n');
    expect(diagnostics).toMatchObject([
      { code: 'column_unused', hint: "If it is, say so: --map 'amount=Order revenue gross'." },
    ]);
  });

  it.each([
    ['Canceled At', 'Plan'],
    ['Ended At (UTC)', 'Plan'],
    ['Cancellation date', 'Product'],
    ['Kündigungsdatum zum', 'Plan'],
  ])('and says when customers left is told beside purchases, too: %s', async (header, other) => {
    const { diagnostics } = await read(
      `customer_id,date,amount,${other},${header}\nA,2024-01-05,10,x,2024-06-01\nB,2024-01-06,10,x,\n`,
    );
    expect(diagnostics).toMatchObject([
      { code: 'column_unused', severity: 'warning', hint: `If it is, say so: --map 'churned_at=${header}'.` },
    ]);
  });

  it('is not told where it is the end of a call', async () => {
    const { diagnostics } = await read('customer_id,date,topic,Ended At\nA,2024-01-05,x,2024-01-05 10:00\n');
    expect(diagnostics.filter(({ code }) => code === 'column_unused')).toEqual([]);
  });

  it('is told once for each file, five at the most', async () => {
    const headers = ['Fee a', 'Fee b', 'Fee c', 'Fee d', 'Fee e', 'Fee f'];
    const text = `${CUSTOMERS},${headers}\nA,x,1.5,1.5,1.5,1.5,1.5,1.5\n`;
    const { diagnostics } = await read([sourceOf(text, 'one.csv'), sourceOf(text, 'two.csv')]);
    expect(diagnostics.filter(({ code }) => code === 'column_unused').length).toBe(10);
  });
});

describe('a column of currencies', () => {
  const orders = (header: string, [one, other]: readonly [string, string]) =>
    `customer_id,date,order_total,${header}\nA,2024-01-05,20.00,${one}\nB,2024-01-06,30.00,${other}\n`;

  it.each([
    ...['order_currency', 'presentment_currency', 'Invoice Currency', 'Transaction Currency', 'ISO Currency'],
    ...['Currency ISO', 'Währg', 'Waers', 'Currency of order', 'Deal: Currency Code', 'Rechnungswährung'],
  ])('called %s keeps amounts of two currencies from being added up', async (header) => {
    expect(await failure(orders(header, ['EUR', 'JPY']))).toMatchObject({ code: 'input_currency' });
    const { dataset } = await read(orders(header, ['eur', 'EUR']));
    expect(dataset.facts.currency).toBe('EUR');
  });

  it.each([
    ['Currency rate', ['1.0', '1.1']],
    ['Deal currency', ['yes', 'no']],
    ['Fee currency', ['USD', 'USD']],
  ] as const)('is none where its cells are no codes, or where it is that of something else: %s', async (header, cells) => {
    expect((await read(orders(header, cells))).dataset.facts.currency).toBeNull();
  });

  it('is asked for where several disagree, and is any of those that agree', async () => {
    const text = 'customer_id,date,amount,Deal currency,Contract currency\nA,2024-01-05,20.00,EUR,';
    expect(await failure(`${text}USD\n`)).toMatchObject({
      code: 'input_columns',
      hint: /--map 'currency=Deal currency'/,
    });
    expect((await read(`${text}EUR\n`)).dataset.facts.currency).toBe('EUR');
  });
});

describe('an id that is a word for nothing', () => {
  const words = ['NULL', '\\N', 'N/A', '#N/A', 'null', '-', '(null)', '<NA>', 'nan', ' None '];

  it.each(words)('is blank, like no word at all: %s', async (word) => {
    const orders = (id: string) => `customer_id,date,amount\nA,2024-01-05,20.00\n${id},2024-01-06,30.00\n`;
    const [said, blank] = [await read(orders(word)), await read(orders(''))];
    expect(said.dataset.customerIds).toEqual(['A']);
    expect(said.inputs[0]).toMatchObject({ rows: { read: 2, used: 1, skipped: 1 } });
    expect(said.diagnostics).toMatchObject(blank.diagnostics.map(({ value: _, ...rest }) => rest));
  });

  it('is no customer of a list, no referrer, no case and no order', async () => {
    expect(await customersOf('customer_id,plan,referred_by\nA,x,NULL\nNULL,y,A\nB,x,A\n')).toEqual({
      A: { plan: 'x' },
      B: { plan: 'x', referred_by: 'A' },
    });
    const cases = 'customer_id,date,topic,case_id\nA,2024-01-05,x,NULL\nB,2024-01-06,x,NULL\nB,2024-01-07,x,K1\n';
    expect((await eventsOf(cases)).map(({ caseId }) => caseId)).toEqual([undefined, undefined, 'K1']);
    const orders = 'customer_id,date,amount,order_id\nA,2024-01-05,20.00,\\N\nB,2024-01-06,30.00,\\N\n';
    expect(await eventsOf(orders)).toHaveLength(2);
  });
});

describe('an id that all guests share', () => {
  const orders = (...rows: readonly (readonly [id: string, email: string])[]) =>
    `customer_id,billing_email,date,amount\n7,ann@x.com,2024-01-05,5.00\n${rows.map(([id, email]) => `${id},${email},2024-01-06,6.00\n`).join('')}`;

  it.each([
    '0',
    '-1',
    'Guest',
    'anonymous',
  ])('beside several addresses names nobody, with a warning: %s', async (id) => {
    const text = orders([id, 'b@x.com'], [id, 'c@x.com'], [id, 'b@x.com']);
    const { dataset, inputs, warnings, diagnostics } = await read(text);
    expect(dataset.customerIds).toEqual(['7']);
    expect(inputs[0]?.rows).toEqual({ read: 4, used: 1, skipped: 3 });
    expect(warnings).toMatchObject([{ code: 'guests_skipped', count: 3 }]);
    expect(diagnostics.at(-1)).toMatchObject({
      severity: 'warning',
      hint: expect.stringContaining("--id 'billing_email'"),
    });
    expect((await read(text, { id: 'billing_email' })).dataset.customerIds).toHaveLength(3);
  });

  it('is a customer beside one address, and where nothing but such ids tells', async () => {
    expect((await read(orders(['0', 'b@x.com'], ['0', 'B@x.com']))).dataset.customerIds).toEqual(['0', '7']);
    const text = 'customer_id,date,amount\n0,2024-01-05,5.00\n1,2024-01-06,6.00\n';
    expect((await read(text)).dataset.customerIds).toEqual(['0', '1']);
  });
});

describe('ids that a spreadsheet has rounded', () => {
  it('are told of, with the column', async () => {
    const text = 'customer_id,order_id,date,amount\n4.50E+12,O1,2024-01-05,5.00\n4.50E+12,1.20E+15,2024-01-06,6.00\n';
    const { warnings } = await read(text);
    expect(warnings.map(({ code, message }) => [code, /"(\w+)" holds "(.*?)"/.exec(message)?.slice(1)])).toEqual([
      ['ids_spoilt', ['customer_id', '4.50E+12']],
      ['ids_spoilt', ['order_id', '1.20E+15']],
    ]);
    const plain = text.replaceAll('4.50E+12', '4E12').replace('1.20E+15', '12E+1');
    expect((await read(plain)).warnings).toEqual([]);
  });
});

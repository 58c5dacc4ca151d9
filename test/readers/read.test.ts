import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { contentOf, failure, read, sourceOf } from './reading.ts';

const ORDERS = `order_id,customer_id,date,type,amount
O1,C1,2024-01-05,purchase,10.50
O2,C2,2024-01-06T12:30:00Z,order,20
O3,C1,2024-02-01,refund,-5.25
O4,C2,2024-02-03,purchase,0
`;

describe('an interactions file', () => {
  it('becomes rows with exact money, times and kinds', async () => {
    const { dataset, inputs, diagnostics } = await read(ORDERS);
    expect(contentOf(dataset).interactions).toEqual([
      { customer: 'C1', at: '2024-01-05T00:00:00.000Z', kind: 'purchase', amountMinor: 1050, orderId: 'O1' },
      { customer: 'C1', at: '2024-02-01T00:00:00.000Z', kind: 'refund', amountMinor: 525, orderId: 'O3' },
      { customer: 'C2', at: '2024-01-06T12:30:00.000Z', kind: 'purchase', amountMinor: 2000, orderId: 'O2' },
      { customer: 'C2', at: '2024-02-03T00:00:00.000Z', kind: 'purchase', amountMinor: 0, orderId: 'O4' },
    ]);
    expect(inputs[0]).toMatchObject({ kind: 'interactions', rows: { read: 4, used: 4, skipped: 0 }, cellsRejected: 0 });
    expect(diagnostics).toEqual([]);
  });

  it('keeps no order ids where nothing can be refunded', async () => {
    const { dataset } = await read('order_id,customer_id,date,amount\nO1,C1,2024-01-05,10\n');
    expect(Object.keys(dataset.interactions.columns)).toEqual(['amountMinor']);
  });

  it('takes an amount for a purchase and its absence for a contact where no column says', async () => {
    const { dataset } = await read('customer_id,date,amount,topic\nC1,2024-01-05,10,\nC1,2024-01-06,,billing\n');
    expect(contentOf(dataset).interactions.map(({ kind }) => kind)).toEqual(['purchase', 'support']);
  });

  it('makes no purchase of a word it does not know', async () => {
    const { dataset, inputs } = await read(
      'user_id,event_time,event,price\n1,1709217000,purchase,12.5\n3,1709217700,cart,3\n',
    );
    expect(contentOf(dataset).interactions.map(({ kind }) => kind)).toEqual(['purchase', 'visit']);
    expect(inputs[0]?.cellsRejected).toBe(1);
  });

  it('turns a negative purchase into a refund of the positive amount', async () => {
    const { dataset } = await read('customer_id,date,amount\nC1,2024-01-05,-10\n');
    expect(contentOf(dataset).interactions[0]).toMatchObject({ kind: 'refund', amountMinor: 1000 });
  });

  it('adds a refund of the same order for a refunded amount', async () => {
    const { dataset, inputs } = await read(
      'order_id,customer_id,date,amount,refunded_amount\nO1,C1,2024-01-05,10,4\nO2,C1,2024-01-06,7,\n',
    );
    const rows = contentOf(dataset).interactions;
    expect(rows.map(({ kind, amountMinor, orderId }) => [kind, amountMinor, orderId])).toEqual([
      ['purchase', 1000, 'O1'],
      ['refund', 400, 'O1'],
      ['purchase', 700, 'O2'],
    ]);
    expect(inputs[0]?.rows).toEqual({ read: 2, used: 2, skipped: 0 });
  });

  it('multiplies quantity and unit price and adds up the lines of one order', async () => {
    const { dataset, inputs } = await read(
      'order_id,customer_id,date,quantity,unit_price\nO1,C1,2024-01-05,2,1.25\nO1,C1,2024-01-05,1,10\nO2,C1,2024-01-06,3,1\n',
    );
    expect(contentOf(dataset).interactions.map(({ amountMinor }) => amountMinor)).toEqual([1250, 300]);
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 3, skipped: 0 });
  });

  it("reads a support log with durations in the header's unit and status words as outcomes", async () => {
    const { dataset } = await read(
      'ticket_id,customer_id,case_id,opened,channel,topic,agent,handle_time (min),status,transfers\n' +
        'T1,C1,K1,2024-01-05 10:00:00,phone,billing,Ann,2.5,Solved,1\nT2,C1,K1,2024-01-06 10:00:00,chat,billing,Bob,,On-hold,\n',
    );
    expect(contentOf(dataset).interactions).toMatchObject([
      { caseId: 'K1', channel: 'phone', topic: 'billing', agent: 'Ann', handleSeconds: 150, resolved: 1, transfers: 1 },
      { caseId: 'K1', channel: 'chat', topic: 'billing', agent: 'Bob', resolved: 0 },
    ]);
    const seconds = await read('customer_id,date,topic,handle_seconds\nC1,2024-01-05,x,90\n');
    expect(contentOf(seconds.dataset).interactions[0]).toMatchObject({ handleSeconds: 90 });
  });

  it('tells the survey scale only from a header that states it', async () => {
    const told = await read('customer_id,date,topic,It was easy to handle my issue (1-7)\nC1,2024-01-05,x,6\n');
    expect(told.dataset.facts.cesScale).toBe('easy7');
    expect(contentOf(told.dataset).interactions[0]).toMatchObject({ ces: 6 });
    const untold = await read('customer_id,date,topic,ces\nC1,2024-01-05,x,6\n');
    expect(untold.dataset.facts.cesScale).toBeNull();
  });

  it('reads zone-less times in the zone asked for, and dates as calendar days', async () => {
    const { dataset } = await read(
      'customer_id,date,topic\nC1,2024-07-01 12:00:00,a\nC1,2024-01-01 12:00:00,b\nC1,2024-01-01,c\nC1,2024-01-01T12:00:00-0500,d\n',
      { timezone: 'Europe/Berlin' },
    );
    expect(contentOf(dataset).interactions.map(({ at, topic }) => [topic, at])).toEqual([
      ['c', '2024-01-01T00:00:00.000Z'],
      ['b', '2024-01-01T11:00:00.000Z'],
      ['d', '2024-01-01T17:00:00.000Z'],
      ['a', '2024-07-01T10:00:00.000Z'],
    ]);
  });
});

describe('a customers file', () => {
  it('reads a subscription snapshot and says what is blank', async () => {
    const { dataset, inputs, warnings } = await read(
      'customerID,tenure,Contract,MonthlyCharges,TotalCharges,Churn\n1,3,One year,29.85,89.55,No\n2,0,Two year,10, ,Yes\n',
    );
    expect(contentOf(dataset).customers).toEqual({
      1: { tenure_months: 3, plan: 'One year', mrr: 2985, revenue_total: 8955, churned: 0 },
      2: { tenure_months: 0, plan: 'Two year', mrr: 1000, churned: 1 },
    });
    expect(dataset.facts.tenureUnitStated).toBe(false);
    expect(inputs[0]).toMatchObject({ kind: 'customers', rows: { read: 2, used: 2, skipped: 0 } });
    expect(warnings).toMatchObject([{ code: 'cell_blank', count: 1 }]);
  });

  it('knows the unit of tenure where the header says it', async () => {
    const { dataset } = await read('id,tenure (years),churned\n1,2,no\n');
    expect(contentOf(dataset).customers['1']?.['tenure_months']).toBeCloseTo(24, 10);
    expect(dataset.facts.tenureUnitStated).toBe(true);
  });

  it("never takes the customer's own annual revenue for revenue", async () => {
    const { dataset } = await read('customer_id,Annual Revenue,churned\n1,5000000,no\n');
    expect(contentOf(dataset).customers['1']).toEqual({ churned: 0 });
  });

  it('refuses a snapshot without an id column and names --id row, with which rows are numbered', async () => {
    const snapshot = 'account_length,number_customer_service_calls,churn\n128,1,no\n107,4,yes\n';
    expect(await failure(snapshot)).toMatchObject({ code: 'input_columns', hint: expect.stringContaining('--id row') });
    const { dataset } = await read(snapshot, { id: 'row' });
    expect(contentOf(dataset).customers).toEqual({
      1: { tenure_months: 128, contacts: 1, churned: 0 },
      2: { tenure_months: 107, contacts: 4, churned: 1 },
    });
  });

  it('joins customers and interactions by id, whichever comes first', async () => {
    const customers = 'customer_id,signup_date,plan\nA,2024-01-01,basic\nB,2024-01-02,pro\n';
    const events = 'customer_id,date,topic\nB,2024-03-01,x\nZ,2024-03-02,y\n';
    const one = await read([sourceOf(customers, 'c.csv'), sourceOf(events, 'e.csv')]);
    const two = await read([sourceOf(events, 'e.csv'), sourceOf(customers, 'c.csv')]);
    expect(one.dataset.customerIds).toEqual(['A', 'B', 'Z']);
    expect([...one.dataset.customers.listed]).toEqual([1, 1, 0]);
    expect(contentOf(two.dataset)).toEqual(contentOf(one.dataset));
  });
});

describe('a wide file', () => {
  const rows = ['C1,2024-01-05,10,basic', 'C1,2024-03-05,20,premium', 'C1,2024-02-05,30,', 'C2,2024-01-01,5,basic'];

  it('keeps the latest of the customer columns, whatever the order of rows', async () => {
    for (const order of [rows, [...rows].reverse()]) {
      const { dataset, inputs, warnings } = await read(`customer_id,date,amount,plan\n${order.join('\n')}\n`);
      expect(inputs[0]?.kind).toBe('wide');
      expect(contentOf(dataset).customers).toEqual({ C1: { plan: 'premium' }, C2: { plan: 'basic' } });
      expect(warnings).toMatchObject([{ code: 'customer_conflict', count: 1 }]);
    }
  });
});

describe('rows whose header leaves open what they are', () => {
  const head = 'order_id,customer_id,Created,amount,segment,country\n';

  it('are orders where customers come again at other times', async () => {
    const rows = 'O1,A,2024-01-05,10,x,DE\nO2,B,2024-01-06,20,x,FR\nO3,A,2024-02-01,30,x,DE\nO4,B,2024-02-03,5,x,FR\n';
    const { inputs, dataset } = await read(head + rows);
    expect(inputs[0]).toMatchObject({ kind: 'wide', rows: { used: 4 } });
    expect(contentOf(dataset).customers['A']).toEqual({ segment: 'x', country: 'DE' });
    expect(contentOf(dataset).interactions.map(({ kind }) => kind)).toEqual(Array(4).fill('purchase'));
  });

  it('are events where only a word says what happened', async () => {
    const rows = ['A,2024-01-05', 'B,2024-01-06', 'A,2024-02-01', 'A,2024-02-02'].map((row) => `${row},refund\n`);
    const { inputs } = await read(`client_id,Created,type\n${rows.join('')}`);
    expect(inputs[0]!.kind).toBe('interactions');
  });

  it('are customers where each has one, and where rows say what held at a time', async () => {
    const once = 'customer_id,Created,type,country\nA,2024-01-05,VIP,DE\nB,2024-01-06,VIP,FR\n';
    expect((await read(once)).inputs[0]!.kind).toBe('customers');
    const states = ['A,2024-01-05,1', 'A,2024-02-05,2', 'B,2024-01-05,1', 'B,2024-02-05,3'].join('\n');
    const { inputs, dataset } = await read(`customer_id,updated_at,seats,mrr\n${states.replace(/$/gm, ',10')}\n`);
    expect(inputs[0]!.kind).toBe('customers');
    expect(dataset.customerIds).toHaveLength(2);
  });
});

describe('recurring revenue on events', () => {
  const log = 'customer_id,date,type,mrr\nA,2024-01-05,renewal,10\nA,2024-03-05,upgrade,25\nA,2024-04-01,support,\n';

  it('is kept with each event, and the latest as the customer’s', async () => {
    const { dataset, warnings } = await read(log);
    const { customers, interactions } = contentOf(dataset);
    expect(customers).toEqual({ A: { mrr: 2500 } });
    expect(interactions.map(({ kind, mrrMinor }) => [kind, mrrMinor])).toEqual([
      ['renewal', 1000],
      ['plan_change', 2500],
      ['support', undefined],
    ]);
    // A price that changed contradicts nothing.
    expect(warnings.map(({ code }) => code)).not.toContain('customer_conflict');
  });

  it('a year’s is a twelfth a month, and makes a dated row without a kind a change of plan', async () => {
    const rows = 'customer_id,date,ARR\nA,2024-01-05,120\nA,2024-03-05,240\n';
    const { dataset } = await read(rows, { role: 'interactions' });
    expect(contentOf(dataset).interactions.map(({ kind, mrrMinor }) => [kind, mrrMinor])).toEqual([
      ['plan_change', 1000],
      ['plan_change', 2000],
    ]);
  });

  it('rows that repeat an id with all they say are one, with another price a contradiction', async () => {
    const head = 'interaction_id,customer_id,date,type,mrr\n';
    const twice = await read(`${head}1,A,2024-01-05,renewal,10\n1,A,2024-01-05,renewal,10\n`);
    expect(contentOf(twice.dataset).interactions).toHaveLength(1);
    expect(await failure(`${head}1,A,2024-01-05,renewal,10\n1,A,2024-01-05,renewal,20\n`)).toMatchObject({
      code: 'input_duplicate',
    });
  });
});

describe('the same content by another road', () => {
  const objects = [
    { order_id: 'O1', customer_id: 'C1', date: '2024-01-05', type: 'purchase', amount: 10.5 },
    { order_id: 'O2', customer_id: 'C2', date: '2024-01-06T12:30:00Z', type: 'order', amount: 20 },
    { order_id: 'O3', customer_id: 'C1', date: '2024-02-01', type: 'refund', amount: -5.25 },
    { order_id: 'O4', customer_id: 'C2', date: '2024-02-03', type: 'purchase', amount: 0 },
  ];
  const roads: Record<string, string | Uint8Array> = {
    gzip: gzipSync(ORDERS),
    'a byte order mark': `\ufeff${ORDERS}`,
    CRLF: ORDERS.replaceAll('\n', '\r\n'),
    CR: ORDERS.replaceAll('\n', '\r'),
    semicolons: ORDERS.replaceAll(',', ';'),
    tabs: ORDERS.replaceAll(',', '\t'),
    bars: ORDERS.replaceAll(',', '|'),
    'all quoted': ORDERS.replace(/[^,\n]+/g, '"$&"'),
    'the sep= line of Excel': `sep=;\n${ORDERS.replaceAll(',', ';')}`,
    'no last line end': ORDERS.trimEnd(),
    'blank lines and rows of blanks': `${ORDERS.replaceAll('\n', '\n\n')},,,,\n ,,,,\n`,
    'a JSON array': JSON.stringify(objects, null, 2),
    NDJSON: objects.map((object) => JSON.stringify(object)).join('\n'),
    'an envelope': JSON.stringify({ next: null, data: objects }),
    'a nested envelope': JSON.stringify({ meta: { page: 1 }, data: { orders: objects } }),
  };

  for (const [road, content] of Object.entries(roads)) {
    it(`gives the identical dataset: ${road}`, async () => {
      const plain = contentOf((await read(ORDERS)).dataset);
      for (const piece of [7, 1 << 16]) {
        const { dataset, inputs } = await read([sourceOf(content, '-', piece)]);
        expect(contentOf(dataset)).toEqual(plain);
        expect(inputs[0]?.rows).toEqual({ read: 4, used: 4, skipped: 0 });
      }
    });
  }

  it('reads an object of records by their ids', async () => {
    const { dataset } = await read('{"C1":{"plan":"pro","mrr":10},"C2":{"plan":"basic","mrr":5}}');
    expect(contentOf(dataset).customers).toEqual({ C1: { plan: 'pro', mrr: 1000 }, C2: { plan: 'basic', mrr: 500 } });
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`C${i}`, { plan: 'pro', mrr: i }]));
    expect((await read(JSON.stringify(many))).dataset.customerIds.length).toBe(20_000);
  });

  it('takes customers and interactions out of one envelope', async () => {
    const envelope = {
      customers: [{ customer_id: 'C1', plan: 'pro', billing: { country: 'DE' } }],
      interactions: objects,
    };
    const { dataset, inputs } = await read(JSON.stringify(envelope), { format: 'json' });
    expect(contentOf(dataset).customers).toEqual({ C1: { plan: 'pro', country: 'DE' }, C2: {} });
    expect(dataset.interactions.rows).toBe(4);
    expect(inputs[0]).toMatchObject({ kind: 'wide', rows: { read: 5, used: 5, skipped: 0 } });
  });
});

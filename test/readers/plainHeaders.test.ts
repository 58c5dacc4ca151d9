import { describe, expect, it } from 'vitest';
import { contentOf, failure, read } from './reading.ts';

const kindsOf = (content: ReturnType<typeof contentOf>) => content.interactions.map(({ kind }) => kind);

describe('a header of everyday business', () => {
  it.each([
    'Loyalty Card',
    'Donor Ref',
    'Buyer',
    'MSISDN',
    'Policyholder ID',
    'Respondent',
    'Donor',
    'Subscriber Number',
  ])('names the customer: %s', async (header) => {
    const { dataset } = await read(`${header},date,amount\nL001,2024-01-05,10.00\nL002,2024-01-06,11.00\n`);
    expect(dataset.customerIds).toEqual(['L001', 'L002']);
  });

  it.each([
    'Gift Amount',
    'Basket Total',
    'Donation amount',
    'Premium amount',
  ])('is what was paid: %s', async (header) => {
    const { dataset } = await read(`customer_id,date,${header}\nA,2024-01-05,10.00\n`);
    expect(contentOf(dataset).interactions).toMatchObject([{ kind: 'purchase', amountMinor: 1000 }]);
  });

  it.each(['Net ARR', 'Annual Premium'])('is what a year costs: %s', async (header) => {
    const { dataset } = await read(`customer_id,plan,${header}\nA,x,120.00\n`);
    expect(contentOf(dataset).customers).toMatchObject({ A: { arr: 12_000 } });
  });

  it.each(['Joined', 'since', 'Member since', 'Join date'])('is the day a customer came: %s', async (header) => {
    const { dataset } = await read(`customer_id,plan,${header}\nA,x,2024-01-05\n`);
    expect(contentOf(dataset).customers['A']).toHaveProperty('created_at');
  });

  it.each(['Gift Date', 'Contact Date', 'Completed'])('is the day of an event: %s', async (header) => {
    const { dataset } = await read(`customer_id,${header},channel,topic\nA,2024-01-05,phone,x\n`);
    expect(dataset.interactions.rows).toBe(1);
  });
});

describe('where no header is known', () => {
  it('the likeliest column for the customer is named', async () => {
    expect(await failure('Phone,Store,amount,date\n12,x,1.00,2024-01-05\n')).toMatchObject({
      code: 'input_columns',
      hint: expect.stringContaining("--map 'customer_id=Phone'"),
    });
    expect(await failure('Invoice,Code,amount,date\n12,x,1.00,2024-01-05\n')).toMatchObject({
      hint: expect.stringContaining("--map 'customer_id=Code'"),
    });
  });
});

describe('rows that do not say what they are', () => {
  it('are visits, and a warning names what would say it', async () => {
    const { dataset, diagnostics, warnings } = await read('customer_id,date,Store\nA,2024-01-05,North\n');
    expect(kindsOf(contentOf(dataset))).toEqual(['visit']);
    expect(diagnostics).toMatchObject([{ code: 'kind_assumed', hint: expect.stringContaining('amount=Header') }]);
    expect(warnings).toMatchObject([{ code: 'kind_assumed' }]);
  });

  it('are told of a column of amounts whose header says nothing', async () => {
    const { diagnostics } = await read('customer_id,date,Bon wert x\nA,2024-01-05,16.68\nB,2024-01-05,110.80\n');
    expect(diagnostics).toMatchObject([
      { code: 'kind_assumed' },
      { code: 'column_unused', hint: "If it is, say so: --map 'amount=Bon wert x'." },
    ]);
  });

  it.each([
    ['a channel', 'customer_id,date,channel', 'phone'],
    ['a status', 'customer_id,date,status', 'open'],
    ['the number of a ticket', 'customer_id,date,Ticket ID', 'T1'],
    ['the length of a call', 'customer_id,date,Duration', '12'],
  ])('are contacts where they have %s', async (_, header, value) => {
    const { dataset, warnings } = await read(`${header}\nA,2024-01-05,${value}\n`);
    expect(kindsOf(contentOf(dataset))).toEqual(['support']);
    expect(warnings).toEqual([]);
  });

  it('are contacts where their day is that of a call', async () => {
    const { dataset } = await read('customer_id,Call date\nA,2024-01-05\n');
    expect(kindsOf(contentOf(dataset))).toEqual(['support']);
  });

  it('are answers where a score is all they have', async () => {
    const rows = ['R1,2024-01-05,5', 'R1,2024-02-05,3', 'R2,2024-01-05,6', 'R2,2024-03-05,2'].join('\n');
    const { dataset, warnings } = await read(`Respondent,Completed,How easy was it to get help (1-7)\n${rows}\n`);
    expect(kindsOf(contentOf(dataset))).toEqual(['survey', 'survey', 'survey', 'survey']);
    expect(warnings).toEqual([]);
  });
});

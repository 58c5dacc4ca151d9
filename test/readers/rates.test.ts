import { describe, expect, it } from 'vitest';
import { contentOf, failure, type ReadSettings, read, sourceOf } from './reading.ts';

const ORDERS = `customer_id,date,amount,currency
C1,2024-01-05,100.00,EUR
C1,2024-02-05,100.00,USD
C2,2024-03-05,10.05,gbp
`;

const RATES = 'date,currency,rate\n2024-01-01,USD,0.90\n2024-02-01,USD,0.95\n2024-01-01,GBP,1.15\n';

const rates = (text: string, name = 'rates.csv'): ReadSettings => ({ rates: sourceOf(text, name) });

async function amountsOf(orders: string, settings: ReadSettings): Promise<unknown[]> {
  const { dataset } = await read(orders, settings);
  return contentOf(dataset).interactions.map(({ amountMinor }) => amountMinor);
}

describe('rates', () => {
  it('convert amounts to the currency asked for, by the day of each and to the cent', async () => {
    const { dataset, inputs, warnings } = await read(ORDERS, { ...rates(RATES), currency: 'EUR' });
    expect(contentOf(dataset).interactions.map(({ amountMinor }) => amountMinor)).toEqual([10_000, 9_500, 1_156]);
    expect(dataset.facts.currency).toBe('EUR');
    expect(warnings).toMatchObject([
      {
        code: 'currency_converted',
        message: 'Amounts were converted to EUR by rates.csv: 1 in GBP, 1 in USD.',
        count: 2,
      },
    ]);
    expect(inputs[1]).toMatchObject({ file: 'rates.csv', kind: 'rates', rows: { read: 3, used: 3, skipped: 0 } });
    expect(inputs[1]?.sha256).toMatch(/^[\da-f]{64}$/);
  });

  it.each([
    ['a header', 'currency,rate to EUR\nUSD,0.95\nGBP,1.15\n'],
    ['a bracket', 'Currency;Rate (EUR)\nUSD;0,95\nGBP;1,15\n'],
    ['a rate of 1', 'code,value\nEUR,1\nUSD,0.95\nGBP,1.15\n'],
    ['a column', 'from,to,rate\nUSD,EUR,0.95\nGBP,EUR,1.15\n'],
    ['an object', '{"EUR": 1, "USD": 0.95, "GBP": 1.15}'],
    ['records', '[{"currency":"USD","rate":0.95,"base":"EUR"},{"currency":"GBP","rate":1.15,"base":"EUR"}]'],
  ])('may say themselves what they convert to: by %s', async (_, text) => {
    expect(await amountsOf(ORDERS, rates(text))).toEqual([10_000, 9_500, 1_156]);
  });

  it('are needed for mixed currencies, and the refusal says so', async () => {
    expect(await failure(ORDERS)).toMatchObject({
      code: 'input_currency',
      message: 'Amounts are in EUR (data.csv:2) and in USD.',
      hint: expect.stringContaining('--rates FILE'),
      location: { line: 3, column: 4, header: 'currency' },
    });
  });

  it.each([
    ['a currency without a rate', 'currency,rate\nEUR,1\nUSD,0.9\n', 'rates.csv has no rate of GBP to EUR.', 4],
    [
      'a day before all rates',
      `${RATES.replace('2024-01-01,GBP', '2024-06-01,GBP')}`,
      'rates.csv has no rate of GBP to EUR before 2024-06-01.',
      4,
    ],
  ])('end the run at %s, with the line that asks for it', async (_, text, message, line) => {
    const error = await failure(ORDERS, { ...rates(text), currency: 'EUR' });
    expect(error).toMatchObject({ code: 'input_currency', message, location: { file: 'data.csv', line } });
  });

  it.each([
    ['no base', 'currency,rate\nUSD,0.9\n', 'input_currency', '--currency EUR'],
    ['no rates at all', 'a,b\n1,2\n', 'input_columns', 'one USD is worth 0.9234'],
    ['a word for a rate', 'currency,rate\nEUR,1\nUSD,cheap\n', 'input_currency', 'one USD is worth'],
    ['nought for a rate', 'currency,rate\nEUR,1\nUSD,0\n', 'input_currency', 'one USD is worth'],
    ['an unknown day', 'date,currency,rate\n03/04/2024,USD,0.9\n', 'input_currency', 'one USD is worth'],
    ['two rates of one day', 'currency,rate\nEUR,1\nUSD,0.9\nUSD,0.8\n', 'input_currency', 'one USD is worth'],
  ])('are refused with %s', async (_, text, code, hint) => {
    const error = await failure(ORDERS, rates(text));
    expect(error).toMatchObject({
      code,
      exitCode: 3,
      hint: expect.stringContaining(hint),
      location: { file: 'rates.csv' },
    });
  });

  it('go by the mark beside an amount, then its row, then its header', async () => {
    const text =
      'customer_id;date;amount (GBP);currency\nC1;2024-01-05;USD 10,00;\nC1;2024-01-06;10,00;\nC2;2024-01-07;10,00;USD\n';
    expect(await amountsOf(text, { ...rates('currency,rate\nUSD,0.5\nGBP,2\n'), currency: 'EUR' })).toEqual([
      500, 2_000, 500,
    ]);
  });

  it('take a bare dollar for the one dollar they know', async () => {
    const text = 'customer_id,date,amount\nC1,2024-01-05,$10.00\nC1,2024-01-06,€10.00\n';
    expect(await amountsOf(text, rates('currency,rate\nEUR,1\nCAD,0.5\n'))).toEqual([500, 1_000]);
    const error = await failure(text, rates('currency,rate\nEUR,1\nCAD,0.5\nUSD,0.9\n'));
    expect(error).toMatchObject({ code: 'input_currency', location: { line: 2 } });
  });

  it('convert the money of customers by the latest rate, and of wide rows by their day', async () => {
    const customers = 'customer_id,mrr,currency,plan\nC1,10,USD,pro\nC2,10,EUR,pro\n';
    const snapshot = await read(customers, { ...rates(RATES), currency: 'EUR' });
    expect(contentOf(snapshot.dataset).customers).toMatchObject({ C1: { mrr: 950 }, C2: { mrr: 1_000 } });
    const wide = 'customer_id,date,amount,currency,mrr\nC1,2024-01-05,1,USD,10\n';
    const { dataset } = await read(wide, { ...rates(RATES), currency: 'EUR' });
    expect(contentOf(dataset).customers).toMatchObject({ C1: { mrr: 900 } });
  });

  it('convert a ledger of costs, a month by its first day', async () => {
    const ledger =
      'month,category,spend,currency\n2024-01,acquisition,100,USD\n2024-02,acquisition,100,USD\nnever,acquisition,1,USD\n';
    const { dataset, inputs } = await read(ledger, { ...rates(RATES), currency: 'EUR' });
    expect([...dataset.costs.amountMinor].sort()).toEqual([9_000, 9_500]);
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 2, skipped: 1 });
  });

  it('leave amounts alone that are in the currency asked for already', async () => {
    const plain = 'customer_id,date,amount\nC1,2024-01-05,12.34\n';
    const { dataset, warnings } = await read(plain, { ...rates(RATES), currency: 'EUR' });
    expect(contentOf(dataset).interactions[0]).toMatchObject({ amountMinor: 1_234 });
    expect(warnings).toEqual([]);
  });
});

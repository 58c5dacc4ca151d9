import { describe, expect, it } from 'vitest';
import { BILLING_PERIODS } from '../../src/domain/fields.ts';
import { billingPeriodOf } from '../../src/readers/billingWords.ts';
import { contentOf, read } from './reading.ts';

describe('a billing period', () => {
  it.each([
    ['week', ['weekly', 'P1W', 'per week']],
    ['fortnight', ['Every 2 weeks', 'bi-weekly', 'P14D']],
    ['month', ['Monthly', 'monthly', 'Month-to-month', '1 month', 'P1M', 'monatlich', 'mensuel']],
    ['quarter', ['Quarterly', 'every 3 months', 'P3M', 'vierteljährlich']],
    ['half-year', ['semi-annual', '6 months', 'halbjährlich']],
    ['year', ['Year', 'ANNUAL', 'annually', 'P1Y', '12 months', '1-year', 'jährlich', 'per year']],
  ] as const)('of a %s has many names', (period, words) => {
    expect(words.map((word) => BILLING_PERIODS[billingPeriodOf(word)])).toEqual(words.map(() => period));
  });

  it.each(['once', '2 years', '5', 'Net 30', 'daily', ''])('is not "%s"', (word) => {
    expect(BILLING_PERIODS[billingPeriodOf(word)]).toBeUndefined();
  });
});

it.each([
  'interval',
  'billing_period',
  'Billing interval',
  'Billing cycle',
  'term',
])('a column called %s is read, of payments and of customers', async (header) => {
  const log = `customer_id,date,type,amount,${header}\nA,2024-01-01,payment,5,year\nB,2024-01-01,payment,5,\n`;
  const events = contentOf((await read(log)).dataset).interactions;
  expect(events).toMatchObject([{ billingPeriod: 5 }, {}]);
  const customers = `customer_id,mrr,${header}\nA,5,year\nB,5,\n`;
  expect(contentOf((await read(customers)).dataset).customers).toMatchObject({ A: { billing_period: 5 }, B: {} });
});

it('a word that is no billing period is told and counts as missing', async () => {
  const { diagnostics } = await read('customer_id,date,type,amount,billing interval\nA,2024-01-01,payment,5,2 years\n');
  expect(diagnostics).toMatchObject([{ code: 'cell_unreadable' }]);
});

it('a column that only a weak word calls so is none where no cell is a period', async () => {
  for (const [header, cell] of [
    ['Billing', 'charge_automatically'],
    ['term', 'Net 30'],
    ['interval', 'n'],
  ]) {
    const { dataset, diagnostics } = await read(
      `customer_id,date,type,amount,${header}\nA,2024-01-01,payment,5,${cell}\nB,2024-01-01,payment,5,\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(contentOf(dataset).interactions[0]).not.toHaveProperty('billingPeriod');
  }
});

import { describe, expect, it } from 'vitest';
import { contentOf, failure, read } from './reading.ts';

const HEADER =
  'id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start (UTC),Start Date (UTC),Current Period Start (UTC),Current Period End (UTC),Canceled At (UTC),Ended At (UTC),Cancel At Period End';
const CREATED = '2024-01-09 00:00,2024-03-01 00:00,2024-01-05 00:00';
const export_ = (...rows: readonly string[]) => [HEADER, ...rows, ''].join('\n');
const ACTIVE = `sub_1,cus_1,a@x.com,price_1,1,usd,month,29.00,active,${CREATED},2024-05-05 00:00,2024-06-05 00:00,,,false`;
const YEARLY = `sub_2,cus_2,b@x.com,price_1,3,usd,year,290.00,active,${CREATED},2024-01-05 00:00,2025-01-05 00:00,2024-02-01 00:00,,true`;
const ENDED = `sub_3,cus_3,c@x.com,price_1,1,usd,month,29.00,canceled,${CREATED},2024-03-05 00:00,2024-04-05 00:00,2024-03-20 00:00,2024-04-05 00:00,true`;

describe('subscriptions exported from Stripe', () => {
  it.each([
    ['auto', 'exact'],
    ['customers', 'exact'],
    ['auto', 'duckdb'],
  ] as const)('are customers with days of leaving and monthly prices (%s, %s)', async (role, engine) => {
    const { dataset, inputs } = await read(export_(ACTIVE, YEARLY, ENDED), { role, engine });
    const { customers, interactions } = contentOf(dataset);
    const began = Date.UTC(2024, 0, 5);
    expect(interactions).toEqual([]);
    expect(customers).toMatchObject({
      cus_1: { mrr: 2900, created_at: began },
      // Three seats at 290 a year.
      cus_2: { mrr: 7250, created_at: began },
      cus_3: { mrr: 2900, created_at: began, churned_at: Date.UTC(2024, 3, 5) },
    });
    // Who will leave at the end of the period is still here.
    for (const id of ['cus_1', 'cus_2']) expect(customers[id]).not.toHaveProperty('churned_at');
    expect(inputs[0]).toMatchObject({ preset: 'stripe-subscriptions', rows: { read: 3, used: 3, skipped: 0 } });
  });

  it('ended when they were cancelled where no column says when they ended', async () => {
    const without = export_(ENDED).replace(',Ended At (UTC)', '').replace(',2024-04-05 00:00,true', ',true');
    expect(contentOf((await read(without)).dataset).customers['cus_3']).toMatchObject({
      churned_at: Date.UTC(2024, 2, 20),
    });
  });

  it('have no price for a period that is not known', async () => {
    const { dataset, diagnostics } = await read(export_(ACTIVE, YEARLY.replace(',year,', ',day,')));
    expect(contentOf(dataset).customers['cus_2']).not.toHaveProperty('mrr');
    expect(
      diagnostics.find(({ code, location }) => code === 'cell_unreadable' && location?.header === 'Amount'),
    ).toBeDefined();
  });

  it('are refused where one customer has several that differ, and then scored by their own ids', async () => {
    const several = export_(ACTIVE, ENDED.replace('cus_3', 'cus_1'));
    expect((await failure(several)).code).toBe('input_duplicate');
    const { dataset } = await read(several, { id: 'id' });
    expect(Object.keys(contentOf(dataset).customers)).toEqual(['sub_1', 'sub_3']);
  });
});

it('customers begin on their start date, not on the day their record was created', async () => {
  const { dataset } = await read('customer_id,Created (UTC),Start Date (UTC),mrr\nA,2024-02-01,2024-01-05,10\n', {
    role: 'customers',
  });
  expect(contentOf(dataset).customers['A']).toMatchObject({ created_at: Date.UTC(2024, 0, 5) });
});

import { describe, expect, it } from 'vitest';
import { contentOf, read, sourceOf } from './reading.ts';

const charge = (id: number, members: object) => ({
  id: `ch_${id}`,
  object: 'charge',
  amount: 1999,
  amount_refunded: 0,
  created: 1_700_000_000 + id * 86_400,
  currency: 'usd',
  customer: `cus_${id}`,
  refunded: false,
  status: 'succeeded',
  ...members,
});

function readApi(records: readonly object[], settings = {}) {
  const text = JSON.stringify({ object: 'list', data: records });
  return read([sourceOf(text, 'charges.json')], settings);
}

const amounts = async (records: readonly object[]) =>
  contentOf((await readApi(records)).dataset).interactions.map(({ kind, amountMinor }) => [kind, amountMinor]);

describe("amounts of Stripe's API", () => {
  it('are in cents, which is said', async () => {
    const { dataset, diagnostics, warnings } = await readApi([
      charge(1, {}),
      charge(2, { amount: 5, amount_refunded: 5, refunded: true }),
    ]);
    expect(contentOf(dataset).interactions.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['purchase', 1999],
      ['purchase', 5],
      ['refund', 5],
    ]);
    expect(dataset.facts.currency).toBe('USD');
    expect(diagnostics).toMatchObject([{ code: 'minor_units', severity: 'warning' }]);
    expect(diagnostics[0]?.message).toContain('1999 was read as 19.99');
    expect(warnings).toMatchObject([{ code: 'minor_units' }]);
  });

  it.each([
    ['jpy', 500, 50_000],
    ['kwd', 12_340, 1234],
    ['eur', 1, 1],
  ])('of %s are in its own smallest unit', async (currency, amount, minor) => {
    expect(await amounts([charge(1, { currency, amount })])).toEqual([['purchase', minor]]);
  });

  it.each(['invoice', 'payment_intent'])('are in cents of objects such as "%s", too', async (object) => {
    expect(await amounts([charge(1, { object })])).toEqual([['purchase', 1999]]);
  });

  it('are in cents beyond the records that are looked at first, and once only', async () => {
    const records = Array.from({ length: 1500 }, (_, i) => charge(i, i < 1200 ? {} : { note: 'a new column' }));
    expect(new Set((await amounts(records)).map(([, amount]) => amount))).toEqual(new Set([1999]));
  });

  it('of other objects are whole units, and nothing is said', async () => {
    const { dataset, diagnostics } = await readApi([charge(1, { object: 'order' })]);
    expect(contentOf(dataset).interactions).toMatchObject([{ amountMinor: 199_900 }]);
    expect(diagnostics).toEqual([]);
  });
});

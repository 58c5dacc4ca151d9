import { describe, expect, it } from 'vitest';
import { startPrices } from '../../../src/engine/retention/startPrice.ts';
import { strataAmong, strataOf } from '../../../src/engine/retention/strata.ts';
import { isoDate } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { literalDataset } from '../../support/literalDataset.ts';

const FIRST_DAY = 19_000;
const DAYS = 900;

/** Subscribers of two prices, half of whom leave; `rise`: what those still here on day 600 pay more. */
function base({ rise = 1, plans = false, prices = [20, 50] } = {}) {
  const random = new SeededRandom(7);
  return Array.from({ length: 500 }, (_, i) => {
    const start = Math.floor(random.uniform() * (DAYS - 100));
    const end = Math.ceil(start + random.exponential() * 400);
    const left = end < DAYS;
    const mrr = prices[i % 2]! * (start < 600 && end > 600 ? rise : 1);
    return {
      ...{ id: `c${String(i).padStart(3, '0')}`, created_at: isoDate(FIRST_DAY + start)!, mrr },
      ...(left ? { churned_at: isoDate(FIRST_DAY + end)! } : {}),
      ...(plans ? { plan: left ? 'cancelled' : i % 2 === 0 ? 'basic' : 'pro' } : {}),
    };
  });
}

const changes = (customers: ReturnType<typeof base>) =>
  customers.map(({ id, created_at: at }, i) => ({ id, at, kind: 'plan_change' as const, mrr: i % 2 === 0 ? 20 : 50 }));

describe('the price that customers began with', () => {
  it('is the customers file’s where no log states it', () => {
    expect(startPrices(literalDataset(base()))).toEqual(
      Float64Array.from({ length: 500 }, (_, i) => (i % 2 ? 5000 : 2000)),
    );
  });

  it('is the first that the log states, whatever came later', () => {
    const customers = base({ rise: 1.2 });
    const prices = startPrices(literalDataset(customers, changes(customers)));
    expect(prices).toEqual(Float64Array.from({ length: 500 }, (_, i) => (i % 2 ? 5000 : 2000)));
  });
});

describe('strata', () => {
  it('are none that leaving made: a plan called cancelled, a price of 0', () => {
    expect(strataOf(literalDataset(base({ plans: true }))).name).toBe('recurring revenue');
    const free = base().map((customer) => ('churned_at' in customer ? { ...customer, mrr: 0 } : customer));
    expect(strataOf(literalDataset(free)).name).toBeNull();
  });

  it('are none that staying made: a price that came with a rise, a plan that only those got who were still here', () => {
    expect(strataOf(literalDataset(base())).name).toBe('recurring revenue');
    expect(strataOf(literalDataset(base({ rise: 1.2, prices: [20, 20] }))).name).toBeNull();
    // Groups that the rise does not part are what they were.
    expect(strataOf(literalDataset(base({ rise: 1.2 }))).name).toBe('recurring revenue');
    const upgraded = base().map((customer, i) => {
      const stayed =
        customer.created_at < isoDate(FIRST_DAY + 600)! &&
        !('churned_at' in customer && customer.churned_at! < isoDate(FIRST_DAY + 600)!);
      return { ...customer, plan: stayed && i % 3 > 0 ? 'plus' : 'basic' };
    });
    expect(strataOf(literalDataset(upgraded)).name).toBe('recurring revenue');
  });

  it('know a status and a cancellation for leaving, too', () => {
    const byStatus = base().map(({ id, created_at, ...rest }, i) => {
      const left = 'churned_at' in rest;
      return { id, created_at, mrr: left ? 0 : i % 2 ? 50 : 20, status: left ? 'Cancelled' : 'Active' };
    });
    expect(strataOf(literalDataset(byStatus)).name).toBeNull();
    const byLog = byStatus.map(({ status: _, ...customer }) => customer);
    const cancelled = byLog.flatMap(({ id, mrr }) =>
      mrr === 0 ? [{ id, at: '2024-06-01', kind: 'cancellation' as const }] : [],
    );
    expect(strataOf(literalDataset(byLog, cancelled)).name).toBeNull();
    // Without a word on who left nothing can be told.
    expect(strataOf(literalDataset(byLog)).name).toBe('recurring revenue');
  });

  it('are fewer among customers of whom none is of a level', () => {
    const strata = { name: 'plan', levels: ['a', 'b', 'c'], code: Uint8Array.from([0, 1, 2, 2]) };
    const among = strataAmong(strata, (customer) => customer >= 2 || customer === 0);
    expect(among).toEqual({ name: 'plan', levels: ['a', 'c'], code: Uint8Array.from([0, 0, 1, 1]) });
    expect(strataAmong(strata, () => true)).toEqual(strata);
  });
});

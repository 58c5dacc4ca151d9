import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonAt } from '../../../src/domain/figures.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import {
  type LiteralCost,
  type LiteralCustomer,
  type LiteralInteraction,
  literalDataset,
} from '../../support/literalDataset.ts';

const AS_OF = { id: 'z', at: '2024-06-30', kind: 'visit' } as const;

function costsOf(
  customers: LiteralCustomer[],
  costs: LiteralCost[],
  given: Partial<ScoreOptions> = {},
  interactions: LiteralInteraction[] = [AS_OF],
) {
  const dataset = literalDataset(customers, interactions, { currency: 'EUR' }, costs);
  const options = { ...DEFAULT_OPTIONS, ...given };
  const { cost, warnings, assumptions } = analyse(dataset, options);
  const units = ({ values }: { values: Float64Array }, id: string) => values[dataset.customerIds.indexOf(id)]! / 100;
  const why = (figure: Parameters<typeof reasonAt>[0], id: string) => reasonAt(figure, dataset.customerIds.indexOf(id));
  return {
    cost,
    units,
    why,
    codes: warnings.map(({ code }) => code),
    messages: warnings.map(({ message }) => message),
    assumptions: assumptions.map(({ code }) => code),
  };
}

const subscriber = (id: string, created_at: string, more: Partial<LiteralCustomer> = {}): LiteralCustomer => ({
  ...{ id, created_at, mrr: 10 },
  ...more,
});
const spent = (at: string, amount: number, channel?: string): LiteralCost => ({
  ...{ at, amount, category: 'acquisition' },
  ...(channel !== undefined && { channel }),
});

describe('acquisition by the ledger', () => {
  const customers = [
    subscriber('a', '2024-01-10', { acquisition_channel: 'Search' }),
    subscriber('b', '2024-02-10', { acquisition_channel: 'search' }),
    subscriber('c', '2024-02-20', { acquisition_channel: 'email' }),
  ];

  it('is its money over the new customers of its months, by channel, what names none among all', () => {
    const { cost, units } = costsOf(customers, [
      spent('2024-01-31', 60, 'search'),
      spent('2024-03-31', 40, 'SEARCH'),
      spent('2024-01-31', 5, 'email'),
      spent('2024-02-29', 30),
    ]);
    const { acquisition } = cost.sources;
    expect([acquisition.source, acquisition.spend]).toEqual([
      'ledger',
      { value: 13_500, grade: 'observed', reason: null },
    ]);
    expect(cost.portfolio.acquisitionPerCustomer.value).toBe(4_500);
    expect(['a', 'b', 'c'].map((id) => units(cost.acquisition, id))).toEqual([60, 60, 15]);
    expect([...acquisition.months!.newCustomers]).toEqual([1, 2, 0]);
    expect(acquisition.unattributedMinor).toBe(0);
  });

  it('leaves out who came in a month that a monthly ledger has no row of, and names the months', () => {
    const months = [1, 2, 3, 5, 6].map((month) => spent(`2024-0${month}-01`, 30));
    const came = [1, 2, 3, 4, 4, 5, 6].map((month, i) => subscriber(`n${i}`, `2024-0${month}-10`));
    const { cost, why, codes, messages } = costsOf(came, months);
    expect(cost.portfolio.acquisitionPerCustomer).toMatchObject({ value: 3_000, grade: 'observed' });
    expect(why(cost.acquisition, 'n3')).toBe('outside_ledger');
    expect(codes).toContain('ledger_months_missing');
    expect(messages.join()).toContain('in 1 of its 6 months (2024-04)');

    const free = costsOf(came, [...months, spent('2024-04-01', 0)]);
    expect(free.cost.portfolio.acquisitionPerCustomer.value).toBeCloseTo(15_000 / 7, 9);
    expect(free.codes).not.toContain('ledger_months_missing');
  });

  it('covers every month where money is booked by the quarter', () => {
    const came = [1, 2, 3, 4].map((month) => subscriber(`n${month}`, `2024-0${month}-10`));
    const { cost, codes } = costsOf(came, [spent('2024-01-01', 60), spent('2024-04-01', 60)]);
    expect(cost.portfolio.acquisitionPerCustomer.value).toBeCloseTo(3_000, 9);
    expect(codes).not.toContain('ledger_months_missing');
  });

  it('counts a year of keeping from the months that have a row', () => {
    const kept = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-05-01', '2024-06-01'];
    const ledger = kept.map((at): LiteralCost => ({ at, amount: 10, category: 'retention' }));
    const { cost, messages } = costsOf(customers, ledger);
    expect(cost.sources.keeping.spend).toEqual({ value: 12_000, grade: 'modelled', reason: null });
    expect(messages.join()).toContain('no retention or programme row in 1 of its 6 months (2024-04)');
  });

  it('does not count who only registered or wrote, where others are known to be customers', () => {
    const { cost } = costsOf(customers, [spent('2024-01-31', 90), spent('2024-06-30', 0)]);
    expect([...cost.sources.acquisition.months!.newCustomers]).toEqual([1, 2, 0, 0, 0, 0]);
  });

  it('counts a month’s costs whichever of its days they are dated on, up to the month of the as-of day', () => {
    const { cost, codes } = costsOf(customers, [
      spent('2024-01-01', 30),
      spent('2024-06-30', 3),
      spent('2024-07-01', 99),
    ]);
    expect(cost.portfolio.acquisitionPerCustomer.value).toBeCloseTo(1_100, 10);
    expect(codes).toContain('costs_after_as_of');
  });

  it('leaves referred customers out of the denominator, at no cost', () => {
    const { cost, units, assumptions } = costsOf(
      [...customers, subscriber('d', '2024-02-01', { referred_by: 'a', acquisition_channel: 'search' })],
      [spent('2024-01-31', 90)],
      {},
      [AS_OF, { ...AS_OF, at: '2024-03-01' }],
    );
    // Coverage runs from the first row to the last: January alone.
    expect(cost.portfolio.acquisitionPerCustomer.value).toBe(9_000);
    const whole = costsOf(
      [...customers, subscriber('d', '2024-02-01', { referred_by: 'a', acquisition_channel: 'search' })],
      [spent('2024-01-31', 90), spent('2024-02-29', 0)],
    );
    expect(whole.cost.portfolio.acquisitionPerCustomer.value).toBe(3_000);
    expect(whole.units(whole.cost.acquisition, 'd')).toBe(0);
    expect(whole.assumptions).toContain('referred_customers_free');
    expect(units(cost.acquisition, 'a')).toBe(90);
    expect(assumptions).toContain('referral_share');
  });

  it('cannot say what a channel cost that it never names, nor a customer without one; a row of 0 says free', () => {
    const some = [
      ...customers,
      subscriber('d', '2024-02-01', { acquisition_channel: 'organic' }),
      subscriber('e', '2024-02-01'),
    ];
    const { cost, why, codes } = costsOf(some, [spent('2024-01-31', 60, 'search'), spent('2024-02-29', 5, 'email')]);
    expect(why(cost.acquisition, 'd')).toBe('no_channel_cost');
    expect(why(cost.acquisition, 'e')).toBe('no_acquisition_channel');
    expect(codes).toContain('channel_without_cost');
    // The average is over everybody who came: no channel's cost has to be known for that.
    expect(cost.portfolio.acquisitionPerCustomer.value).toBe(1_300);
    const free = costsOf(some, [
      spent('2024-01-31', 60, 'search'),
      spent('2024-02-29', 5, 'email'),
      spent('2024-02-29', 0, 'organic'),
    ]);
    expect(free.units(free.cost.acquisition, 'd')).toBe(0);
    expect(free.codes).not.toContain('channel_without_cost');
  });

  it('charges nobody with a channel that brought nobody, and says so', () => {
    const { cost, codes } = costsOf(customers, [
      spent('2024-01-31', 60, 'search'),
      spent('2024-02-29', 6, 'email'),
      spent('2024-02-29', 34, 'billboards'),
    ]);
    expect(cost.sources.acquisition.unattributedMinor).toBe(3_400);
    expect(cost.portfolio.acquisitionPerCustomer.value).toBeCloseTo(10_000 / 3, 10);
    expect(codes).toContain('ledger_channel_unknown');
  });

  it('is shared by what customers’ own records say, which alone speak for those who came outside its months', () => {
    const { cost, units, why, codes } = costsOf(
      [
        subscriber('a', '2024-01-10', { acquisition_cost: 10 }),
        subscriber('b', '2024-01-20', { acquisition_cost: 30 }),
        subscriber('c', '2023-01-20', { acquisition_cost: 7 }),
        subscriber('d', '2023-01-20'),
      ],
      [spent('2024-01-31', 80)],
    );
    expect(['a', 'b', 'c'].map((id) => units(cost.acquisition, id))).toEqual([20, 60, 7]);
    expect(why(cost.acquisition, 'd')).toBe('outside_ledger');
    expect(cost.portfolio.acquisitionPerCustomer.value).toBe(4_000);
    expect(codes).toContain('acquisition_from_ledger');
  });

  it('with less than nothing is left out', () => {
    const { cost, codes } = costsOf(customers, [spent('2024-01-31', -60)]);
    expect(cost.portfolio.acquisitionPerCustomer).toMatchObject({ value: null, reason: 'no_acquisition_cost' });
    expect(codes).toContain('costs_negative');
  });

  it('shares out all of its money, whatever the ledger', () => {
    const row = fc.record({
      month: fc.integer({ min: 1, max: 6 }),
      channel: fc.constantFrom('search', 'email', undefined),
      amount: fc.integer({ min: 0, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const { cost } = costsOf(
          customers,
          rows.map(({ month, channel, amount }) => spent(`2024-0${month}-28`, amount, channel)),
        );
        const { acquisition } = cost.sources;
        const charged = cost.acquisition.values.reduce(
          (sum, minor, i) => sum + (acquisition.counted[i] === 1 && !Number.isNaN(minor) ? minor : 0),
          0,
        );
        expect(charged + acquisition.unattributedMinor).toBeCloseTo(acquisition.spend.value!, 6);
      }),
      { numRuns: 50 },
    );
  });
});

describe('keeping by the ledger', () => {
  const customers = [
    subscriber('a', '2024-01-10'),
    subscriber('b', '2024-02-10'),
    subscriber('c', '2024-01-01', { churned_at: '2024-02-15' }),
  ];

  it('is shared out month by month among the customers present, retention and programme together', () => {
    const { cost, units } = costsOf(customers, [
      { at: '2024-01-31', category: 'retention', amount: 20 },
      { at: '2024-02-29', category: 'programme', amount: 30 },
      { at: '2024-03-31', category: 'retention', amount: 8 },
    ]);
    expect(['a', 'b', 'c'].map((id) => units(cost.retention, id))).toEqual([24, 14, 20]);
    // 58 in three months are 232 a year, for two who are still here.
    expect(cost.portfolio.retentionPerCustomer).toEqual({ value: 11_600, grade: 'modelled', reason: null });
    expect(cost.sources.keeping).toMatchObject({ source: 'ledger', perYear: true });
    // 30 in February and nothing in March: 15 a month, over twelve months.
    expect(cost.sources.keeping.programme.value).toBe(18_000);
  });

  it('takes the last twelve months of a longer ledger', () => {
    const costs: LiteralCost[] = Array.from({ length: 18 }, (_, k) => ({
      at: `${2023 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, '0')}-15`,
      category: 'retention',
      amount: k < 6 ? 1_000 : 10,
    }));
    const { cost } = costsOf(customers, costs);
    expect(cost.portfolio.retentionPerCustomer).toEqual({ value: 6_000, grade: 'observed', reason: null });
  });

  it('does not know what customers cost who were there before it began', () => {
    const { cost, why } = costsOf(
      [...customers, subscriber('d', '2022-01-01')],
      [{ at: '2024-01-31', category: 'retention', amount: 20 }],
    );
    expect(why(cost.retention, 'd')).toBe('outside_ledger');
  });
});

describe('service by the ledger', () => {
  const contact = (id: string, at: string, more: Partial<LiteralInteraction> = {}): LiteralInteraction => ({
    ...{ id, at, kind: 'support', channel: 'phone' },
    ...more,
  });
  const customers = [subscriber('a', '2024-01-01'), subscriber('b', '2024-01-01')];
  const service: LiteralCost[] = [{ at: '2024-02-29', category: 'service', amount: 90 }];
  const log = [
    contact('a', '2024-02-05', { handleSeconds: 600 }),
    contact('b', '2024-02-06', { handleSeconds: 1_200 }),
    AS_OF,
  ];

  it('is one source and never a sum: its total, shared by what contacts would cost by themselves', () => {
    const { cost, units } = costsOf(customers, service, { minuteRate: 1 }, log);
    expect(['a', 'b'].map((id) => units(cost.service, id))).toEqual([30, 60]);
    expect(cost.portfolio.serviceToDate.value).toBe(9_000);
    expect(cost.sources.service.source).toBe('ledger');
    // What a contact costs follows, for the cost of a case.
    expect(cost.sources.service.priceOf(0).minor).toBe(3_000);
  });

  it('needs no published default for its total, and no warning about its currency', () => {
    const { cost, codes } = costsOf(customers, service, {}, log);
    expect(cost.portfolio.serviceToDate).toEqual({ value: 9_000, grade: 'blended', reason: null });
    expect(codes).not.toContain('contact_cost_currency');
    expect(costsOf(customers, [], {}, log).codes).toContain('contact_cost_currency');
  });

  it('gives way to the customers’ own cost to serve, and says so', () => {
    const stated = customers.map((customer) => ({ ...customer, cost_to_serve: 5 }));
    const { cost, codes } = costsOf(stated, service, {}, log);
    expect(cost.portfolio.serviceToDate.value).toBe(1_000);
    expect(cost.sources.service.source).toBe('customers');
    expect(codes).toContain('ledger_service_unused');
  });

  it('is borne by everybody present where there are no contacts', () => {
    const late = [subscriber('a', '2024-02-01'), subscriber('b', '2024-02-10')];
    const { cost, units } = costsOf(late, service);
    expect(['a', 'b'].map((id) => units(cost.service, id))).toEqual([45, 45]);
  });
});

describe('without a ledger', () => {
  it('nothing is assumed, and each null names the flag that settles it', () => {
    const { cost } = costsOf([subscriber('a', '2024-01-01')], []);
    const { acquisition, keeping } = cost.sources;
    expect([acquisition.spend.reason, keeping.spend.reason, keeping.programme.reason]).toEqual([
      'no_acquisition_cost',
      'no_retention_cost',
      'no_programme_ledger',
    ]);
    expect([acquisition.source, keeping.source, cost.books]).toEqual([null, null, null]);
  });

  it('an undated snapshot cannot be held against one', () => {
    const { cost } = costsOf([{ id: 'a', tenure_months: 5, churned: 0, mrr: 10 }], [spent('2024-01-31', 60)], {}, []);
    expect(cost.portfolio.acquisitionPerCustomer.reason).toBe('no_acquisition_cost');
  });
});

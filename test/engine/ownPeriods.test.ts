import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/domain/features.ts';
import { BILLING_PERIODS } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { prepare } from '../../src/engine/prepare.ts';
import { recurringPrice } from '../../src/engine/revenue/recurringPrice.ts';
import { dayNumber, isoDate } from '../../src/foundation/days.ts';
import { addMonths } from '../../src/foundation/months.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const END = dayNumber(2025, 6, 30);
const YEAR = BILLING_PERIODS.indexOf('year');
const MONTH = BILLING_PERIODS.indexOf('month');

interface Paying {
  readonly months: number;
  readonly amount: number;
  readonly times: number;
  readonly billingPeriod?: number;
}

/** The last of `times` payments on a day, the others whole periods before. */
function payer(id: string, lastDay: number, { months, times, ...payment }: Paying): LiteralInteraction[] {
  return Array.from({ length: times }, (_, n) => ({
    ...{ id, kind: 'purchase', at: isoDate(addMonths(lastDay, -months * (times - 1 - n)))! },
    ...payment,
  }));
}

const MONTHLY: Paying = { months: 1, amount: 100, times: 20 };
const YEARLY: Paying = { months: 12, amount: 1080, times: 2 };

/** Thirty who pay 100 a month, and eight who paid 1,080 a year twice. */
const known = [
  ...Array.from({ length: 30 }, (_, i) => payer(`m${i}`, END - (i % 25), MONTHLY)).flat(),
  ...Array.from({ length: 8 }, (_, i) => payer(`y${i}`, END - 30 * i, YEARLY)).flat(),
];
const once = (id: string, day: number, amount: number, rest: Partial<LiteralInteraction> = {}): LiteralInteraction => ({
  ...{ id, kind: 'purchase', at: isoDate(day)!, amount },
  ...rest,
});

function found(rows: LiteralInteraction[], customers: LiteralCustomer[] = [], asOfDay = END) {
  const ground = prepare(literalDataset(customers, rows), { ...DEFAULT_OPTIONS, asOfDay });
  const { dataset, grouping, lifecycle } = ground;
  const contracts = lifecycle.contracts!;
  const price = recurringPrice(dataset, grouping, contracts);
  const of = (id: string) => {
    const row = [...dataset.customerIds].indexOf(id);
    return {
      status: STATUSES[lifecycle.status[row]!],
      months: contracts.ownMonths[row],
      price: price.at(row, asOfDay) / 100,
      paidUntil: isoDate(contracts.paidUntilDay[row]!),
    };
  };
  return { ...ground, contracts, of };
}

describe('who paid once', () => {
  it('pays for the period of those who pay the same, and is here as long as that was paid for', () => {
    const { of, contracts } = found([...known, once('new', END - 7, 1080), once('old', END - 300, 1080)]);
    expect(of('new')).toEqual({ status: 'active', months: 12, price: 90, paidUntil: '2026-06-23' });
    expect(of('old')).toMatchObject({ status: 'active', months: 12, price: 90 });
    expect(contracts.told).toEqual({
      ...{ stated: 0, likeOthers: [{ period: 'year', customers: 2 }], guessed: 0, payers: 40, usual: 'month' },
    });
  });

  it('has left when a payment like that of monthly payers has no successor', () => {
    expect(found([...known, once('gone', END - 60, 100)]).of('gone')).toMatchObject({ status: 'churned', months: 1 });
  });

  it.each([
    ['a new price', 1150, 12],
    ['a larger size', 2400, 12],
    ['a discount', 75, 1],
  ])('pays for the period of the nearest amounts: %s', (_, amount, months) => {
    expect(found([...known, once('x', END - 7, amount)]).of('x')).toMatchObject({
      months,
      price: (amount * 100) / months / 100,
    });
  });

  it('pays for the period of most where the same amount is paid for several, which is a guess that is told', () => {
    const halves = Array.from({ length: 8 }, (_, i) => payer(`h${i}`, END - 9 * i, { ...YEARLY, months: 6 })).flat();
    const { of, warnings } = found([...known, ...halves, once('x', END - 7, 1080)]);
    expect(of('x').months).toBe(1);
    expect(warnings.find(({ code }) => code === 'period_guessed')).toMatchObject({ count: 1 });
  });

  it('pays for the period of most where nobody pays as much, which is a guess that is told', () => {
    const monthly = known.filter(({ id }) => id.startsWith('m'));
    const { of, warnings } = found([...monthly, once('x', END - 7, 1080)]);
    expect(of('x').months).toBe(1);
    expect(warnings.find(({ code }) => code === 'period_guessed')?.message).toContain(
      'of 31 customers who paid, 1 is taken to pay for a month',
    );
  });

  it('is told by those of the same plan before all others', () => {
    const yearlyAt100 = Array.from({ length: 4 }, (_, i) => payer(`s${i}`, END - 9 * i, { ...YEARLY, amount: 100 }));
    const customers = ['s0', 's1', 's2', 's3', 'x'].map((id) => ({ id, plan: 'small, by the year' }));
    const rows = [...known, ...yearlyAt100.flat(), once('x', END - 60, 100), once('z', END - 60, 100)];
    const { of } = found(rows, customers);
    expect(of('x')).toMatchObject({ status: 'active', months: 12 });
    expect(of('z')).toMatchObject({ status: 'churned', months: 1 });
  });

  it('says nothing where all pay for one period', () => {
    const monthly = known.filter(({ id }) => id.startsWith('m'));
    const { contracts, warnings } = found([...monthly, once('x', END - 7, 100), once('y', END - 99, 100)]);
    expect(contracts.told).toMatchObject({ stated: 0, likeOthers: [], guessed: 0 });
    expect(warnings).toEqual([]);
  });
});

it('an earlier day knows only the periods that payments showed by then', () => {
  const rows = [...known, once('x', END - 500, 1080)];
  const day = END - 400;
  const before = rows.filter(({ at }) => at <= isoDate(day)!);
  const [then, cut] = [found(rows, [], day), found(before, [], day)];
  const ids = [...new Set(before.map(({ id }) => id))];
  expect(ids.map((id) => then.of(id))).toEqual(ids.map((id) => cut.of(id)));
});

describe('a stated billing period', () => {
  it('of a payment goes before what others pay', () => {
    const { of, contracts } = found([...known, once('x', END - 40, 100, { billingPeriod: YEAR })]);
    expect(of('x')).toMatchObject({ status: 'active', months: 12, price: 100 / 12 });
    expect(contracts.told).toMatchObject({ stated: 1 });
  });

  it('of a customer does, too', () => {
    const { of } = found([...known, once('x', END - 40, 100)], [{ id: 'x', billing_period: YEAR }]);
    expect(of('x')).toMatchObject({ status: 'active', months: 12 });
  });

  it('makes a log of first payments one of contracts', () => {
    const rows = Array.from({ length: 20 }, (_, i) => once(`c${i}`, END - 17 * i, 1080, { billingPeriod: YEAR }));
    const { of, behaviourBecause } = found(rows);
    expect(behaviourBecause).toBe('payments say what billing period they are for');
    expect(of('c19')).toMatchObject({ status: 'active', months: 12, price: 90 });
  });

  it('that changes changes the price from that payment on', () => {
    const monthly = payer('x', END - 60, { ...MONTHLY, times: 5, billingPeriod: MONTH });
    const rows = [...known, ...monthly, once('x', END - 30, 1080, { billingPeriod: YEAR })];
    expect(found(rows).of('x')).toMatchObject({ status: 'active', months: 12, price: 90 });
    expect(found(rows, [], END - 45).of('x')).toMatchObject({ months: 1, price: 100 });
  });
});

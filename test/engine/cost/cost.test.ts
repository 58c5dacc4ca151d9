import { describe, expect, it } from 'vitest';
import type { Lifecycle } from '../../../src/domain/features.ts';
import { type Figure, reasonAt } from '../../../src/domain/figures.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { scoreCost } from '../../../src/engine/cost/cost.ts';
import { serviceCost } from '../../../src/engine/cost/service.ts';
import { groupInteractions } from '../../../src/engine/grouping.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const figure = (...values: number[]): Figure => ({
  values: Float64Array.from(values),
  grade: 'modelled',
  reason: 'no_value',
});

/** Two customers, 20 months old, worth 500 so far and 300 ahead, 40 a month, ten expected months. */
function costsOf(
  customers: LiteralCustomer[],
  interactions: LiteralInteraction[] = [],
  given: Partial<ScoreOptions> = {},
) {
  const dataset = literalDataset(customers, interactions, { currency: 'EUR' });
  const n = dataset.customerIds.length;
  const each = (value: number) => new Array<number>(n).fill(value);
  const options = { ...DEFAULT_OPTIONS, ...given };
  const grouping = groupInteractions(dataset);
  const lifecycle: Lifecycle = {
    behaviour: 'subscription',
    snapshot: false,
    asOfDay: 19_905,
    status: new Uint8Array(n),
    startDay: Float64Array.from(each(19_000)),
    endDay: Float64Array.from(each(Number.NaN)),
    tenureMonths: Float64Array.from(each(20)),
    lapseWindowDays: null,
  };
  const books = null;
  return scoreCost({
    ...{ dataset, lifecycle, books },
    service: serviceCost({ dataset, grouping, lifecycle, options, books }),
    options,
    observedMargin: figure(...each(50_000)),
    expected: figure(...each(30_000)),
    monthlyMargin: figure(...each(4_000)),
    aliveMonths: Float64Array.from(each(10)),
    newCustomerValue: { value: 133_333, grade: 'modelled', reason: null },
    retention12: { value: 0.97 ** 12, grade: 'modelled', reason: null },
  });
}

const contact = (id: string, more: Partial<LiteralInteraction> = {}): LiteralInteraction => ({
  id,
  at: '2024-01-05',
  kind: 'support',
  ...more,
});

describe('cost of a contact', () => {
  it('is what was recorded, else minutes × rate, else the channel: one of them, never a sum', () => {
    const { service } = costsOf(
      [],
      [
        contact('a', { cost: 3, handleSeconds: 600, channel: 'phone' }),
        contact('b', { handleSeconds: 600, channel: 'phone' }),
        contact('c', { channel: 'Phone' }),
        contact('d', { channel: 'chat' }),
      ],
      { minuteRate: 0.5, contactCosts: { phone: 7 } },
    );
    expect([...service.values]).toEqual([300, 500, 700, 801]);
    expect([...(service.grade as Uint8Array)]).toEqual([0, 0, 0, 3]);
  });

  it('is assumed by default, live or self-service, and warned about outside USD', () => {
    const { service, warnings, assumptions } = costsOf([], [contact('a'), contact('a', { channel: 'self-service' })]);
    expect(service.values[0]).toBeCloseTo(811, 12);
    expect(warnings).toMatchObject([{ code: 'contact_cost_currency', count: 2 }]);
    expect(assumptions.map(({ code }) => code)).toEqual(['contact_cost']);
  });

  it('does not count contacts after the as-of day, and is zero for a customer who never called', () => {
    const { service } = costsOf([{ id: 'b' }], [contact('a', { cost: 3, at: '2024-07-02' })]);
    expect([...service.values]).toEqual([0, 0]);
  });

  it('is unknown without a contact log, unless the customers file states it', () => {
    const { service } = costsOf([{ id: 'a' }, { id: 'b', cost_to_serve: 12 }]);
    expect(reasonAt(service, 0)).toBe('no_contact_log');
    expect(service.values[1]).toBe(1200);
  });
});

describe('acquisition against retention', () => {
  it('has no default: null with the reason, never zero', () => {
    const { acquisition, ltvToCac, paybackMonths, roi, portfolio } = costsOf(
      [{ id: 'a' }],
      [contact('a', { cost: 1 })],
    );
    for (const each of [acquisition, ltvToCac, paybackMonths, roi])
      expect(reasonAt(each, 0)).toBe('no_acquisition_cost');
    expect(portfolio.acquisitionPerCustomer).toMatchObject({ value: null, reason: 'no_acquisition_cost' });
    expect(portfolio.ltvToCac).toMatchObject({ value: null, reason: 'no_acquisition_cost' });
    expect(portfolio.roi).toMatchObject({ value: null, reason: 'no_acquisition_cost' });
  });

  it('reproduces the worked example: CAC 600, 40 a month, churn .03', () => {
    const { portfolio } = costsOf([{ id: 'a', acquisition_cost: 600 }]);
    expect(portfolio.acquisitionPerCustomer.value).toBe(60_000);
    expect(portfolio.ltvToCac.value).toBeCloseTo(2.22, 2);
    expect(portfolio.paybackMonths.value).toBe(15);
    expect(portfolio.paybackMonthsChurnAdjusted.value).toBeCloseTo(19.63, 2);
  });

  it('leaves referred customers out of the denominator of CAC', () => {
    const { portfolio, acquisition } = costsOf([{ id: 'a' }, { id: 'b', referred_by: 'a' }, { id: 'c' }], [], {
      acquisitionCost: 100,
    });
    expect([...acquisition.values]).toEqual([10_000, 0, 10_000]);
    expect(portfolio.acquisitionPerCustomer.value).toBe(10_000);
  });

  it('sets acquisition against retention cost of those retained', () => {
    const { portfolio } = costsOf([
      { id: 'a', acquisition_cost: 90, retention_cost: 20 },
      { id: 'b', acquisition_cost: 110, retention_cost: 0 },
    ]);
    expect(portfolio.retentionPerCustomer.value).toBe(1_000);
    expect(portfolio.acquisitionToRetention.value).toBe(10);
  });

  it('returns value over all costs, service to date and ahead included', () => {
    const customer = { id: 'a', acquisition_cost: 100, retention_cost: 20 };
    const { roi, portfolio } = costsOf([customer], [contact('a', { cost: 40 })]);
    // 100 + 20 + 40 + 40/20 · 10 = 180 spent for 800.
    expect(roi.values[0]).toBeCloseTo(620 / 180, 12);
    expect(portfolio.roi.value).toBeCloseTo(620 / 180, 12);
    const { roi: withService } = costsOf([customer], [contact('a', { cost: 40 })], { marginIncludesService: true });
    expect(withService.values[0]).toBeCloseTo(680 / 120, 12);
  });

  it('counts what customers bring who cost nothing', () => {
    const paid = { id: 'a', acquisition_cost: 100, retention_cost: 0, cost_to_serve: 0 };
    const free = { id: 'b', acquisition_cost: 0, retention_cost: 0, cost_to_serve: 0 };
    const { roi, portfolio } = costsOf([paid, free]);
    expect([roi.values[0], reasonAt(roi, 1)]).toEqual([7, 'zero_denominator']);
    expect(portfolio.roi.value).toBeCloseTo((1_600 - 100) / 100, 12);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Figure, reasonAt } from '../../../src/domain/figures.ts';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { painPoints, upliftByCase } from '../../../src/engine/effort/painPoints.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { subscribersOf } from '../../support/synth.ts';

const day = fc
  .integer({ min: 0, max: 900 })
  .map((n) => new Date(Date.parse('2022-01-01') + n * 86_400_000).toISOString());
const id = fc.integer({ min: 0, max: 11 }).map((n) => `c${n}`);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const present = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

const customer = fc
  .record({
    id,
    created_at: maybe(day),
    churned_at: maybe(day),
    churned: maybe(fc.integer({ min: 0, max: 1 })),
    tenure_months: maybe(fc.integer({ min: 0, max: 80 })),
    contacts: maybe(fc.integer({ min: 0, max: 9 })),
    plan: maybe(fc.constantFrom('a', 'b')),
  })
  .map((record) => present(record) as LiteralCustomer);
const contact = fc
  .record({
    id,
    at: day,
    kind: fc.constantFrom('support' as const, 'support' as const, 'purchase' as const, 'survey' as const),
    caseId: maybe(fc.constantFrom('K1', 'K2')),
    topic: maybe(fc.constantFrom('billing', 'delivery')),
    channel: maybe(fc.constantFrom('phone', 'chat')),
    resolved: maybe(fc.constantFrom(0 as const, 1 as const)),
    handleSeconds: maybe(fc.constantFrom(0, 60, 1e6)),
    ces: maybe(fc.integer({ min: 0, max: 8 })),
  })
  .map((record) => present(record) as unknown as LiteralInteraction);

function expectFinite(value: unknown, path: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true);
  else if (ArrayBuffer.isView(value)) for (const x of value as Float64Array) expectFinite(x, path);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) expectFinite(inner, `${path}.${key}`);
  }
}

function expectExplained(figure: Figure, name: string): void {
  for (let i = 0; i < figure.values.length; i++) {
    if (Number.isFinite(figure.values[i]!)) continue;
    expect(figure.values[i], name).toBeNaN();
    expect(reasonAt(figure, i), name).not.toBeNull();
  }
}

describe('whatever the data', () => {
  it('no figure is NaN or infinite, and none is missing without a reason', () => {
    const data = fc.tuple(
      fc.uniqueArray(customer, { selector: (c) => c.id, maxLength: 12 }),
      fc.array(contact, { maxLength: 40 }),
    );
    fc.assert(
      fc.property(data, fc.constantFrom('easy7' as const, null), ([customers, contacts], cesScale) => {
        if (customers.length + contacts.length === 0) return;
        const dataset = literalDataset(customers, contacts);
        const subscribers = subscribersOf(dataset, { cesScale, horizonMonths: 6 });
        const effort = scoreEffort(subscribers);
        const retention = scoreRetention({
          ...subscribers,
          effort,
          survivalAt: (row, months) => (row % 4 === 0 ? Number.NaN : 0.9 ** (months * (row % 3))),
          monthlyMarginMinor: Float64Array.from(dataset.customerIds, (_, i) => (i % 3 === 0 ? Number.NaN : 100)),
        });
        for (const outcome of [effort, retention]) {
          expectFinite(outcome.model, 'model');
          expectFinite(outcome.warnings, 'warnings');
          expectFinite(outcome.assumptions, 'assumptions');
        }
        expectFinite(effort.bands, 'bands');
        expectFinite(effort.counts, 'counts');
        expectFinite(retention.portfolio, 'portfolio');
        const { now, easy, uplift, low, high, upliftValue, atStake, costIfWorse } = retention;
        const { score, cases, contacts: number, coverage } = effort;
        const figures = {
          now,
          easy,
          uplift,
          low,
          high,
          upliftValue,
          atStake,
          costIfWorse,
          score,
          cases,
          number,
          coverage,
        };
        for (const [name, figure] of Object.entries(figures)) expectExplained(figure, name);
        if (effort.log !== null) {
          expectFinite(painPoints(effort.log, ['topic'], upliftByCase(effort.log, retention)), 'painPoints');
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

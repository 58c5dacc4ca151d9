import { describe, expect, it } from 'vitest';
import { channelFlows } from '../../../src/engine/effort/channelFlows.ts';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { falselyResolved, falseResolution, nextIssuePairs } from '../../../src/engine/effort/followUps.ts';
import { painPoints, upliftByCase } from '../../../src/engine/effort/painPoints.ts';
import { silentRisks } from '../../../src/engine/effort/silentRisk.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { shrinkMeans } from '../../../src/math/normalShrinkage.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { subscribersOf, synthDataset } from '../../support/synth.ts';

function logOf(interactions: readonly LiteralInteraction[]) {
  const customers = [...new Set(interactions.map(({ id }) => id))].map((id) => ({
    id,
    created_at: '2023-01-01',
    mrr: 10,
  }));
  const subscribers = subscribersOf(literalDataset(customers, interactions));
  return { subscribers, log: scoreEffort(subscribers).log! };
}

function contact(id: string, at: string, rest: Partial<LiteralInteraction> = {}): LiteralInteraction {
  return { id, at, kind: 'support', ...rest };
}

describe('false resolutions', () => {
  it('are the cases closed as resolved whose topic came back under another id in time', () => {
    const { log } = logOf([
      contact('a', '2024-01-01', { caseId: 'A', topic: 'billing', agent: 'x', resolved: 1 }),
      contact('a', '2024-01-05', { caseId: 'B', topic: 'billing', agent: 'y', resolved: 0 }),
      contact('a', '2024-01-06', { caseId: 'C', topic: 'billing', agent: 'z', resolved: 1 }),
      contact('a', '2024-03-01', { caseId: 'D', topic: 'billing', agent: 'x', resolved: 1 }),
    ]);
    const found = [...falselyResolved(log)].map((c) => falseResolution(log, c));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ customer: 0, caseId: 'A', topic: 'billing', agent: 'x' });
    expect(found[0]!.returnedDay - found[0]!.closedDay).toBe(4);
  });
});

describe('next-issue pairs', () => {
  it('count which topic follows which, with how much more often than chance', () => {
    const pair = (id: string, first: string, next: string) => [
      contact(id, '2024-01-01', { caseId: `${id}1`, topic: first }),
      contact(id, '2024-01-04', { caseId: `${id}2`, topic: next }),
    ];
    const { log } = logOf([
      ...pair('a', 'order', 'delivery'),
      ...pair('b', 'order', 'delivery'),
      ...pair('c', 'login', 'password'),
      contact('d', '2024-01-01', { caseId: 'd1', topic: 'order' }),
      contact('d', '2024-02-01', { caseId: 'd2', topic: 'delivery' }),
    ]);
    expect(nextIssuePairs(log, 7)).toEqual([
      { first: 'order', next: 'delivery', cases: 2, lift: 1.5 },
      { first: 'login', next: 'password', cases: 1, lift: 3 },
    ]);
  });
});

describe('channel flows', () => {
  it('count the changes inside cases, not between them', () => {
    const { log } = logOf([
      contact('a', '2024-01-01', { caseId: 'A', channel: 'phone', resolved: 0 }),
      contact('a', '2024-01-02', { caseId: 'A', channel: 'chat', resolved: 0 }),
      contact('a', '2024-01-03', { caseId: 'A', channel: 'phone', resolved: 0 }),
      contact('a', '2024-01-04', { caseId: 'B', channel: 'chat', resolved: 0 }),
    ]);
    expect(channelFlows(log).map(({ from, to, changes }) => [from, to, changes])).toEqual([
      ['chat', 'phone', 1],
      ['phone', 'chat', 1],
    ]);
    expect(channelFlows(log)[0]!.effort!).toBeGreaterThan(50);
  });
});

describe('silent risk', () => {
  it('is one hard case and then nothing, for customers who are still here', () => {
    const { log, subscribers } = logOf([
      contact('silent', '2024-01-01', { resolved: 0 }),
      contact('eased', '2024-01-01', { resolved: 1 }),
      contact('buying', '2024-01-01', { resolved: 0 }),
      { ...contact('buying', '2024-02-01'), kind: 'purchase', amount: 5 },
      contact('fresh', '2024-03-01', { resolved: 0 }),
    ]);
    const { dataset, grouping, lifecycle } = subscribers;
    const found = silentRisks(log, grouping, lifecycle);
    expect(found.map(({ customer }) => dataset.customerIds[customer])).toEqual(['silent']);
    expect(found[0]!.silentDays).toBe(60);
  });
});

describe('shrunken means', () => {
  it('leave large groups alone, draw small ones in, and give up differences that chance explains', () => {
    const groups = { count: Float64Array.of(1000, 1000, 1), sum: Float64Array.of(20_000, 60_000, 100) };
    const squares = Float64Array.of(1000 * (400 + 100), 1000 * (3600 + 100), 10_000);
    const { mean, low, high, between } = shrinkMeans({ ...groups, squares }, 0.9);
    expect(between).toBeGreaterThan(0);
    expect(mean[0]!).toBeCloseTo(20, 0);
    expect(mean[2]!).toBeLessThan(100);
    expect(high[2]! - low[2]!).toBeGreaterThan(5 * (high[0]! - low[0]!));
    const noise = shrinkMeans(
      { count: Float64Array.of(2, 2), sum: Float64Array.of(99, 101), squares: Float64Array.of(9000, 9000) },
      0.9,
    );
    expect(noise.between).toBe(0);
    expect([...noise.mean]).toEqual([50, 50]);
  });
});

describeWithSharedData('the pain-point ledger of the synthetic subscribers', () => {
  const subscribers = subscribersOf(synthDataset(), { targetEffort: 0 });
  const effort = scoreEffort(subscribers);
  const retention = scoreRetention({
    ...subscribers,
    effort,
    survivalAt: (_row, months) => 0.98 ** months,
    monthlyMarginMinor: new Float64Array(4000).fill(2000),
  });

  it('adds up to the customers’ own uplift and money, whatever it is split by', () => {
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
    for (const dimensions of [['topic'], ['topic', 'channel'], ['topic', 'channel', 'agent']] as const) {
      const ledger = painPoints(effort.log!, dimensions, upliftByCase(effort.log!, retention));
      const sum = (name: 'cases' | 'customersAtRisk' | 'moneyAtRiskMinor') =>
        ledger.reduce((all, point) => all + point[name]!, 0);
      expect(sum('cases')).toBe(14_588);
      // Sums of a few thousand positive terms, rounded once each.
      expect(sum('customersAtRisk') / total(retention.uplift.values)).toBeCloseTo(1, 10);
      expect(sum('moneyAtRiskMinor') / total(retention.upliftValue.values)).toBeCloseTo(1, 10);
    }
  });

  it('lists the dearest first, with effort inside its interval', () => {
    const ledger = painPoints(effort.log!, ['topic'], upliftByCase(effort.log!, retention));
    const money = ledger.map(({ moneyAtRiskMinor }) => moneyAtRiskMinor!);
    expect(money).toEqual([...money].sort((a, b) => b - a));
    for (const { effort: mean, effortLow, effortHigh } of ledger) {
      expect(effortLow <= mean && mean <= effortHigh).toBe(true);
    }
  });
});

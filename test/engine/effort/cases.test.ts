import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFacts } from '../../../src/engine/effort/caseFacts.ts';
import { inferredCasesByWindow } from '../../../src/engine/effort/caseIndex.ts';
import { CaseTable, weigh } from '../../../src/engine/effort/cases.ts';
import { COMPONENTS, PRIOR_WEIGHTS, priorWeights, publishedWeighing } from '../../../src/engine/effort/weights.ts';
import { groupInteractions } from '../../../src/engine/grouping.ts';
import { MS_PER_DAY } from '../../../src/foundation/days.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const LATER = Number.POSITIVE_INFINITY;

function tableOf(interactions: readonly LiteralInteraction[], caseWindowDays = 7): CaseTable {
  const dataset = literalDataset([], interactions);
  const rules = { asOfDay: LATER, caseWindowDays, scale: 'easy7' } as const;
  return new CaseTable(caseFacts(dataset, groupInteractions(dataset), rules), publishedWeighing());
}

function contact(at: string, rest: Partial<LiteralInteraction> = {}): LiteralInteraction {
  return { id: 'a', at, kind: 'support', ...rest };
}

function componentsOf(table: CaseTable, caseNumber = 0, limitMs = LATER): Record<string, number> {
  const values = table.componentsBefore(caseNumber, limitMs, table.contacts(caseNumber));
  return Object.fromEntries(COMPONENTS.map((name, k) => [name, values[k]!]));
}

describe('cases', () => {
  it('are the given ones where contacts name them, whatever the gap or topic', () => {
    const table = tableOf([
      contact('2024-01-01', { caseId: 'K1', topic: 'billing' }),
      contact('2024-03-01', { caseId: 'K1', topic: 'delivery' }),
      contact('2024-03-01', { caseId: 'K2', topic: 'billing' }),
    ]);
    expect(table.index.cases).toBe(2);
    expect([table.contacts(0), table.contacts(1)]).toEqual([2, 1]);
    expect([...table.index.given]).toEqual([1, 1]);
  });

  it('of one id under two customers are two', () => {
    const table = tableOf([
      contact('2024-01-01', { caseId: 'K1' }),
      { ...contact('2024-01-01', { caseId: 'K1' }), id: 'b' },
    ]);
    expect(table.index.cases).toBe(2);
  });

  it('are inferred from topic and gaps of at most the window', () => {
    const contacts = [
      contact('2024-01-01', { topic: 'billing' }),
      contact('2024-01-03', { topic: 'delivery' }),
      contact('2024-01-08', { topic: 'billing' }),
      contact('2024-01-16', { topic: 'billing' }),
    ];
    const table = tableOf(contacts);
    expect(table.index.cases).toBe(3);
    expect([...table.index.contactStart]).toEqual([0, 2, 3, 4]);
    const dataset = literalDataset([], contacts);
    expect(inferredCasesByWindow(dataset, groupInteractions(dataset), LATER)).toEqual([
      { windowDays: 1, cases: 4 },
      { windowDays: 7, cases: 3 },
      { windowDays: 14, cases: 2 },
      { windowDays: 30, cases: 2 },
    ]);
  });

  it('count neither purchases nor outbound contacts', () => {
    const table = tableOf([
      contact('2024-01-01', { inbound: 0 }),
      contact('2024-01-01', { kind: 'purchase' }),
      contact('2024-01-01', { inbound: 1 }),
    ]);
    expect(table.index.contactRows.length).toBe(1);
  });
});

describe('components', () => {
  it('are computed from the contacts, each in its own unit, and missing where no column says', () => {
    const table = tableOf([
      contact('2024-01-01', { caseId: 'K', channel: 'phone', agent: 'x', resolved: 0 }),
      contact('2024-01-02', { caseId: 'K', channel: 'chat', agent: 'y', resolved: 1 }),
      contact('2024-01-03', { caseId: 'K', channel: 'phone', agent: 'x', resolved: 0 }),
    ]);
    expect(componentsOf(table)).toEqual({
      repeat: 2 / 3,
      unresolved: 1,
      switch: 1,
      transfer: 0.5,
      time: Number.NaN,
      generic: Number.NaN,
      repeatedInformation: Number.NaN,
    });
  });

  it('take handling time against the median of the same topic and channel, on a log scale', () => {
    const handled = (caseId: string, handleSeconds: number) =>
      contact('2024-01-01', { caseId, channel: 'phone', topic: 'billing', handleSeconds });
    const table = tableOf([
      handled('A', 100),
      handled('B', 200),
      handled('C', 400),
      handled('D', 1e6),
      handled('E', 50),
    ]);
    expect([0, 1, 2, 3, 4].map((c) => componentsOf(table, c)['time'])).toEqual([0, 0, 0.5, 1, 0]);
  });

  it('call a resolved case unresolved once the topic returns under another id, and not before', () => {
    const table = tableOf([
      contact('2024-01-01', { caseId: 'A', topic: 'billing', resolved: 1 }),
      contact('2024-01-06', { caseId: 'B', topic: 'billing', resolved: 1 }),
      contact('2024-02-01', { caseId: 'C', topic: 'billing', resolved: 1 }),
    ]);
    const returned = Date.parse('2024-01-06');
    expect(componentsOf(table, 0, returned)['unresolved']).toBe(0);
    expect(componentsOf(table, 0, returned + 1)['unresolved']).toBe(1);
    expect(componentsOf(table, 1)['unresolved']).toBe(0);
    expect(table.scoreBefore(0, returned, 1)).toBe(0);
    expect(table.scoreBefore(0, returned + MS_PER_DAY, 1)).toBeGreaterThan(50);
  });
});

describe('the score of a case', () => {
  it('is the weighted mean of the known components', () => {
    const table = tableOf([
      contact('2024-01-01', { caseId: 'K', resolved: 0 }),
      contact('2024-01-02', { caseId: 'K', resolved: 0 }),
    ]);
    const [repeat, unresolved] = [PRIOR_WEIGHTS.repeat.weight, PRIOR_WEIGHTS.unresolved.weight];
    const expected = (100 * (unresolved + repeat / 3)) / (unresolved + repeat);
    expect(table.scoreBefore(0, LATER, 2)).toBeCloseTo(expected, 12);
    const core = repeat + unresolved + 0.57 + 0.405 + 0.2;
    expect(table.coverage(0)).toBeCloseTo((repeat + unresolved) / core, 12);
  });

  it('is unknown with fewer than two components, unless a survey tells', () => {
    expect(tableOf([contact('2024-01-01')]).scoreBefore(0, LATER, 1)).toBeNaN();
    expect(tableOf([contact('2024-01-01', { ces: 4 })]).scoreBefore(0, LATER, 1)).toBe(50);
  });

  it('lies in 0..100 and never falls when one component rises', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const component = fc.oneof({ weight: 4, arbitrary: share }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
    const each = { minLength: COMPONENTS.length, maxLength: COMPONENTS.length };
    const values = fc.array(component, each);
    // Published or learnt: a learnt weight is never nothing.
    const learnt = fc
      .array(fc.double({ min: 0.002, max: 5, noNaN: true }), each)
      .map((list) => Float64Array.from(list));
    const weights = fc.oneof(fc.constant(priorWeights()), learnt);
    fc.assert(
      fc.property(values, weights, fc.nat(COMPONENTS.length - 1), share, (list, weight, place, rise) => {
        const low = Float64Array.from(list);
        const high = low.slice();
        high[place] = low[place]! + rise * (1 - low[place]!);
        const [before, after] = [weigh(low, weight), weigh(high, weight)];
        expect(after.coverage).toBe(before.coverage);
        if (Number.isNaN(before.score)) expect(after.score).toBeNaN();
        // Room for rounding in the last place of a sum of seven terms.
        else expect(after.score).toBeGreaterThanOrEqual(before.score - 1e-12);
        expect(before.score < 0 || before.score > 100 + 1e-12).toBe(false);
      }),
      { seed: 8 },
    );
  });

  it('is half survey and half behaviour where both are known', () => {
    const table = tableOf([contact('2024-01-01', { resolved: 1, ces: 1 })]);
    expect(table.scoreBefore(0, LATER, 1)).toBe(50);
  });

  it('hears a survey sent afterwards, by case id or as the latest case before it, only from then on', () => {
    const table = tableOf([
      contact('2024-01-01', { caseId: 'K', resolved: 1 }),
      contact('2024-01-03', { kind: 'survey', caseId: 'K', ces: 1 }),
      { ...contact('2024-01-01', { resolved: 1 }), id: 'b' },
      { ...contact('2024-01-03', { kind: 'survey', ces: 1 }), id: 'b' },
    ]);
    for (const c of [0, 1]) {
      expect(table.scoreBefore(c, Date.parse('2024-01-03'), 1)).toBe(0);
      expect(table.scoreBefore(c, Date.parse('2024-01-04'), 1)).toBe(50);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, DatasetBuilder } from '../../src/domain/dataset.ts';
import { INTERACTION_KINDS } from '../../src/domain/fields.ts';
import { interactionContent } from '../../src/domain/interactions.ts';
import { type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';
import { inParts, MemoryStore } from '../support/parted.ts';

/** Each customer's id, what the files say of them, and their rows as texts. */
function told({ customerIds, customers, interactions }: Dataset) {
  const { dictionaries, start } = interactions;
  const text = (name: 'channel' | 'topic' | 'caseId' | 'orderId', row: number) => {
    const code = interactions.columns[name]?.[row] ?? -1;
    return code < 0 ? null : dictionaries[name].text(code);
  };
  return customerIds.map((id, i) => ({
    id,
    listed: customers.listed[i],
    numbers: [...customers.numbers].map(([field, values]) => [field, values[i]]),
    rows: Array.from({ length: start[i + 1]! - start[i]! }, (_, k) => {
      const row = start[i]! + k;
      const texts = (['channel', 'topic', 'caseId', 'orderId'] as const).map((name) => text(name, row));
      const numbers = interactionContent(interactions, row).filter((_, place) => ![2, 3, 4, 5, 6].includes(place));
      return [...texts, ...numbers.map(String)];
    }),
  }));
}

const interaction: fc.Arbitrary<LiteralInteraction> = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c', 'd', 'é', 'Z'),
    at: fc.constantFrom('2024-01-01', '2024-01-02', '2024-02-01T10:00:00Z'),
    kind: fc.constantFrom(...INTERACTION_KINDS),
    amount: fc.integer({ min: 0, max: 3 }),
    channel: fc.constantFrom('web', 'phone'),
    topic: fc.constantFrom('x', 'y'),
    caseId: fc.constantFrom('k1', 'k2', 'k10'),
    orderId: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
    resolved: fc.constantFrom<0 | 1>(0, 1),
    ces: fc.integer({ min: 1, max: 7 }),
  },
  { requiredKeys: ['id', 'at', 'kind'] },
);

describe('a dataset in parts', () => {
  it('is the whole one, customer by customer, whatever the size of its parts', () => {
    const rows = fc.array(interaction, { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 40 }), (interactions, rowsOfPart) => {
        const whole = literalDataset([{ id: 'b', mrr: 2 }, { id: 'q' }], interactions);
        const { dataset, parts } = inParts(whole, rowsOfPart);
        expect([...parts].flatMap(told)).toEqual(told(whole));
        expect([...parts].flatMap(told)).toEqual(told(whole));
        expect(dataset.customerIds).toEqual(whole.customerIds);
        expect(dataset.interactions.rows).toBe(0);
        const names = Object.keys(whole.interactions.columns).sort();
        for (const part of parts) expect(Object.keys(part.interactions.columns).sort()).toEqual(names);
      }),
    );
  });

  it('has a part for each customer where one row is already enough', () => {
    const whole = literalDataset(
      [{ id: 'z' }],
      ['a', 'b', 'b', 'c'].map((id) => ({ id, at: '2024-01-01', kind: 'visit' })),
    );
    expect([...inParts(whole, 1).parts].map(({ customerIds }) => customerIds)).toEqual([['a'], ['b'], ['c', 'z']]);
    expect([...inParts(whole, 3).parts].map(({ customerIds }) => customerIds)).toEqual([
      ['a', 'b'],
      ['c', 'z'],
    ]);
  });

  it('hides names in every part alike', () => {
    const builder = new DatasetBuilder();
    for (const id of ['a', 'b']) {
      const row = builder.interactions.append(builder.ids.intern(id), 0, 0);
      builder.interactions.set('caseId', row, builder.interactions.dictionaries.caseId.intern(`case of ${id}`));
    }
    const parting = { store: new MemoryStore(), rowsOfPart: 1 };
    const facts = { currency: null, cesScale: null, tenureUnitStated: false };
    const { parts } = builder.sealInParts(facts, (text) => `~${text}`, parting);
    const hidden = [...parts].flatMap(told).map(({ id, rows }) => [id, rows[0]![2]]);
    expect(hidden).toEqual([
      ['~a', '~case of a'],
      ['~b', '~case of b'],
    ]);
  });
});

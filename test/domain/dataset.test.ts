import { describe, expect, it } from 'vitest';
import { ColumnBuilder } from '../../src/domain/columns.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { customerColumn } from '../support/customerColumn.ts';
import { type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

describe('column builder', () => {
  it('reads rows never set as missing, across chunks', () => {
    const column = new ColumnBuilder(Float64Array, Number.NaN);
    column.set(200_000, 5);
    column.set(3, 7);
    expect(column.get(200_000)).toBe(5);
    expect(column.get(4)).toBeNaN();
    expect(column.get(999_999)).toBeNaN();
    const sealed = column.seal(200_002);
    expect([sealed[3], sealed[200_000], sealed[200_001], sealed.length]).toEqual([7, 5, Number.NaN, 200_002]);
  });

  it('takes many values at once as it takes them one by one, across chunks', () => {
    const values = Float64Array.from({ length: 150_000 }, (_, i) => (i % 7 === 0 ? Number.NaN : i));
    const [whole, single] = [new ColumnBuilder(Float64Array, Number.NaN), new ColumnBuilder(Float64Array, Number.NaN)];
    whole.setAll(65_000, values, 140_000);
    for (let i = 0; i < 140_000; i++) single.set(65_000 + i, values[i]!);
    expect(whole.seal(210_000)).toEqual(single.seal(210_000));
  });

  it('gives the same with room reserved for too few, enough or too many rows', () => {
    for (const rows of [1, 100_000, 500_000]) {
      const column = new ColumnBuilder(Int32Array, -1);
      column.reserve(rows);
      const plain = new ColumnBuilder(Int32Array, -1);
      for (const builder of [column, plain]) {
        builder.setAll(
          0,
          Int32Array.from({ length: 70_000 }, (_, i) => i),
          70_000,
        );
        builder.set(200_000, 7);
      }
      expect([column.get(69_999), column.get(150_000), column.get(200_000)]).toEqual([69_999, -1, 7]);
      expect(column.seal(300_000)).toEqual(plain.seal(300_000));
    }
  });

  it('is missing in every row when nothing was set', () => {
    expect([...new ColumnBuilder(Int32Array, -1).seal(3)]).toEqual([-1, -1, -1]);
  });
});

describe('dataset', () => {
  const rows: LiteralInteraction[] = [
    { id: 'b', at: '2024-01-02', kind: 'support', channel: 'phone', topic: 'x' },
    { id: 'a', at: '2024-01-05', kind: 'purchase', amount: 5 },
    { id: 'b', at: '2024-01-01', kind: 'support', channel: 'web', topic: 'y' },
    { id: 'b', at: '2024-01-01', kind: 'support', channel: 'chat', topic: 'y' },
    { id: 'b', at: '2024-01-01', kind: 'purchase', amount: 1 },
  ];

  it('sorts customers by id and indexes both tables by it', () => {
    const dataset = literalDataset(
      [
        { id: 'c', segment: 'gold', mrr: 12.5 },
        { id: 'a', segment: 'iron' },
      ],
      rows,
    );
    expect(dataset.customerIds).toEqual(['a', 'b', 'c']);
    expect([...dataset.customers.listed]).toEqual([1, 0, 1]);
    expect([...dataset.customers.numbers.get('mrr')!]).toEqual([Number.NaN, Number.NaN, 1250]);
    const segment = dataset.customers.texts.get('segment')!;
    expect(segment.dictionary.text(segment.codes[2]!)).toBe('gold');
    expect([...dataset.interactions.start]).toEqual([0, 1, 5, 5]);
  });

  it('keeps ids of orders only where rows share one or there are refunds', () => {
    const orders = (...changes: Partial<LiteralInteraction>[]) => {
      const all = changes.map((change, i) => ({
        id: 'a',
        at: `2024-01-0${i + 1}`,
        kind: 'purchase' as const,
        ...change,
      }));
      const { columns, dictionaries } = literalDataset([], all).interactions;
      return columns.orderId === undefined
        ? null
        : Array.from(columns.orderId, (code) => dictionaries.orderId.text(code));
    };
    expect(orders({ orderId: 'O1' }, { orderId: 'O2' })).toBeNull();
    expect(orders({ orderId: 'O1' }, { orderId: 'O1' })).toEqual(['O1', 'O1']);
    expect(orders({ orderId: 'O1' }, { orderId: 'O2', kind: 'refund' })).toEqual(['O1', 'O2']);
  });

  it('groups to the same sequence of contents whatever the order of rows', () => {
    const contents = (order: LiteralInteraction[]) => {
      const dataset = literalDataset([], order);
      const { interactions } = dataset;
      const channel = interactions.columns.channel!;
      return [...customerColumn(interactions)].map((customer, row) => [
        dataset.customerIds[customer],
        interactions.timeMs[row],
        interactions.kind[row],
        channel[row]! < 0 ? null : interactions.dictionaries.channel.text(channel[row]!),
      ]);
    };
    const straight = contents(rows);
    expect(contents([...rows].reverse())).toEqual(straight);
    expect(straight.map(([id, , , channel]) => [id, channel])).toEqual([
      ['a', null],
      ['b', null],
      ['b', 'chat'],
      ['b', 'web'],
      ['b', 'phone'],
    ]);
  });

  it('orders the rows of a busy customer like those of a quiet one', () => {
    const busy = Array.from(
      { length: 100 },
      (_, i): LiteralInteraction => ({
        id: 'a',
        at: new Date(((i * 37) % 100) * 1000).toISOString(),
        kind: 'visit',
      }),
    );
    const dataset = literalDataset([], busy);
    const { start, end } = groupInteractions(dataset);
    expect([...start, ...end]).toEqual([0, 100]);
    const times = [...dataset.interactions.timeMs];
    expect(times).toEqual(Array.from({ length: 100 }, (_, i) => i * 1000));
  });
});

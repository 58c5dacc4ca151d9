import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnBuilder } from '../../src/domain/columns.ts';
import { SpilledColumn } from '../../src/domain/spilledColumn.ts';
import { MemoryStore } from '../support/parted.ts';

const ROWS = 8 * 65_536;
const row = fc.integer({ min: 0, max: ROWS - 1 });

describe('a column that is put away', () => {
  it('holds what one in memory holds, wherever it is written and read', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ row, value: fc.integer() }),
        fc.record({ row, values: fc.array(fc.integer(), { minLength: 1, maxLength: 5 }) }),
        fc.record({ row, cleared: fc.boolean() }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (taken) => {
        const [near, far] = [new ColumnBuilder(Int32Array, -1), new ColumnBuilder(Int32Array, -1)];
        far.putAwayIn(new MemoryStore());
        for (const step of taken) {
          for (const column of [near, far]) {
            if ('value' in step) column.set(step.row, step.value);
            if ('cleared' in step && step.cleared) column.clear(step.row);
            if ('values' in step) column.setAll(step.row, Int32Array.from(step.values), step.values.length);
          }
          expect(far.get(step.row)).toBe(near.get(step.row));
        }
        for (const step of taken) expect(far.get(step.row)).toBe(near.get(step.row));
        expect(Buffer.from(far.seal(ROWS).buffer).equals(Buffer.from(near.seal(ROWS).buffer))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps few of its rows in memory', () => {
    const store = new MemoryStore();
    const column = new ColumnBuilder(Float64Array, Number.NaN);
    column.putAwayIn(store);
    for (let at = 0; at < ROWS; at += 1000) column.set(at, at);
    expect(store.puts).toBe(5);
    expect([column.get(0), column.get(1), column.get(400_000), column.get(ROWS)]).toEqual([
      0,
      Number.NaN,
      400_000,
      Number.NaN,
    ]);
  });
});

it('a spilled column is read as it was filled, as often as wanted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (length) => {
      const column = new SpilledColumn(Float64Array, new MemoryStore());
      for (let at = 0; at < length; at++) column.push(at / 2);
      const expected = Float64Array.from({ length }, (_, at) => at / 2);
      expect([column.read(), column.read()]).toEqual([expected, expected]);
    }),
    { numRuns: 20 },
  );
});

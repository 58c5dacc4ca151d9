import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SeenIds } from '../../src/readers/seenIds.ts';

it('remembers every id exactly, counted up or not', () => {
  const id = fc.tuple(
    fc.constantFrom('', 'I', 'I0', 'A-', 'é'),
    fc.integer({ min: 0, max: 12 }),
    fc.constantFrom(1, 2, 3),
  );
  const ids = fc.array(
    id.map(([prefix, value, width]) => prefix + String(value).padStart(width, '0')),
    { maxLength: 60 },
  );
  const counted = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 4));
  const runs = counted.map(([from, n, width]) =>
    Array.from({ length: n }, (_, i) => `I${String(from + i).padStart(width, '0')}`),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(ids, runs), { maxLength: 8 }), (lists) => {
      const seen = new SeenIds();
      seen.startFile('f', 0);
      const first = new Map<string, number>();
      lists.flat().forEach((text, row) => {
        expect(seen.firstRow(text, row, row + 2)).toBe(first.get(text) ?? -1);
        if (!first.has(text)) first.set(text, row);
        expect(seen.whereFirst(text)).toBe(`f:${first.get(text)! + 2}`);
      });
    }),
    { seed: 7, numRuns: 500 },
  );
});

it('tells long numbers apart that one double would hold for both', () => {
  const seen = new SeenIds();
  expect(seen.firstRow('90071992547409929', 0, 1)).toBe(-1);
  expect(seen.firstRow('90071992547409928', 1, 2)).toBe(-1);
  expect(seen.firstRow('90071992547409929', 2, 3)).toBe(0);
});

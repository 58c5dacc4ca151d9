import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, linesOf } from '../../src/readers/lines.ts';

async function read(chunks: Iterable<Uint8Array>): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const some of linesOf(
    (async function* () {
      yield* chunks;
    })(),
  ))
    lines.push(...some);
  return lines;
}
const cut = (bytes: Uint8Array, at: readonly number[]) => {
  const places = [0, ...at.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
};

describe('lines of a stream', () => {
  it('are the same wherever the chunks are cut, in the middle of a character too', async () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constant('')), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(500), { maxLength: 10 }), async (lines, at) => {
        const bytes = Buffer.from(lines.join('\n'));
        expect(await read(cut(bytes, at))).toEqual(await read([bytes]));
      }),
    );
  });

  it('are numbered as an editor numbers them, blank ones left out, the last one without its end', async () => {
    expect(await read([Buffer.from('a\n\n  \r\nb\r\nc')])).toEqual([
      { number: 1, text: 'a' },
      { number: 4, text: 'b\r' },
      { number: 5, text: 'c' },
    ]);
  });

  it('begin after a byte order mark', async () => {
    expect(await read([Buffer.from('\ufeff{}\n')])).toEqual([{ number: 1, text: '{}' }]);
  });

  it('longer than 1 MiB are passed over, and the next one is read', async () => {
    const long = Buffer.alloc(300_000, 'x');
    const found = await read([...Array.from({ length: 8 }, () => long), Buffer.from('\n{"a":1}\n')]);
    expect(found).toEqual([
      { number: 1, text: null },
      { number: 2, text: '{"a":1}' },
    ]);
    expect(await read([Buffer.alloc(1_200_000, 'x')])).toEqual([{ number: 1, text: null }]);
  });

  it('of nothing are none', async () => {
    expect(await read([])).toEqual([]);
    expect(await read([Buffer.from('\n\n')])).toEqual([]);
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/domain/reading.ts';
import { failure } from './reading.ts';

const MIB = 1 << 20;
const GIB = 1 << 30;

/** A source of any length that holds one piece at a time, and how much of it was asked for. */
function endless(name: string, pieces: Iterable<Uint8Array>): Source & { readonly taken: () => number } {
  let taken = 0;
  return {
    name,
    taken: () => taken,
    async *open() {
      for (const piece of pieces) {
        taken += piece.length;
        yield piece;
      }
    },
  };
}

function* repeated(start: string, piece: Uint8Array, times: number): Iterable<Uint8Array> {
  yield Buffer.from(start);
  for (let i = 0; i < times; i++) yield piece;
}

const again = (start: string, piece: Uint8Array, times: number): Iterable<Uint8Array> => ({
  [Symbol.iterator]: () => repeated(start, piece, times)[Symbol.iterator](),
});

const HEADER = 'customer_id,date,topic\n';
const filler = Buffer.alloc(MIB, 'x');

describe('a field of a gigabyte', () => {
  it.each([
    ['of a line', 'data.csv', `${HEADER}C1,2024-01-05,`],
    ['in quotes', 'data.csv', `${HEADER}C1,2024-01-05,"`],
    ['of the header', 'data.csv', 'customer_id,date,'],
    ['of a JSON record', 'data.json', '[{"customer_id":"C1","topic":"'],
    ['of a JSON key', 'data.json', '{"'],
    ['of NDJSON', 'data.ndjson', '{"customer_id":"C1"}\n{"topic":"'],
  ])('%s ends in a limit after a few megabytes', async (_, name, start) => {
    const source = endless(name, again(start, filler, 1024));
    const error = await failure([source]);
    expect(error).toMatchObject({
      code: 'input_limit',
      exitCode: 3,
      location: { file: name, line: expect.any(Number) },
    });
    expect(error.hint).toContain('not closed');
    expect(source.taken()).toBeLessThan(64 * MIB);
  });
});

describe('a gzip bomb', () => {
  const header = gzipSync(HEADER);
  /** A header, then one member of a gzip again and again until it unpacks to so many bytes. */
  const bombOf = (plain: Buffer, bytes: number) => {
    const source = endless('bomb.csv.gz', again('', gzipSync(plain), Math.ceil(bytes / plain.length)));
    return { ...source, open: () => joined(header, source.open()) };
  };

  it('of rows ends in a limit once it unpacks to a gigabyte', async () => {
    const row = Buffer.concat([Buffer.from('C1,2024-01-05,'), filler.subarray(0, MIB / 2), Buffer.from('\n')]);
    const error = await failure([bombOf(row, 4 * GIB)]);
    expect(error).toMatchObject({ code: 'input_limit', exitCode: 3, location: { file: 'bomb.csv.gz' } });
    expect(error.hint).toContain('unpack it first');
  });

  it('of one line ends in a limit after a few megabytes', async () => {
    const error = await failure([bombOf(filler, 4 * GIB)]);
    expect(error).toMatchObject({ code: 'input_limit', exitCode: 3 });
  });
});

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

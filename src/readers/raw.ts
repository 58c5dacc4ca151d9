import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Source } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';

/** A gzip that unpacks to more than this, at more than this ratio, is taken for a bomb. */
const BOMB_BYTES = 1 << 30;
const BOMB_RATIO = 250;

/**
 * The bytes of one source, to be looked at more than once: a file is opened again, and what was taken from a
 * source that opens only once is kept until the last look.
 */
export class RawInput {
  readonly name: string;
  /** SHA-256 of the raw bytes, known once they were read to the end. */
  sha256 = '';
  /** Whether the bytes are packed by gzip, known once the first of them were read. */
  packed = false;
  /** How much of the source was read, packed or not, since it was last opened. */
  taken = 0;
  readonly #source: Source;
  #kept: Uint8Array[] = [];
  #rest: AsyncIterator<Uint8Array> | undefined;

  constructor(source: Source) {
    this.name = source.name;
    this.#source = source;
  }

  /** The first bytes (unpacked), exactly `length` of them unless the source is shorter. */
  async head(length: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.#unpacked(false)) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= length) break;
    }
    return Buffer.concat(parts).subarray(0, length);
  }

  /** All bytes, unpacked, from the beginning; with `last` nothing is kept for another look. */
  bytes(last: boolean): AsyncIterable<Uint8Array> {
    return this.#unpacked(last);
  }

  async *#unpacked(last: boolean): AsyncGenerator<Uint8Array> {
    const raw = this.#raw(last);
    const first: Uint8Array[] = [];
    let size = 0;
    while (size < 2) {
      const next = await raw.next();
      if (next.done === true) break;
      first.push(next.value);
      size += next.value.length;
    }
    const start = Buffer.concat(first);
    const whole = chain(start, raw);
    try {
      this.packed = start[0] === 0x1f && start[1] === 0x8b;
      yield* this.packed ? unzip(whole, this.name) : whole;
      for await (const _ of raw); // the checksum covers what follows the end of a gzip, too
    } finally {
      await raw.return(undefined);
    }
  }

  async *#raw(last: boolean): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    const once = this.#source.path === undefined;
    this.taken = 0;
    for await (const chunk of once ? this.#replay(last) : this.#source.open()) {
      hash.update(chunk);
      this.taken += chunk.length;
      yield chunk;
    }
    this.sha256 = hash.digest('hex');
  }

  async *#replay(last: boolean): AsyncGenerator<Uint8Array> {
    this.#rest ??= this.#source.open()[Symbol.asyncIterator]();
    for (let i = 0; i < this.#kept.length; i++) yield this.#kept[i]!;
    if (last) this.#kept = [];
    for (;;) {
      const next = await this.#rest.next();
      if (next.done === true) return;
      if (!last) this.#kept.push(next.value);
      yield next.value;
    }
  }
}

async function* chain(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

async function* unzip(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  const counted = (async function* () {
    for await (const chunk of chunks) {
      packed += chunk.length;
      yield chunk;
    }
  })();
  const input = Readable.from(counted, { objectMode: false, highWaterMark: 1 << 20 });
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  input.once('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of input.pipe(gunzip)) {
      unpacked += chunk.length;
      if (unpacked > BOMB_BYTES && unpacked > packed * BOMB_RATIO) throw bomb(name);
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? damaged(error, name) : error;
  } finally {
    input.destroy();
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function damaged(error: Error, name: string): CxRoiError {
  return new CxRoiError('input_syntax', `The gzip file is damaged: ${error.message}.`, {
    location: { file: name },
    hint: 'Download or pack the file again.',
    cause: error,
  });
}

function bomb(name: string): CxRoiError {
  return new CxRoiError('input_limit', `The gzip file unpacks to more than ${BOMB_RATIO} times its size.`, {
    location: { file: name },
    hint: 'If this is right, unpack it first and give the unpacked file.',
  });
}

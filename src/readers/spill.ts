import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChunkStore, NumericArray } from '../domain/columns.ts';
import { CxRoiError } from '../foundation/errors.ts';

/** Columns in a file of a temporary folder of our own, which is gone when it is closed or the program ends. */
export class Spill implements ChunkStore {
  readonly #folder = ownFolder();
  readonly #file = openSync(join(this.#folder, 'columns'), 'wx+', 0o600);
  #end = 0;
  readonly #onPut: () => void;
  /** Also when the program is interrupted. */
  readonly #remove = () => rmSync(this.#folder, { recursive: true, force: true });

  /** `onPut` is told each time that something is put away, and may refuse to go on. */
  constructor(onPut: () => void = () => undefined) {
    this.#onPut = onPut;
    process.once('exit', this.#remove);
  }

  /** @throws input_limit where the disk has no room */
  put(values: NumericArray, place = this.#end): number {
    this.#onPut();
    const bytes = bytesOf(values);
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#file, bytes, done, bytes.length - done, place + done);
      }
    } catch (cause) {
      throw noRoom(cause);
    }
    this.#end = Math.max(this.#end, place + bytes.length);
    return place;
  }

  fetch(place: number, into: NumericArray): void {
    const bytes = bytesOf(into);
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(this.#file, bytes, done, bytes.length - done, place + done);
      if (read === 0) throw new RangeError('nothing was put there');
      done += read;
    }
  }

  close(): void {
    closeSync(this.#file);
    process.removeListener('exit', this.#remove);
    this.#remove();
  }
}

/** @throws input_limit */
function ownFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'cx-roi-parts-'));
  } catch (cause) {
    throw noRoom(cause);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: NumericArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function noRoom(cause: unknown): CxRoiError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CxRoiError('input_limit', `The interactions do not fit in memory, nor in ${tmpdir()}: ${why}.`, {
    hint: 'Name a folder with more room in the environment variable TMPDIR.',
    cause,
  });
}

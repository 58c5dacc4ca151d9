import { isSale, KIND } from '../../domain/fields.ts';
import type { ColumnMatch } from '../match.ts';
import { type Chunk, INLINE_BYTES, type Texts } from './chunk.ts';
import type { Query } from './query.ts';
import { StartOver } from './startOver.ts';
import { UniqueIds } from './uniqueIds.ts';

/** Takes the ids in a chunk, whose rows are of these kinds. */
type TakeIds = (chunk: Chunk, kinds: Uint8Array) => void;

/** Set in the bits of a refund's id, which may be that of the order it refunds. */
const REFUND_BITS = 0x9e3779b9;

/** The ids of rows in the files of one layout, where none may stand twice. */
export class LayoutIds {
  readonly #ascending: AscendingIds | null;
  readonly #unique = new UniqueIds();

  /** `hashed`: they are told apart by 64 bits of each; else they must ascend. */
  constructor(hashed: boolean) {
    this.#ascending = hashed ? null : new AscendingIds();
  }

  /** Takes the ids in a column, or those of its sales only. */
  in(match: ColumnMatch, query: Query, salesOnly: boolean): TakeIds {
    const includes = salesOnly ? isSale : () => true;
    return this.#ascending === null
      ? this.#hashes(match, query, includes)
      : ascend(this.#ascending, query.texts(match), includes);
  }

  /** Once all files are read. */
  holdsTwice(): boolean {
    return this.#unique.holdsTwice();
  }

  #hashes(match: ColumnMatch, query: Query, includes: (kind: number) => boolean): TakeIds {
    const hashes = query.ids(match);
    return (chunk, kinds) => {
      const ids = hashes(chunk);
      for (let row = 0; row < chunk.rows; row++) {
        const [low, high] = [ids[2 * row]!, ids[2 * row + 1]!];
        if ((low === 0 && high === 0) || !includes(kinds[row]!)) continue;
        this.#unique.add(kinds[row] === KIND.refund ? (low ^ REFUND_BITS) >>> 0 : low, high);
      }
    };
  }
}

function ascend(ids: AscendingIds, texts: (chunk: Chunk) => Texts, includes: (kind: number) => boolean): TakeIds {
  return (chunk, kinds) => {
    const given = texts(chunk);
    for (let row = 0; row < chunk.rows; row++) if (!given.isNull(row) && includes(kinds[row]!)) ids.take(given, row);
  };
}

/** Ids each of which comes after the one before, by length and then by bytes, so that none stands twice. */
class AscendingIds {
  readonly #last = new Uint32Array(4);

  /** @throws StartOver where the id does not come after the last, or is not short and plain */
  take({ bytes, words, start }: Texts, row: number): void {
    const at = row * 4;
    const [length, from] = [words[at]!, start(row)];
    const ascii = ((words[at + 1]! | words[at + 2]! | words[at + 3]!) & 0x80808080) === 0;
    const plain = length > 0 && length <= INLINE_BYTES && ascii && bytes[from]! > 32 && bytes[from + length - 1]! > 32;
    const last = this.#last;
    let order = length - last[0]!;
    for (let i = 1; i < 4 && order === 0; i++) order = bigEndian(words[at + i]!) - last[i]!;
    if (!plain || order <= 0) throw new StartOver('hashes');
    last[0] = length;
    for (let i = 1; i < 4; i++) last[i] = bigEndian(words[at + i]!);
  }
}

/** The number that four bytes of a text make in the order in which they stand. */
function bigEndian(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

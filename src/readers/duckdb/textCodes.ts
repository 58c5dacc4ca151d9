import { InternedStrings, type StringDictionary } from '../../domain/dictionary.ts';
import { UNKNOWN } from '../../domain/interactions.ts';
import { isBlank, trimmed } from '../text.ts';
import { flagOf } from '../words.ts';
import { INLINE_BYTES, type Texts } from './chunk.ts';
import { Unfit } from './unfit.ts';

const REMEMBERED_TEXTS = 4096;
const SLOTS = REMEMBERED_TEXTS * 2;
/** Numbers of a slot: the four words of a text's entry, and its code + 1. */
const SLOT = 5;

/**
 * Numbers for the texts of a column. What a text means is asked once and remembered by the bytes of its entry, so that
 * a column of a few words makes no strings; a column of many (ids) is left to its dictionary, by bytes as well.
 */
export class TextCodes {
  readonly #meaning: (text: string) => number;
  readonly #blank: number;
  readonly #dictionary: InternedStrings | null;
  readonly #slots = new Int32Array(SLOTS * SLOT);
  #remembered = 0;

  /** `blank` is the number of a blank cell; `dictionary` that of a column whose meanings are its codes. */
  constructor(meaning: (text: string) => number, blank: number, dictionary: InternedStrings | null = null) {
    this.#meaning = (text) => (isBlank(text) ? blank : meaning(text));
    this.#blank = blank;
    this.#dictionary = dictionary;
  }

  /** Numbers for the texts of a dictionary. */
  static of(dictionary: StringDictionary, blank: number): TextCodes {
    const byBytes = dictionary instanceof InternedStrings ? dictionary : null;
    return new TextCodes((text) => dictionary.intern(trimmed(text)), blank, byBytes);
  }

  codes(texts: Texts, into: { [row: number]: number }, rows: number): void {
    for (let row = 0; row < rows; row++) into[row] = this.code(texts, row);
  }

  code(texts: Texts, row: number): number {
    if (texts.isNull(row)) return this.#blank;
    const length = texts.length(row);
    if (length > INLINE_BYTES) return this.#meaning(texts.text(row));
    if (this.#remembered >= REMEMBERED_TEXTS) return this.#lookUp(texts, row, length);
    return this.#remember(texts, row);
  }

  #remember(texts: Texts, row: number): number {
    const slots = this.#slots;
    const { words } = texts;
    const at = row * 4;
    const [w0, w1, w2, w3] = [words[at]! | 0, words[at + 1]! | 0, words[at + 2]! | 0, words[at + 3]! | 0];
    let slot = slotOf(w0, w1, w2, w3);
    for (; slots[slot + 4] !== 0; slot = (slot + SLOT) % slots.length) {
      if (slots[slot] === w0 && slots[slot + 1] === w1 && slots[slot + 2] === w2 && slots[slot + 3] === w3) {
        return slots[slot + 4]! - OFFSET;
      }
    }
    const code = this.#meaning(texts.text(row));
    slots.set([w0, w1, w2, w3, code + OFFSET], slot);
    this.#remembered++;
    return code;
  }

  #lookUp(texts: Texts, row: number, length: number): number {
    if (this.#dictionary === null || length === 0) return this.#meaning(texts.text(row));
    const { bytes, words } = texts;
    const start = texts.start(row);
    const plain = bytes[start]! > 32 && bytes[start + length - 1]! > 32;
    const at = row * 4;
    const ascii = ((words[at + 1]! | words[at + 2]! | words[at + 3]!) & 0x80808080) === 0;
    return plain && ascii
      ? this.#dictionary.internAscii(bytes, start, length)
      : this.#meaning(texts.text(row));
  }
}

/** Codes from -OFFSET + 1 on are told from an empty slot. */
const OFFSET = 16;

function slotOf(w0: number, w1: number, w2: number, w3: number): number {
  let hash = Math.imul(w0 ^ Math.imul(w1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ w2, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ w3, 0x27d4eb2f);
  return ((hash ^ (hash >>> 16)) & (SLOTS - 1)) * SLOT;
}

/** YES or NO; any other word ends the reading. */
export function knownFlag(text: string): number {
  const flag = flagOf(text);
  if (flag === UNKNOWN) throw new Unfit('a flag is neither yes nor no');
  return flag;
}

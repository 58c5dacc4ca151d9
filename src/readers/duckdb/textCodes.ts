import { InternedStrings, type StringDictionary } from '../../domain/dictionary.ts';
import { UNKNOWN } from '../../domain/interactions.ts';
import { bytesHash } from '../../foundation/text.ts';
import { billingPeriodOf } from '../billingWords.ts';
import { isBlank, trimmed } from '../text.ts';
import { flagOf } from '../words.ts';
import { INLINE_BYTES, MOST_ROWS, type Texts } from './chunk.ts';
import { Unfit } from './unfit.ts';

const FIRST_SLOTS = 1 << 8;
/** More than fit a processor's cache are found faster in their dictionary. */
const MOST_REMEMBERED = 1 << 17;
/** Numbers of a slot: the four words of a text's entry, its code, and 1 where the slot is taken. */
const [CODE, TAKEN, SLOT] = [4, 5, 6];

/**
 * Numbers for the texts of a column. What a text means is asked once and remembered by the bytes of its entry, so that
 * a column of a few words makes no strings; a column of many (ids) is left to its dictionary, by bytes as well.
 */
export class TextCodes {
  readonly #meaning: (text: string) => number;
  readonly #blank: number;
  readonly #dictionary: InternedStrings | null;
  #slots: Int32Array = new Int32Array(FIRST_SLOTS * SLOT);
  #remembered = 0;
  #tooMany = false;
  readonly #hashes = new Int32Array(MOST_ROWS);

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

  /** The numbers of the texts of a chunk. */
  codes(texts: Texts, into: Int32Array, rows: number): void {
    if (this.#tooMany && this.#dictionary !== null) {
      this.#internAll(texts, into, rows, this.#dictionary);
      return;
    }
    const { words, validity } = texts;
    let slots = this.#slots;
    for (let row = 0; row < rows; row++) {
      if (validity !== null && ((validity[row >>> 3]! >>> (row & 7)) & 1) === 0) {
        into[row] = this.#blank;
        continue;
      }
      const slot = firstSlot(slots, words, row * 4);
      if (slots[slot + TAKEN] === 1 && holds(slots, slot, words, row * 4)) into[row] = slots[slot + CODE]!;
      else {
        into[row] = this.#ask(texts, row);
        // It may have made new ones.
        slots = this.#slots;
      }
    }
  }

  /** Too many texts for the processor's cache: what they may be is asked for all rows first. */
  #internAll(texts: Texts, into: Int32Array, rows: number, dictionary: InternedStrings): void {
    const { bytes, words } = texts;
    const hashes = this.#hashes;
    for (let row = 0; row < rows; row++) {
      const length = words[row * 4]!;
      hashes[row] = length > INLINE_BYTES ? 0 : bytesHash(bytes, texts.start(row), length);
    }
    dictionary.likelyCodes(hashes, into, rows);
    for (let row = 0; row < rows; row++) {
      const [start, length] = [texts.start(row), words[row * 4]!];
      if (texts.isNull(row)) into[row] = this.#blank;
      else if (!isPlain(texts, row)) into[row] = this.#meaning(texts.text(row));
      else if (!dictionary.isAscii(into[row]!, bytes, start, length)) {
        into[row] = dictionary.internAscii(bytes, start, length, hashes[row]!);
      }
    }
  }

  code(texts: Texts, row: number): number {
    return texts.isNull(row) ? this.#blank : this.#ask(texts, row);
  }

  #ask(texts: Texts, row: number): number {
    // Where a long text stands says nothing about it.
    if (texts.words[row * 4]! > INLINE_BYTES) return this.#meaning(texts.text(row));
    if (this.#tooMany) return this.#meaningOf(texts, row);
    const slot = slotOf(this.#slots, texts.words, row * 4);
    if (this.#slots[slot + TAKEN] === 1) return this.#slots[slot + CODE]!;
    const code = this.#meaningOf(texts, row);
    this.#remember(texts.words, row * 4, code);
    return code;
  }

  #remember(words: Int32Array, at: number, code: number): void {
    if (this.#remembered === MOST_REMEMBERED) {
      this.#tooMany = true;
      this.#slots = new Int32Array(FIRST_SLOTS * SLOT);
      return;
    }
    if (this.#remembered * 2 * SLOT >= this.#slots.length) this.#slots = grown(this.#slots);
    const slot = slotOf(this.#slots, words, at);
    for (let i = 0; i < 4; i++) this.#slots[slot + i] = words[at + i]!;
    this.#slots[slot + CODE] = code;
    this.#slots[slot + TAKEN] = 1;
    this.#remembered++;
  }

  /** A plain short text of a dictionary is found there by its bytes. */
  #meaningOf(texts: Texts, row: number): number {
    return this.#dictionary !== null && isPlain(texts, row)
      ? this.#dictionary.internAscii(texts.bytes, texts.start(row), texts.words[row * 4]!)
      : this.#meaning(texts.text(row));
  }
}

/** Whether a text is short, of ASCII characters, with no white space to take off. */
function isPlain({ bytes, words }: Texts, row: number): boolean {
  const at = row * 4;
  const [start, length] = [at * 4 + 4, words[at]!];
  const ascii = ((words[at + 1]! | words[at + 2]! | words[at + 3]!) & 0x80808080) === 0;
  return length <= INLINE_BYTES && ascii && bytes[start]! > 32 && bytes[start + length - 1]! > 32;
}

/** The slot that holds an entry, or the free one that it may take. */
function slotOf(slots: Int32Array, words: Int32Array, at: number): number {
  let slot = firstSlot(slots, words, at);
  while (slots[slot + TAKEN] === 1 && !holds(slots, slot, words, at)) {
    slot += SLOT;
    if (slot === slots.length) slot = 0;
  }
  return slot;
}

function holds(slots: Int32Array, slot: number, words: Int32Array, at: number): boolean {
  return (
    slots[slot] === words[at] &&
    slots[slot + 1] === words[at + 1] &&
    slots[slot + 2] === words[at + 2] &&
    slots[slot + 3] === words[at + 3]
  );
}

/** Where an entry is looked for first; the number of slots is a power of two. */
function firstSlot(slots: Int32Array, words: Int32Array, at: number): number {
  let hash = Math.imul(words[at]! ^ Math.imul(words[at + 1]!, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ words[at + 2]!, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ words[at + 3]!, 0x27d4eb2f);
  return ((hash ^ (hash >>> 16)) & (slots.length / SLOT - 1)) * SLOT;
}

function grown(small: Int32Array): Int32Array {
  const slots = new Int32Array(small.length * 2);
  for (let from = 0; from < small.length; from += SLOT) {
    if (small[from + TAKEN] === 1) slots.set(small.subarray(from, from + SLOT), slotOf(slots, small, from));
  }
  return slots;
}

/** YES or NO; any other word ends the reading. */
export function knownFlag(text: string): number {
  const flag = flagOf(text);
  if (flag === UNKNOWN) throw new Unfit('a flag is neither yes nor no');
  return flag;
}

/** The code of a billing period; any other word ends the reading. */
export function knownPeriod(text: string): number {
  const period = billingPeriodOf(text);
  if (period === UNKNOWN) throw new Unfit('a billing period is none');
  return period;
}

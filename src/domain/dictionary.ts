import { bytesHash, textHash } from '../foundation/text.ts';
import { ColumnBuilder } from './columns.ts';
import { TextArena } from './textArena.ts';

/** Strings as integer codes 0, 1, 2, … in order of first sight. */
export interface StringDictionary {
  readonly size: number;
  /** The code of a text, given a new one if it was never seen. */
  intern(text: string): number;
  /** The code of a text, or -1. */
  find(text: string): number;
  /** The text of a code in 0..size-1. */
  text(code: number): string;
  /** The last code unit of a text, without making a string of it; NaN of an empty one. */
  lastUnit(code: number): number;
}

/** Another name for a text, the same for the same text. */
export type Rename = (text: string) => string;

/** The same codes for other texts. @throws RangeError when two texts become one */
export function renamed(dictionary: StringDictionary, rename: Rename): InternedStrings {
  const other = new InternedStrings();
  for (let code = 0; code < dictionary.size; code++) {
    if (other.intern(rename(dictionary.text(code))) !== code) throw new RangeError('two texts were given one name');
  }
  other.settle();
  return other;
}

const FIRST_SLOTS = 1 << 8;
/** Texts of so many code units are rare: their lengths are kept apart. */
const LONG = 255;
/** The first texts are kept as such: those of a short dictionary (topics, channels, agents) are asked for a million times. */
const REMEMBERED = 1 << 10;

/**
 * A dictionary whose texts live in one arena and whose hash table is a typed array, so that ten million ids cost
 * about their own bytes (a JS Map ends at 16.7 million keys and costs about 100 bytes each).
 * Exact for every string, lone surrogates included: texts are kept and compared as code units.
 */
export class InternedStrings implements StringDictionary {
  #size = 0;
  /**
   * Open addressing, two numbers a slot: code + 1 (0 for empty) and the text's hash, so that a look-up touches the
   * arena only for a match. The number of slots is a power of two, at most half of them full.
   */
  #slots: Int32Array | null = new Int32Array(FIRST_SLOTS * 2);
  readonly #addresses = new ColumnBuilder(Float64Array, 0);
  /** LONG for those in `#longLengths`. */
  readonly #lengths = new ColumnBuilder(Uint8Array, 0);
  readonly #longLengths = new Map<number, number>();
  readonly #narrow = new TextArena(Uint8Array);
  readonly #wide = new TextArena(Uint16Array);
  readonly #remembered: string[] = [];
  #lastText: string | undefined;
  #lastCode = -1;

  get size(): number {
    return this.#size;
  }

  intern(text: string): number {
    if (text === this.#lastText) return this.#lastCode;
    const hash = textHash(text);
    let code = this.#lookUp(text, hash);
    if (code < 0) code = this.#add(text, hash);
    this.#lastText = text;
    this.#lastCode = code;
    return code;
  }

  /** The code of a text of ASCII characters given as bytes, and `bytesHash` of them, as `intern` of the same text. */
  internAscii(bytes: Uint8Array, from: number, length: number, hash = bytesHash(bytes, from, length)): number {
    const code = this.#lookUpAscii(bytes, from, length, hash);
    if (code >= 0) return code;
    return this.#enter(this.#narrow.writeBytes(bytes, from, length), length, hash);
  }

  /**
   * For each hash the code that texts of it are most likely to have, -1 for none: asked for many at once, so that the
   * memory is fetched for all of them together and not for one after another.
   */
  likelyCodes(hashes: Int32Array, into: Int32Array, count: number): void {
    const slots = this.#slots ?? this.#rehash();
    const mask = slots.length - 2;
    for (let i = 0; i < count; i++) {
      const slot = (hashes[i]! << 1) & mask;
      into[i] = slots[slot + 1] === hashes[i] ? slots[slot]! - 1 : -1;
    }
  }

  /** Whether a code stands for a text of ASCII characters given as bytes. */
  isAscii(code: number, bytes: Uint8Array, from: number, length: number): boolean {
    if (code < 0 || this.#lengthOf(code) !== length) return false;
    const address = this.#addresses.get(code);
    return address >= 0 && this.#narrow.equalsBytes(address, bytes, from, length);
  }

  find(text: string): number {
    return this.#lookUp(text, textHash(text));
  }

  text(code: number): string {
    if (code >= REMEMBERED) return this.#read(code);
    this.#remembered[code] ??= this.#read(code);
    return this.#remembered[code];
  }

  lastUnit(code: number): number {
    const [address, last] = [this.#addresses.get(code), this.#lengthOf(code) - 1];
    if (last < 0) return Number.NaN;
    return address < 0 ? this.#wide.unit(-address - 1, last) : this.#narrow.unit(address, last);
  }

  #read(code: number): string {
    const address = this.#addresses.get(code);
    const length = this.#lengthOf(code);
    return address < 0 ? this.#wide.read(-address - 1, length) : this.#narrow.read(address, length);
  }

  #lengthOf(code: number): number {
    const length = this.#lengths.get(code);
    return length < LONG ? length : this.#longLengths.get(code)!;
  }

  /** Lets go of what only looking texts up needs; the first look-up after it builds that anew. */
  settle(): void {
    this.#slots = null;
  }

  #lookUp(text: string, hash: number): number {
    const slots = this.#slots ?? this.#rehash();
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const code = slots[slot]! - 1;
      if (code < 0) return -1;
      if (slots[slot + 1] === hash && this.#equals(code, text)) return code;
    }
  }

  #lookUpAscii(bytes: Uint8Array, from: number, length: number, hash: number): number {
    const slots = this.#slots ?? this.#rehash();
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const code = slots[slot]! - 1;
      if (code < 0) return -1;
      if (slots[slot + 1] === hash && this.isAscii(code, bytes, from, length)) return code;
    }
  }

  #equals(code: number, text: string): boolean {
    if (this.#lengthOf(code) !== text.length) return false;
    const address = this.#addresses.get(code);
    return address < 0 ? this.#wide.equals(-address - 1, text) : this.#narrow.equals(address, text);
  }

  #add(text: string, hash: number): number {
    // Texts beyond Latin-1 go to the two-byte arena, marked by a negative address.
    return this.#enter(isNarrow(text) ? this.#narrow.write(text) : -this.#wide.write(text) - 1, text.length, hash);
  }

  #enter(address: number, length: number, hash: number): number {
    const code = this.#size++;
    this.#lengths.set(code, Math.min(length, LONG));
    if (length >= LONG) this.#longLengths.set(code, length);
    this.#addresses.set(code, address);
    let slots = this.#slots ?? this.#rehash();
    if (this.#size * 4 > slots.length) slots = this.#grow(slots);
    place(slots, code + 1, hash);
    return code;
  }

  #grow(small: Int32Array): Int32Array {
    const slots = new Int32Array(small.length * 2);
    for (let slot = 0; slot < small.length; slot += 2) {
      if (small[slot] !== 0) place(slots, small[slot]!, small[slot + 1]!);
    }
    this.#slots = slots;
    return slots;
  }

  #rehash(): Int32Array {
    let length = FIRST_SLOTS * 2;
    while (this.#size * 4 > length) length *= 2;
    const slots = new Int32Array(length);
    for (let code = 0; code < this.#size; code++) place(slots, code + 1, textHash(this.text(code)));
    this.#slots = slots;
    return slots;
  }
}

function place(slots: Int32Array, mark: number, hash: number): void {
  const mask = slots.length - 2;
  let slot = (hash << 1) & mask;
  while (slots[slot] !== 0) slot = (slot + 2) & mask;
  slots[slot] = mark;
  slots[slot + 1] = hash;
}

function isNarrow(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return false;
  return true;
}

const CHUNK_UNITS = 1 << 20;

/** Append-only code units in chunks; a text never crosses a chunk, and a long one gets a chunk of its own. */
export class TextArena {
  readonly #type: new (
    length: number,
  ) => Uint8Array | Uint16Array;
  readonly #chunks: (Uint8Array | Uint16Array)[] = [];
  #used = CHUNK_UNITS;

  constructor(type: new (length: number) => Uint8Array | Uint16Array) {
    this.#type = type;
  }

  write(text: string): number {
    const address = this.#reserve(text.length);
    const chunk = this.#chunks.at(-1)!;
    const start = address % CHUNK_UNITS;
    for (let i = 0; i < text.length; i++) chunk[start + i] = text.charCodeAt(i);
    return address;
  }

  writeBytes(bytes: Uint8Array, from: number, length: number): number {
    const address = this.#reserve(length);
    const chunk = this.#chunks.at(-1)!;
    const start = address % CHUNK_UNITS;
    for (let i = 0; i < length; i++) chunk[start + i] = bytes[from + i]!;
    return address;
  }

  read(address: number, length: number): string {
    const start = address % CHUNK_UNITS;
    const units = this.#chunks[Math.floor(address / CHUNK_UNITS)]?.subarray(start, start + length);
    if (units === undefined) return '';
    let text = '';
    for (let i = 0; i < units.length; i += 4096) text += String.fromCharCode(...units.subarray(i, i + 4096));
    return text;
  }

  /** The code unit so far behind an address, within its text. */
  unit(address: number, place: number): number {
    return this.#chunks[Math.floor(address / CHUNK_UNITS)]![(address % CHUNK_UNITS) + place]!;
  }

  equalsBytes(address: number, bytes: Uint8Array, from: number, length: number): boolean {
    const chunk = this.#chunks[Math.floor(address / CHUNK_UNITS)]!;
    const start = address % CHUNK_UNITS;
    for (let i = 0; i < length; i++) if (chunk[start + i] !== bytes[from + i]) return false;
    return true;
  }

  equals(address: number, text: string): boolean {
    const chunk = this.#chunks[Math.floor(address / CHUNK_UNITS)]!;
    const start = address % CHUNK_UNITS;
    for (let i = 0; i < text.length; i++) if (chunk[start + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** The address of room for that many units, in the last chunk. */
  #reserve(length: number): number {
    if (this.#used + length > CHUNK_UNITS) {
      this.#chunks.push(new this.#type(Math.max(CHUNK_UNITS, length)));
      this.#used = 0;
    }
    const address = (this.#chunks.length - 1) * CHUNK_UNITS + this.#used;
    this.#used += length;
    return address;
  }
}

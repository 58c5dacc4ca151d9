/** Rows of one block of ids. */
const BLOCK_IDS = 1 << 16;

/** Whether ids are all different, by 64 bits of each. */
export class UniqueIds {
  readonly #blocks: Uint32Array[] = [];
  #size = 0;

  add(low: number, high: number): void {
    const at = (this.#size++ % BLOCK_IDS) * 2;
    if (at === 0) this.#blocks.push(new Uint32Array(BLOCK_IDS * 2));
    const block = this.#blocks.at(-1)!;
    block[at] = low;
    block[at + 1] = high;
  }

  /** Whether any two are equal. Lets go of them all. */
  holdsTwice(): boolean {
    const all = new Uint32Array(this.#size * 2);
    for (let at = 0; this.#blocks.length > 0; at += BLOCK_IDS * 2) {
      const block = this.#blocks.shift()!;
      all.set(all.length - at < block.length ? block.subarray(0, all.length - at) : block, at);
    }
    new BigUint64Array(all.buffer).sort();
    for (let i = 2; i < all.length; i += 2) if (all[i] === all[i - 2] && all[i + 1] === all[i - 1]) return true;
    return false;
  }
}

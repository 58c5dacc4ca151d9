/** How many ids back a repeated event is known for one. */
const REMEMBERED_IDS = 1 << 16;

/** The latest ids of a stream, so that an event delivered twice counts once. */
export class RecentIds {
  readonly #ids = new Set<string>();

  /** Whether an id was seen before; it is now. */
  see(id: string): boolean {
    if (this.#ids.has(id)) return true;
    this.#ids.add(id);
    if (this.#ids.size > REMEMBERED_IDS) {
      for (const oldest of this.#ids) {
        this.#ids.delete(oldest);
        break;
      }
    }
    return false;
  }
}

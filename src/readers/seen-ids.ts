import { ColumnBuilder } from '../domain/columns.ts';
import { InternedStrings } from '../domain/dictionary.ts';

/** Which row first bore each interaction id, exactly, at about its own bytes an id. */
export class SeenIds {
  readonly #ids = new InternedStrings();
  readonly #rows = new ColumnBuilder(Int32Array, -1);
  readonly #lines = new ColumnBuilder(Float64Array, 0);
  readonly #files: { readonly name: string; readonly firstRow: number }[] = [];

  /** From here on rows are of this file. */
  startFile(name: string, firstRow: number): void {
    this.#files.push({ name, firstRow });
  }

  /** The row that bore the id before, or -1 when it is new and now remembered for `row`. */
  firstRow(id: string, row: number, line: number): number {
    const known = this.#ids.size;
    const code = this.#ids.intern(id);
    if (code < known) return this.#rows.get(code);
    this.#rows.set(code, row);
    this.#lines.set(code, line);
    return -1;
  }

  /** Where an id was first seen, as `file:line`. */
  whereFirst(id: string): string {
    const code = this.#ids.find(id);
    const row = this.#rows.get(code);
    const file = this.#files.findLast(({ firstRow }) => firstRow <= row);
    return `${file?.name ?? '?'}:${this.#lines.get(code)}`;
  }
}

import { ColumnBuilder } from '../domain/columns.ts';
import { InternedStrings } from '../domain/dictionary.ts';

/** Ids that count up, such as I0001, I0002, …: kept as their ends. */
interface Run {
  readonly prefix: string;
  /** Digits that the numbers are padded to with zeros; 1: not padded. */
  readonly width: number;
  readonly first: number;
  /** Place of `first` among all ids; the others follow. */
  readonly entry: number;
  last: number;
}

const RUN_LIMIT = 32;
const LONGEST_NUMBER = 15;

/** Which row first bore each interaction id: exactly, and for ids that count up at 8 bytes each. */
export class SeenIds {
  readonly #runs: Run[] = [];
  /** Ids in no run, and the place of each among all ids. */
  readonly #others = new InternedStrings();
  readonly #entries = new ColumnBuilder(Int32Array, 0);
  #size = 0;
  readonly #rows = new ColumnBuilder(Int32Array, -1);
  readonly #lines = new ColumnBuilder(Int32Array, 0);
  readonly #files: { readonly name: string; readonly firstRow: number }[] = [];

  /** From here on rows are of this file. */
  startFile(name: string, firstRow: number): void {
    this.#files.push({ name, firstRow });
  }

  has(id: string): boolean {
    const digits = numberStart(id);
    return this.#find(id, digits, digits < id.length ? Number(id.slice(digits)) : -1) >= 0;
  }

  /** The row that bore the id before, or -1 when it is new and now remembered for `row`. */
  firstRow(id: string, row: number, line: number): number {
    const digits = numberStart(id);
    const value = digits < id.length ? Number(id.slice(digits)) : -1;
    const known = this.#find(id, digits, value);
    if (known >= 0) return this.#rows.get(known);
    const entry = this.#size++;
    if (!this.#extendRun(id, digits, value)) this.#addOther(id, entry);
    this.#rows.set(entry, row);
    this.#lines.set(entry, line);
    return -1;
  }

  /** Where an id was first seen, as `file:line`. */
  whereFirst(id: string): string {
    const digits = numberStart(id);
    const entry = this.#find(id, digits, Number(id.slice(digits)));
    const row = this.#rows.get(entry);
    const file = this.#files.findLast(({ firstRow }) => firstRow <= row);
    return `${file?.name ?? '?'}:${this.#lines.get(entry)}`;
  }

  #find(id: string, digits: number, value: number): number {
    for (let i = 0; i < this.#runs.length; i++) {
      const run = this.#runs[i]!;
      if (value >= run.first && value <= run.last && isOf(run, id, digits)) return run.entry + value - run.first;
    }
    const other = this.#others.size === 0 ? -1 : this.#others.find(id);
    return other < 0 ? -1 : this.#entries.get(other);
  }

  /** Puts a new id at the end of the latest run, or begins a run with it; false when it has to be kept as text. */
  #extendRun(id: string, digits: number, value: number): boolean {
    if (value < 0) return false;
    const run = this.#runs.at(-1);
    const follows = run !== undefined && value === run.last + 1 && run.entry + value - run.first === this.#size - 1;
    if (follows && isOf(run, id, digits)) {
      run.last = value;
      return true;
    }
    if (this.#runs.length >= RUN_LIMIT) return false;
    const width = id.charCodeAt(digits) === 48 ? id.length - digits : 1;
    this.#runs.push({ prefix: id.slice(0, digits), width, first: value, last: value, entry: this.#size - 1 });
    return true;
  }

  #addOther(id: string, entry: number): void {
    this.#entries.set(this.#others.intern(id), entry);
  }
}

/** Where the digits at the end of an id begin; its length when there are none that a double holds. */
function numberStart(id: string): number {
  let start = id.length;
  while (start > 0 && id.charCodeAt(start - 1) >= 48 && id.charCodeAt(start - 1) <= 57) start--;
  return id.length - start > LONGEST_NUMBER ? id.length : start;
}

/** Whether an id has the prefix and the padding of a run, so that its number alone tells it apart. */
function isOf(run: Run, id: string, digits: number): boolean {
  const length = id.length - digits;
  const padded = id.charCodeAt(digits) === 48 && length > 1;
  const fits = padded ? length === run.width : length >= run.width;
  return fits && digits === run.prefix.length && id.startsWith(run.prefix);
}

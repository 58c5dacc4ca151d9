import { FIELD_TYPES, type ValueType } from '../domain/fields.ts';
import type { ReadOptions } from '../domain/reading.ts';
import { ambiguousDates, ambiguousDecimal } from './ambiguous.ts';
import { ColumnEvidence, ColumnFormats, type Writing } from './formats.ts';
import type { DecimalMark } from './numbers.ts';
import { columnsOf, type TablePlan } from './plan.ts';
import type { RecordSink } from './tables.ts';
import { isBlank } from './text.ts';

const NUMERIC: ReadonlySet<ValueType> = new Set<ValueType>(['money', 'number', 'count', 'rate', 'minutes']);

interface Surveyed {
  readonly index: number;
  readonly time: boolean;
  readonly evidence: ColumnEvidence;
}

/**
 * Decides how the numbers and times of a table are written. A column is decided by its own values that allow one
 * reading, then by the file's other evidence; what then is still open is an error that names the option to settle it.
 */
export class Survey implements RecordSink {
  readonly #plan: TablePlan;
  readonly #options: ReadOptions;
  readonly #columns: readonly Surveyed[];

  constructor(plan: TablePlan, options: ReadOptions) {
    this.#plan = plan;
    this.#options = options;
    const mapped = columnsOf(plan);
    const known = new Set(mapped.map(({ index }) => index));
    // A covariate may hold numbers; one that holds words has nothing to tell.
    const covariates = plan.covariates.filter(({ index }) => !known.has(index));
    const typed = [
      ...mapped.map(({ field, index }) => ({ index, type: FIELD_TYPES[field] as ValueType })),
      ...covariates.map(({ index }) => ({ index, type: 'number' as ValueType })),
    ];
    this.#columns = typed.flatMap(({ index, type }) => {
      const time = type === 'time';
      const wanted = time ? options.dateOrder === null : NUMERIC.has(type) && options.decimal === null;
      return time || wanted || type === 'rate' ? [{ index, time, evidence: new ColumnEvidence(type) }] : [];
    });
  }

  record(cells: readonly string[]): void {
    for (const { index, evidence } of this.#columns) {
      const text = cells[index];
      if (text !== undefined && !isBlank(text)) evidence.see(text);
    }
  }

  /** Whether no column waits for a value that tells how the others are meant. */
  get settled(): boolean {
    return this.#columns.every(
      ({ evidence, time }) => !evidence.mayBeInPercent && (!this.#asks(time) || evidence.openSamples.length === 0),
    );
  }

  /** The formats; `usual` is the decimal mark that the file's form suggests where no value tells, if any. */
  formats(usual: DecimalMark | null, file: string): ColumnFormats {
    const writings = new Map<number, Writing>();
    const shared = {
      decimal: this.#shared((writing) => writing.decimal) ?? usual,
      dateOrder: this.#shared((writing) => writing.dateOrder),
    };
    for (const { index, time, evidence } of this.#columns) {
      const { writing, openSamples } = evidence;
      const open = openSamples.length > 0 && this.#asks(time);
      const place = { file, index, header: this.#plan.headers[index]! };
      if (open && time && shared.dateOrder === null) throw ambiguousDates(place, openSamples);
      if (open && !time && shared.decimal === null) throw ambiguousDecimal(place, openSamples);
      writings.set(index, open ? { ...writing, ...shared } : writing);
    }
    return new ColumnFormats(this.#options, this.#plan.headers, file, { columns: writings, usual: shared });
  }

  #asks(time: boolean): boolean {
    return (time ? this.#options.dateOrder : this.#options.decimal) === null;
  }

  /** What all columns that tell agree on; null when none tells or they differ. */
  #shared<T>(part: (writing: Writing) => T | null): T | null {
    const told = new Set(this.#columns.flatMap(({ evidence }) => part(evidence.writing) ?? []));
    return told.size === 1 ? [...told][0]! : null;
  }
}

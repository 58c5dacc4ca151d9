import type { InputFile, ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import type { DatasetContext } from './context.ts';
import type { JsonSink } from './json.ts';
import { recordsOfPage } from './jsonShape.ts';
import type { Ledger } from './ledger.ts';
import type { ReadTable } from './look.ts';
import { MinorUnits } from './minorUnits.ts';
import { openTable } from './openTable.ts';
import { planTable } from './plan.ts';
import { planByContent } from './planContent.ts';
import { roleOf } from './role.ts';
import { Survey } from './survey.ts';
import type { TableSink } from './tables.ts';

/** Records looked at before a table's columns are decided; a column that first shows up later is added then. */
const DECIDING_RECORDS = 1000;
const COLUMN_LIMIT = 10_000;
const NESTING_LIMIT = 32;

/** What the names of an API's arrays say about their records. */
const CUSTOMER_SECTIONS = /^(?:customers?|accounts?|contacts?|users?|companies|clients|subscribers|members|people)$/i;
const COST_SECTIONS = /^(?:costs?|ledger|expenses?|spend(?:ing)?)$/i;

/** The tables of one JSON text, one for each array it holds. */
export class JsonTables implements JsonSink {
  readonly #tables = new Map<string | null, JsonTable>();
  readonly #create: (section: string | null) => JsonTable;
  readonly #ledger: Ledger;

  constructor(role: InputFile['role'], options: ReadOptions, context: DatasetContext, ledger: Ledger) {
    this.#ledger = ledger;
    this.#create = (section) => {
      const told = role === 'auto' && section !== null ? roleOfSection(section) : role;
      return new JsonTable(told, options, context, ledger);
    };
  }

  value(value: unknown, section: string | null, line: number): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      // Lists of words beside the tables of an answer are no rows.
      if (section !== null) return;
      this.#ledger.skipRow('row_shape', line, 'A record should be an object such as {"customer_id": "C1"}.');
      return;
    }
    // Pages of an API's answers, one after the other.
    const page = recordsOfPage(value);
    if (page !== null) {
      for (const record of page[1]) this.value(record, section ?? page[0], line);
      return;
    }
    let table = this.#tables.get(section);
    if (table === undefined) {
      table = this.#create(section);
      this.#tables.set(section, table);
    }
    table.add(value, line);
  }

  /** What the tables that had records were read as. */
  finish(): ReadTable[] {
    for (const table of this.#tables.values()) table.finish();
    return [...this.#tables.values()].flatMap((table) => table.asRead ?? []);
  }
}

function roleOfSection(section: string): InputFile['role'] {
  return CUSTOMER_SECTIONS.test(section) ? 'customers' : COST_SECTIONS.test(section) ? 'costs' : 'auto';
}

class JsonTable {
  asRead: ReadTable | null = null;
  #role: InputFile['role'];
  #told: InputFile['role'];
  readonly #options: ReadOptions;
  readonly #context: DatasetContext;
  readonly #ledger: Ledger;
  readonly #columns = new Map<string, number>();
  /** The first records: what is decided is decided from them. */
  readonly #sample: { readonly cells: string[]; readonly line: number }[] = [];
  #reader: TableSink | null = null;
  #minorUnits: MinorUnits | null = null;
  /** Columns that the reader knows. */
  #width = 0;

  constructor(role: InputFile['role'], options: ReadOptions, context: DatasetContext, ledger: Ledger) {
    this.#role = role;
    this.#told = role;
    this.#options = options;
    this.#context = context;
    this.#ledger = ledger;
  }

  add(record: object, line: number): void {
    const cells = new Array<string>(this.#columns.size).fill('');
    this.#flatten(record, '', cells, 0);
    if (this.#reader !== null) {
      if (cells.length > this.#width) this.#decide();
      this.#minorUnits?.convert(cells);
      this.#reader.record(cells, line);
      return;
    }
    this.#sample.push({ cells, line });
    if (this.#sample.length >= DECIDING_RECORDS) this.#start();
  }

  finish(): void {
    if (this.#reader === null) this.#start();
    this.#reader?.finish();
    this.#sayMinorUnits();
  }

  #sayMinorUnits(): void {
    if (this.#minorUnits?.seen == null) return;
    const { object, minor, major } = this.#minorUnits.seen;
    const message = `Amounts of objects such as "${object}" are in the smallest unit of their currency: ${minor} was read as ${major}.`;
    this.#ledger.say('warning', 'minor_units', message, 'If they are not, leave out the member "object".');
    this.#context.warn('minor_units', `${this.#ledger.file}: ${message}`, 1);
  }

  #start(): void {
    this.#decide();
    for (const { cells, line } of this.#sample) {
      while (cells.length < this.#width) cells.push('');
      this.#minorUnits?.convert(cells);
      this.#reader?.record(cells, line);
    }
  }

  #decide(): void {
    this.#reader?.finish();
    const headers = [...this.#columns.keys()];
    const known = roleOf(this.#role, headers, this.#sample, this.#options);
    if (known !== this.#role) this.#told = known;
    this.#role = known;
    const plan = planByContent(
      planTable(headers, this.#role, this.#options, this.#ledger.file),
      this.#sample,
      this.#ledger.file,
    );
    this.#role = plan.kind === 'wide' ? 'interactions' : plan.kind;
    this.#width = plan.headers.length;
    // What the values leave open is written as JSON writes it.
    const survey = new Survey(plan, this.#options);
    for (const { cells } of this.#sample) survey.record(cells);
    const formats = survey.formats('.', this.#ledger.file);
    this.#minorUnits = MinorUnits.of(plan);
    this.#reader = openTable(plan, formats, this.#context, this.#ledger);
    this.asRead = { plan, formats, sample: this.#sample, role: this.#told };
    this.#context.noteFacts(plan, this.#ledger.file);
  }

  /** Nested objects become columns with dotted names, lists of words one cell. */
  #flatten(record: object, prefix: string, cells: string[], depth: number): void {
    for (const [name, value] of Object.entries(record)) {
      const header = prefix + name;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        if (depth < NESTING_LIMIT) this.#flatten(value, `${header}.`, cells, depth + 1);
        continue;
      }
      const text = textOf(value);
      if (text !== null) cells[this.#columnOf(header, cells)] = text;
    }
  }

  #columnOf(header: string, cells: string[]): number {
    let index = this.#columns.get(header);
    if (index === undefined) {
      index = this.#columns.size;
      if (index >= COLUMN_LIMIT) throw this.#tooWide();
      this.#columns.set(header, index);
    }
    while (cells.length <= index) cells.push('');
    return index;
  }

  #tooWide(): CxRoiError {
    return new CxRoiError('input_limit', `The records have more than ${COLUMN_LIMIT} different keys.`, {
      location: { file: this.#ledger.file },
      hint: 'If the keys are ids, turn each into a record with a customer_id.',
    });
  }
}

/** The cell that CSV would hold; null for a list of objects, which no cell holds. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return String(value);
  return value.every((item) => typeof item !== 'object') ? value.join(', ') : null;
}

import type { FieldName } from '../domain/fields.ts';
import type {
  CellAsRead,
  InspectedColumn,
  InspectedTable,
  Inspection,
  InspectionReport,
} from '../domain/inspection.ts';
import type { InputFile, ReadRequest } from '../domain/reading.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { CxRoiError, type ErrorCode } from '../foundation/errors.ts';
import { cellAsRead } from './asRead.ts';
import { DatasetContext } from './context.ts';
import { Engines } from './engines.ts';
import { freeze, type ReadFile } from './freeze.ts';
import type { Look, ReadTable } from './look.ts';
import { refuseUnusedMaps } from './maps.ts';
import type { ColumnMatch } from './match.ts';
import { matchCustomers } from './matching.ts';
import { columnsOf, keyMatchOf } from './plan.ts';
import { ratesOf } from './ratesGiven.ts';
import { FileReading } from './read.ts';
import { isBlank } from './text.ts';

const SHOWN_ROWS = 5;
const SHOWN_PROBLEMS = 20;

/** Reads files as `readDataset` does and tells how. What is wrong with one file is told beside it; the others go on. */
export async function inspectFiles({ files, options, onProgress }: ReadRequest): Promise<InspectionReport> {
  const rates = await ratesOf(options);
  const context = new DatasetContext(options, rates?.exchange);
  // Parquet alone needs one; nothing is chosen, so that all else is read exactly.
  const engines = new Engines({ files, options });
  const readings = files.map((file) => new InspectedReading(file, new FileReading(file, context, onProgress, engines)));
  try {
    for (const reading of readings) await reading.look();
    for (const reading of [...readings].sort((a, b) => a.keyRank - b.keyRank)) await reading.read();
  } finally {
    engines.close();
  }
  const whole = readings.flatMap((reading) => reading.whole ?? []);
  if (whole.length === readings.length) {
    const read = readings.map(({ reading }) => reading);
    refuseUnusedMaps(read, options);
    const contradiction = context.contradiction();
    for (const reading of readings) reading.failBy(contradiction);
    if (contradiction === null) {
      matchCustomers(read, context);
      context.sayConverted();
    }
  }
  return {
    files: readings.map((reading) => reading.inspection),
    frozen: whole.length === 0 ? null : freeze(whole, options),
    warnings: context.warnings,
  };
}

/** A reading that keeps the error it ends in. */
class InspectedReading {
  readonly reading: FileReading;
  readonly #file: InputFile;
  #look: Look | null = null;
  #error: CxRoiError | null = null;

  constructor(file: InputFile, reading: FileReading) {
    this.#file = file;
    this.reading = reading;
  }

  get keyRank(): number {
    return this.reading.keyRank;
  }

  async look(): Promise<void> {
    await this.#keepingError(async () => {
      this.#look = await this.reading.look();
    });
  }

  async read(): Promise<void> {
    if (this.#error === null) await this.#keepingError(() => this.reading.read());
  }

  /** Takes an error that only showed once all files were read, if it is about this file. */
  failBy(error: CxRoiError | null): void {
    if (error?.location?.file === this.#file.source.name) this.#error ??= error;
  }

  async #keepingError(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof CxRoiError) || !isAboutContent(error.code)) throw error;
      this.#error = error;
    }
  }

  /** The file, if nothing ended its reading. */
  get whole(): ReadFile | null {
    if (this.#look === null || this.#error !== null) return null;
    const { name } = this.#file.source;
    const { options, tables } = this.reading;
    return { name, role: this.#file.role, options, look: this.#look, tables };
  }

  get inspection(): Inspection {
    const { tables, ledger, summary } = this.reading;
    const error = this.#error === null ? [] : [diagnosticOf(this.#error)];
    return {
      ...sightOf(this.#look),
      file: this.#file.source.name,
      role: this.#file.role,
      preset: summary.preset,
      rows: summary.rows,
      cellsRejected: summary.cellsRejected,
      customers: summary.customers,
      tables: tables.map(inspectTable),
      problems: [...ledger.diagnostics.slice(0, SHOWN_PROBLEMS), ...error],
      problemCount: ledger.diagnostics.length + error.length,
      failed: this.#error !== null,
    };
  }
}

function isAboutContent(code: ErrorCode): boolean {
  return code.startsWith('input_');
}

function diagnosticOf({ code, message, hint, location }: CxRoiError): Diagnostic {
  return { code, severity: 'error', message, ...(location && { location }), ...(hint !== undefined && { hint }) };
}

function sightOf(
  look: Look | null,
): Pick<Inspection, 'format' | 'encoding' | 'encodingReason' | 'delimiter' | 'headerLine'> {
  if (look === null) return { format: null, encoding: null, encodingReason: null, delimiter: null, headerLine: null };
  if (look.parquet !== null) {
    return { format: 'parquet', encoding: null, encodingReason: null, delimiter: null, headerLine: null };
  }
  const { encoding, reason } = look.encoding;
  const dialect = look.table?.dialect;
  return {
    format: dialect === undefined ? 'json' : 'csv',
    encoding,
    encodingReason: reason,
    delimiter: dialect?.delimiter ?? null,
    headerLine: dialect === undefined ? null : dialect.skipLines + 1,
  };
}

function inspectTable({ plan, formats, sample }: ReadTable): InspectedTable {
  const keyMatch = keyMatchOf(plan);
  const matches = new Map<number, ColumnMatch>();
  for (const match of columnsOf(plan)) matches.set(match.index, match);
  if (keyMatch !== null) matches.set(keyMatch.index, keyMatch);
  const columns = plan.headers.map((header, index): InspectedColumn => {
    const match = matches.get(index);
    if (match === undefined) return { ...UNUSED, header };
    const { decimal, dateOrder, numericTime } = formats.of(index);
    return { header, field: match.field, reason: match.reason, decimal, dateOrder, numericTime };
  });
  return {
    kind: plan.kind,
    key: { how: plan.key.how, header: keyMatch?.header ?? null },
    columns,
    unused: columns.filter(({ field }) => field === null).map(({ header }) => header),
    // Totals and remarks below the table name no customer.
    firstRows: sample
      .filter(({ cells }) => keyMatch === null || !isBlank(cells[keyMatch.index] ?? ''))
      .slice(0, SHOWN_ROWS)
      .map(({ cells }) => rowAsRead(cells, matches, formats)),
  };
}

const UNUSED = { field: null, reason: null, decimal: null, dateOrder: null, numericTime: null } as const;

function rowAsRead(
  cells: readonly string[],
  matches: ReadonlyMap<number, ColumnMatch>,
  formats: ReadTable['formats'],
): InspectedTable['firstRows'][number] {
  const row: Partial<Record<FieldName, CellAsRead>> = {};
  for (const match of [...matches.values()].sort((a, b) => a.index - b.index)) {
    const cell = cellAsRead(cells, match, formats.of(match.index));
    const before = row[match.field];
    row[match.field] =
      typeof before === 'number' && typeof cell === 'number' ? before + cell : (cell ?? before ?? null);
  }
  return row;
}

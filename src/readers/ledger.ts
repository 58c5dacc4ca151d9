import type { Diagnostic, Severity } from '../foundation/diagnostics.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { CustomerLines } from './customerLines.ts';
import type { ProblemCode } from './problems.ts';
import { detached } from './text.ts';

/** Beyond this many problems the file is not what it was taken for, and keeping them all would not fit. */
const PROBLEM_LIMIT = 1_000_000;
const SHOWN_VALUE_UNITS = 200;
/** The rank of the file named first. */
export const HIGHEST_RANK = 65_535;

/** Where a cell stands: 1-based physical line, 0-based place in its record, and the user's header. */
export interface CellPlace {
  readonly line: number;
  readonly index: number;
  readonly header: string;
  readonly value: string;
}

/** What happened to the rows of one file: rows read = used + skipped, and every problem with its place. */
export class Ledger {
  readonly file: string;
  /** How much the file's rows of customers count: more than those of files named later. */
  readonly rank: number;
  /** The lines of customers that have rows of their own. */
  readonly customers = new CustomerLines();
  readonly diagnostics: Diagnostic[] = [];
  /** Whether cells have places in their rows, as in delimited text and not in JSON. */
  positional = true;
  rowsUsed = 0;
  rowsSkipped = 0;
  cellsRejected = 0;

  constructor(file: string, rank = HIGHEST_RANK) {
    this.file = file;
    this.rank = rank;
  }

  get rowsRead(): number {
    return this.rowsUsed + this.rowsSkipped;
  }

  /** A row that is left out because of one cell. */
  skipForCell(code: ProblemCode, place: CellPlace, message: string, hint?: string): void {
    this.rowsSkipped++;
    this.#add({ code, severity: 'error', message, ...this.#at(place), ...(hint && { hint }) });
  }

  /** A row that is left out as a whole. */
  skipRow(code: ProblemCode, line: number, message: string, hint?: string): void {
    this.rowsSkipped++;
    this.#add({ code, severity: 'error', message, location: { file: this.file, line }, ...(hint && { hint }) });
  }

  /** A row that is rightly no row of ours: left out and counted, without being a problem. */
  passOver(code: ProblemCode, place: CellPlace, message: string): void {
    this.rowsSkipped++;
    this.#add({ code, severity: 'note', message, ...this.#at(place) });
  }

  /** A cell that is read as missing; its row is used. */
  rejectCell(code: ProblemCode, place: CellPlace, message: string, hint?: string): void {
    this.cellsRejected++;
    this.#add({ code, severity: 'warning', message, ...this.#at(place), ...(hint && { hint }) });
  }

  /** Something about the file as a whole. */
  say(severity: Severity, code: ProblemCode, message: string, hint?: string): void {
    this.#add({ code, severity, message, location: { file: this.file }, ...(hint && { hint }) });
  }

  #at({ line, index, header, value }: CellPlace): Pick<Diagnostic, 'location' | 'value'> {
    const column = this.positional ? { column: index + 1 } : {};
    return { location: { file: this.file, line, ...column, header }, value: shorten(value) };
  }

  #add(diagnostic: Diagnostic): void {
    if (this.diagnostics.length >= PROBLEM_LIMIT) {
      throw new CxRoiError('input_limit', `More than ${PROBLEM_LIMIT} problems: is this the file you meant?`, {
        location: { file: this.file },
        hint: 'Look at how it is read with `cx-roi inspect`, and map its columns with --map.',
      });
    }
    this.diagnostics.push(diagnostic);
  }
}

function shorten(value: string): string {
  return detached(value.length <= SHOWN_VALUE_UNITS ? value : `${value.slice(0, SHOWN_VALUE_UNITS)}…`);
}

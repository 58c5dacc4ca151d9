import { FIELD_TYPES, type FieldName } from '../domain/fields.ts';
import { shareOf } from './content.ts';
import type { DatasetContext } from './context.ts';
import type { EightBitDecision } from './eightBit.ts';
import { saysNothing } from './eventKinds.ts';
import { saysPercent } from './headers.ts';
import type { Ledger } from './ledger.ts';
import type { ReadTable } from './look.ts';
import type { ColumnMatch } from './match.ts';
import { columnsOf } from './plan.ts';
import type { ProblemCode } from './problems.ts';
import { spoiltIds } from './spoiltIds.ts';
import { type UnusedColumn, unusedColumns } from './unused.ts';

/** More is not a message but a list, which `inspect` has. */
const SHOWN_UNUSED = 5;

const EVENTS_OF_NO_KIND =
  'No column says what happened, neither an amount nor anything of a contact; the rows are read as visits, which cost and bring nothing.';
const NAME_KIND =
  "Of sales name the amounts, --map 'amount=Header'; of contacts what they were about, --map 'topic=Header'; else add a column \"type\".";

/** What there is to say about a file as a whole. */
export class FileNotices {
  readonly #ledger: Ledger;
  readonly #context: DatasetContext;

  constructor(ledger: Ledger, context: DatasetContext) {
    this.#ledger = ledger;
    this.#context = context;
  }

  /** The text is in an 8-bit encoding; words show whether in the right one. */
  onEightBit({ encoding, samples }: EightBitDecision): void {
    const isCentral = encoding === 'windows-1250';
    const [name, other] = isCentral ? ['Windows-1250', 'windows-1252'] : ['Windows-1252', 'windows-1250'];
    const shown = samples.length === 0 ? '' : `: ${quoted(samples.map(({ asRead }) => asRead))}`;
    const differing = samples.filter(({ asRead, otherwise }) => asRead !== otherwise).map((one) => one.otherwise);
    const are = differing.length === 1 ? 'is' : 'are';
    const hint =
      differing.length === 0
        ? `If that is wrong, say the encoding: --encoding ${other}.`
        : `If ${quoted(differing)} ${are} right, say so: --encoding ${other}.`;
    this.#warn('encoding_assumed', `The text is not UTF-8; it was read as ${name}${shown}.`, hint);
  }

  onFlawed(): void {
    const message = 'Some bytes are not UTF-8, though the text is; they are read as \ufffd.';
    this.#warn('encoding_flawed', message, 'If many are, say the encoding: --encoding windows-1252.');
  }

  onMissedEngine(): void {
    const message = 'Files of this size are read several times faster where DuckDB is installed.';
    this.#ledger.say('note', 'engine_absent', message, 'Install it: npm install @duckdb/node-api');
  }

  onNoRows(isJson: boolean): void {
    if (!isJson) this.#warn('file_without_rows', 'The file has a header and no rows.');
    else {
      const hint = 'They are looked for in an array at the top, or in members of it such as "orders" or "data".';
      this.#warn('file_without_rows', 'The JSON holds no records.', hint);
    }
  }

  /** The columns of a table that seem to matter and are not used. */
  onTable({ plan, formats, sample }: ReadTable): void {
    if (saysNothing(plan)) this.#warn('kind_assumed', EVENTS_OF_NO_KIND, NAME_KIND);
    for (const match of columnsOf(plan)) {
      const isRate = FIELD_TYPES[match.field] === 'rate' && saysPercent(match.folded);
      if (isRate && !formats.of(match.index).inPercent && holdsBare(sample, match)) this.#sayFractions(match.header);
    }
    for (const { header, sample: id } of spoiltIds(plan, sample)) {
      const message = `"${header}" holds "${id}", which a spreadsheet makes of long ids: different ones look the same.`;
      this.#warn(
        'ids_spoilt',
        message,
        'The digits are lost: export the file again, without opening it in a spreadsheet.',
      );
    }
    // An export that is known has columns for what its system may ask, asked or not.
    const asked = plan.preset === null ? columnsOf(plan).filter(isAttitude) : [];
    for (const { header, field } of asked) this.#sayAttitude(header, field);
    for (const column of unusedColumns(plan, sample).slice(0, SHOWN_UNUSED)) this.#sayUnused(column);
  }

  #sayFractions(header: string): void {
    const message = `"${header}" is said to be in per cent and holds nothing above 1; its cells are read as fractions, 0.4 as 40%.`;
    this.#warn('rate_assumed', message, 'If they are in per cent, write the sign into them: 0.4%.');
  }

  #sayAttitude(header: string, field: FieldName): void {
    const message = `"${header}" holds ${field.toUpperCase()} answers, which enter no figure: effort is measured by contacts and CES.`;
    this.#warn('column_unused', message);
  }

  #sayUnused({ header, like, field, ofYear }: UnusedColumn): void {
    const hint = ofYear
      ? `If it is, add the years up in one column and name that: --map '${field}=Header'.`
      : `If it is, say so: --map '${field}=${header}'.`;
    this.#warn('column_unused', `"${header}" looks like ${like}, and is not used.`, hint);
  }

  #warn(code: ProblemCode, message: string, hint?: string): void {
    this.#ledger.say('warning', code, message, hint);
    this.#context.warn(code, `${this.#ledger.file}: ${message}`, 1);
  }
}

function holdsBare(sample: ReadTable['sample'], { index }: ColumnMatch): boolean {
  return shareOf(sample, index, (text) => !text.includes('%')) > 0;
}

function isAttitude({ field }: ColumnMatch): boolean {
  return field === 'nps' || field === 'csat';
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' and ');
}

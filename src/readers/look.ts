import type { InputFile, ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { refuseMarkup } from './binary.ts';
import { parseCsv } from './csv.ts';
import { decideEncoding, type EncodingDecision, toUtf8 } from './encoding.ts';
import type { ColumnFormats } from './formats.ts';
import { headerRowOf, refuseRepeated } from './headerRow.ts';
import { withoutLabels } from './labelRows.ts';
import type { Ledger } from './ledger.ts';
import { countKnown } from './lookUp.ts';
import { planTable, type TablePlan } from './plan.ts';
import { planByContent } from './planContent.ts';
import type { RawInput } from './raw.ts';
import { roleOf } from './role.ts';
import { type Dialect, decideFormat, type SampleRecord, sampleRecords, sniffDialect } from './sniff.ts';
import { Survey } from './survey.ts';

/** Bytes looked at before anything is decided. */
const HEAD_BYTES = 1 << 18;

/** All that is decided about a file before its rows are read. */
export interface Look {
  readonly encoding: EncodingDecision;
  /** The beginning of the text. */
  readonly text: string;
  /** Null for JSON, whose tables are decided as they come, and for Parquet. */
  readonly table: DelimitedTable | null;
  readonly parquet: ParquetTable | null;
}

/** A table, how its columns are read, and its first records. */
export interface ReadTable {
  readonly plan: TablePlan;
  readonly formats: ColumnFormats;
  readonly sample: readonly SampleRecord[];
  /** What the table was told to be, or recognised as by its rows, where that is not what the file was told to be. */
  readonly role?: InputFile['role'];
}

export interface DelimitedTable extends ReadTable {
  readonly dialect: Dialect;
}

export interface ParquetTable extends ReadTable {
  /** Its rows in SQL, every cell a text. */
  readonly relation: string;
  readonly rows: number;
}

/** Looks at a file and decides how it is read; throws `input_*` for one that cannot be read at all. */
export async function lookAt(
  raw: RawInput,
  role: InputFile['role'],
  options: ReadOptions,
  ledger: Ledger,
): Promise<Look> {
  const head = await raw.head(HEAD_BYTES);
  if (head.length === 0) throw empty(raw.name);
  const encoding = decideEncoding(head, options.encoding, raw.name);
  const text = await headText(head, encoding);
  if (text.trim() === '') throw empty(raw.name);
  refuseMarkup(text, raw.name);
  if (decideFormat(text, raw.name, options.format) === 'json') return { encoding, text, table: null, parquet: null };
  const dialect = sniffDialect(text, options, countKnown);
  if (options.headerLine !== null && dialect.header.length === 0) throw withoutHeader(options.headerLine, raw.name);
  if (dialect.linesAbove > 0) {
    const message = `The header stands in line ${dialect.skipLines + 1}; what stands above it was not read.`;
    ledger.say('note', 'lines_above_header', message);
  }
  const row = headerRowOf(dialect.header, ledger);
  const { headers } = row;
  const records = sampleRecords(text, dialect);
  const known = roleOf(role, headers, records, options);
  const byHeader = planTable(headers, known, options, raw.name);
  const sample = withoutLabels(byHeader, records);
  const plan = planByContent(byHeader, sample, raw.name);
  refuseRepeated(plan, row, raw.name);
  const survey = new Survey(plan, options);
  for (const { cells } of sample) survey.record(cells);
  if (!survey.settled) await surveyAll(raw, survey, dialect, encoding);
  const formats = survey.formats(dialect.delimiter === ';' ? ',' : null, raw.name);
  return { encoding, text, table: { dialect, plan, formats, sample, role: known }, parquet: null };
}

/** Looks through the whole file for the values that decide what the sample leaves open. */
async function surveyAll(
  raw: RawInput,
  survey: Survey,
  dialect: Dialect,
  { encoding }: EncodingDecision,
): Promise<void> {
  const chunks = toUtf8(raw.bytes(false), encoding);
  const needed = until(chunks, () => survey.settled);
  try {
    await parseCsv(needed, dialect, survey, raw.name);
  } catch (error) {
    // The end of what was needed can lie within quotes.
    if (!survey.settled) throw error;
  }
}

async function* until<T>(chunks: AsyncIterable<T>, done: () => boolean): AsyncGenerator<T> {
  for await (const chunk of chunks) {
    yield chunk;
    if (done()) return;
  }
}

async function headText(head: Buffer, { encoding }: EncodingDecision): Promise<string> {
  const parts: Buffer[] = [];
  const bytes = (async function* () {
    yield head;
  })();
  for await (const part of toUtf8(bytes, encoding)) parts.push(part);
  const text = Buffer.concat(parts).toString();
  // A line that the head cuts off shows no whole values.
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return head.length < HEAD_BYTES || end === 0 ? text : text.slice(0, end);
}

function withoutHeader(line: number, file: string): CxRoiError {
  return new CxRoiError('input_headers', `The file has no header in line ${line}.`, {
    location: { file, line },
    hint: 'Say in which line its column names stand, such as --header-line 1.',
  });
}

function empty(file: string): CxRoiError {
  return new CxRoiError('input_empty', 'The file is empty.', {
    location: { file },
    hint: 'Check that the export finished; a table needs a header row.',
  });
}

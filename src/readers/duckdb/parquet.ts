import { resolve } from 'node:path';
import type { InputFile, ReadOptions } from '../../domain/reading.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { headerRowOf, refuseRepeated } from '../headerRow.ts';
import type { Ledger } from '../ledger.ts';
import type { Look, ParquetTable } from '../look.ts';
import { planTable } from '../plan.ts';
import { planByContent } from '../planContent.ts';
import { roleOf } from '../role.ts';
import type { SampleRecord } from '../sniff.ts';
import { Survey } from '../survey.ts';
import type { RecordSink } from '../tables.ts';
import type { Chunk } from './chunk.ts';
import { cellOf } from './query.ts';
import { type DuckDb, QueryFailed } from './session.ts';
import { identifier, literal } from './sql.ts';

const SAMPLE_ROWS = 1000;

/** Decides how a Parquet file is read: as a CSV file of the same texts would be, but that its names are its header. */
export async function lookAtParquet(
  duckDb: DuckDb,
  file: InputFile,
  options: ReadOptions,
  ledger: Ledger,
): Promise<Look> {
  try {
    return await look(duckDb, file, options, ledger);
  } catch (error) {
    throw error instanceof QueryFailed ? unreadable(error, file.source.name) : error;
  }
}

async function look(duckDb: DuckDb, { source, role }: InputFile, options: ReadOptions, ledger: Ledger): Promise<Look> {
  const file = `read_parquet(${literal(resolve(source.path!))}, binary_as_string = true, hive_partitioning = false)`;
  const columns = await duckDb.rows(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`);
  const cells = columns.map(([name, type], i) => `${textSql(identifier(name!), type!)} AS ${cellOf(i).sql}`);
  const relation = `(SELECT ${cells.join(', ')} FROM ${file})`;
  const countOf = async (from: string) =>
    Number((await duckDb.rows(`SELECT CAST(count(*) AS VARCHAR) FROM ${from}`))[0]![0]);
  const headers = columns.map(([name]) => name!);
  const rows = await duckDb.rows(`SELECT * FROM ${relation} LIMIT ${SAMPLE_ROWS}`);
  const sample = rows.map((row, i): SampleRecord => ({ cells: row.map((cell) => cell ?? ''), line: i + 1 }));
  const row = headerRowOf(headers, ledger);
  const known = roleOf(role, row.headers, sample, options);
  const plan = planByContent(planTable(row.headers, known, options, source.name), sample, source.name);
  refuseRepeated(plan, row, source.name);
  const survey = new Survey(plan, options);
  for (const record of sample) survey.record(record.cells);
  if (!survey.settled) await eachRow(duckDb, { plan, relation }, survey, () => survey.settled);
  // What the values leave open is written as Parquet's own numbers are.
  const written = { formats: survey.formats('.', source.name), rows: await countOf(file) };
  const parquet = { plan, sample, relation, role: known, ...written };
  return { encoding: { encoding: 'utf-8', reason: 'valid UTF-8' }, text: '', table: null, parquet };
}

/** Hands every row on as texts, numbered from 1, until `done`. */
export async function eachRow(
  duckDb: DuckDb,
  { plan, relation }: Pick<ParquetTable, 'plan' | 'relation'>,
  sink: RecordSink,
  done: () => boolean = () => false,
): Promise<void> {
  let line = 0;
  const take = (chunk: Chunk) => {
    const columns = plan.headers.map((_, i) => chunk.texts(i));
    for (let row = 0; row < chunk.rows; row++) {
      const cells = columns.map((texts) => (texts.isNull(row) ? '' : texts.text(row)));
      sink.record(cells, ++line);
    }
    return done();
  };
  await duckDb.each(`SELECT * FROM ${relation}`, take);
}

/** The error of a file that DuckDB cannot read. */
export function unreadable(error: QueryFailed, file: string): CxRoiError {
  const [message = ''] = error.message.split('\n');
  return new CxRoiError('input_syntax', `The Parquet file cannot be read: ${message}`, {
    location: { file },
    hint: 'Write the file again; if it is encrypted or of a newer version, export it as CSV.',
    cause: error,
  });
}

/** A column of any type as the texts that a CSV file would hold; null where there is no value. */
function textSql(column: string, type: string): string {
  if (type === 'VARCHAR') return `NULLIF(${column}, '')`;
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `CASE WHEN NOT isnan(${column}) THEN CAST(${column} AS VARCHAR) END`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `CAST(${column} AT TIME ZONE 'UTC' AS VARCHAR) || 'Z'`;
  if (/^(?:VARCHAR|[A-Z]*INT[A-Z]*)\[\]$/.test(type)) return `array_to_string(${column}, ', ')`;
  return `CAST(${column} AS VARCHAR)`;
}

import type { TypedTable } from '../domain/typedTable.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { warningMessages } from './messages.ts';
import { resultTarget } from './outputs.ts';
import { readFiles } from './read.ts';
import type { Format, OutputOptions, Response, ScoreRequest } from './request.ts';

/** Reduces the interactions of shops to a row a customer that `score` reads: the `features` command. */
export async function featuresOfFiles(request: ScoreRequest): Promise<Response> {
  const { output, style } = request;
  const format = formatOf(output);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const { dataset, diagnostics, warnings } = read.outcome;
  request.onProgress?.({ step: 'counting features' });
  const { featuresOf } = await import('../engine/features/features.ts');
  const { featureTable } = await import('../renderers/featureTable.ts');
  const features = featuresOf(dataset, request.score);
  const chunks = await written(featureTable(dataset, features.columns), format, output);
  const target = resultTarget(output);
  const said = warningMessages([...warnings, ...features.warnings], diagnostics, style);
  return { outputs: [...read.messages, { target, chunks }, ...said], exitCode: 0 };
}

async function written(table: TypedTable, format: 'csv' | 'json' | 'parquet', { csvRaw }: OutputOptions) {
  if (format === 'parquet') {
    const { writeParquet } = await import('../readers/duckdb/writeParquet.ts');
    return writeParquet(table);
  }
  const { typedCsv, typedJson } = await import('../renderers/typedTable.ts');
  return format === 'json' ? typedJson(table) : typedCsv(table, csvRaw);
}

const BY_ENDING = { '.json': 'json', '.parquet': 'parquet' } as const;

/** As asked for, else as the name of the file says, else CSV. */
function formatOf({ format, file }: OutputOptions): 'csv' | 'json' | 'parquet' {
  if (format === 'csv' || format === 'json' || format === 'parquet') return format;
  if (format !== NOT_GIVEN) {
    throw new CxRoiError('usage', `features are not written as ${format}`, { hint: 'Allowed: csv, json, parquet' });
  }
  const ending = Object.entries(BY_ENDING).find(([known]) => file?.toLowerCase().endsWith(known));
  return ending?.[1] ?? 'csv';
}

const NOT_GIVEN: Format = 'table';

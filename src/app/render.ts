import type { ScoreResult } from '../domain/results.ts';
import { type Field, parseFilter, resolveFields, selectCustomers } from '../renderers/select.ts';
import type { Format, ScoreRequest } from './request.ts';

type Renderer = (
  result: ScoreResult,
  request: ScoreRequest,
  fields: readonly Field[] | null,
) => Chunks | Promise<Chunks>;

type Chunks = Iterable<string | Uint8Array>;

/** Loads what a format needs and nothing else: drawing tables is slow to load. */
const RENDERERS = {
  table: async () => {
    const { renderTerminal } = await import('../renderers/terminal.ts');
    return (result, { style, output }, fields) =>
      renderTerminal(result, { fields, width: style.width, color: style.color, order: orderWords(output.sort) });
  },
  markdown: async () => {
    const { renderMarkdown } = await import('../renderers/markdown.ts');
    return (result, _, fields) => renderMarkdown(result, fields);
  },
  json: async () => {
    const { renderJson } = await import('../renderers/json.ts');
    return (result, _, fields) => renderJson(result, fields);
  },
  ndjson: async () => {
    const { renderNdjson } = await import('../renderers/json.ts');
    return (result, _, fields) => renderNdjson(result, fields);
  },
  csv: async () => {
    const { renderCsv } = await import('../renderers/delimited.ts');
    return (result, { output }, fields) => renderCsv(result, { fields, raw: output.csvRaw });
  },
  tsv: async () => {
    const { renderTsv } = await import('../renderers/delimited.ts');
    return (result, { output }, fields) => renderTsv(result, { fields, raw: output.csvRaw });
  },
  parquet: async () => {
    const { parquetTable } = await import('../renderers/parquetTable.ts');
    const { writeParquet } = await import('../readers/duckdb/writeParquet.ts');
    return (result, _, fields) => writeParquet(parquetTable(result, fields));
  },
} as const satisfies Record<Format, () => Promise<Renderer>>;

/** Customers shown where people read rather than programs. */
const TOP_FOR_READING = 20;

/** The result in the format asked for, customers chosen and ordered. */
export async function renderResult(result: ScoreResult, request: ScoreRequest): Promise<Chunks> {
  const { format, fields, sort, filters, top } = request.output;
  const forReading = format === 'table' || format === 'markdown';
  const customers = selectCustomers(result.customers, {
    sort,
    filters: filters.map(parseFilter),
    top: top ?? (forReading ? TOP_FOR_READING : null),
  });
  const render: Renderer = await RENDERERS[format]();
  return render({ ...result, customers }, request, fields === null ? null : resolveFields(fields));
}

function orderWords(sort: string | null): string {
  if (sort === null) return 'most at stake first';
  return sort.startsWith('-') ? `by ${sort.slice(1)}, largest first` : `by ${sort}`;
}

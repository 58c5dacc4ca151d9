import type { Rows } from '../domain/rows.ts';
import { rowsOf } from '../domain/rows.ts';
import {
  type RowField,
  renderDocument,
  renderReportJson,
  renderRows,
  renderRowsNdjson,
} from '../renderers/reportData.ts';
import type { Report } from '../renderers/sections.ts';
import type { ScoreRequest } from './request.ts';

/** How one kind of report becomes text: what people read, and what programs read. */
export interface ReportView<R, C, F> {
  readonly sections: (report: R) => Report;
  /** What a row of csv and tsv is, and its columns. */
  readonly rows: (report: R) => Iterable<F>;
  readonly fields: readonly RowField<F>[];
  /** How many customers are shown where people read, unless `--top` says. */
  readonly topForReading: number;
  readonly withCustomers: (report: R, customers: Rows<C>) => R;
}

interface WithCustomers<C> {
  readonly customers: Rows<C>;
}

/** The report in the format asked for, the first `--top` customers of it. */
export function renderReport<R extends WithCustomers<C>, C, F>(
  whole: R,
  request: Pick<ScoreRequest, 'output' | 'style'>,
  view: ReportView<R, C, F>,
): Promise<Iterable<string>> {
  const { output } = request;
  const customers = firstRows(whole.customers, output.top ?? (isForReading(request) ? view.topForReading : null));
  const report = view.withCustomers(whole, customers);
  const { customers: _, ...head } = report;
  return renderAs(request, {
    json: () => renderReportJson(head, 'customers', customers),
    ndjson: () => renderRowsNdjson(customers),
    rows: () => view.rows(report),
    fields: view.fields,
    sections: () => view.sections(report),
  });
}

/** A report's forms, each made only when asked for. */
interface Renderings<F> {
  readonly json: () => Iterable<string>;
  readonly ndjson: () => Iterable<string>;
  readonly rows: () => Iterable<F>;
  readonly fields: readonly RowField<F>[];
  readonly sections: () => Report;
}

export async function renderAs<F>(
  { output, style }: Pick<ScoreRequest, 'output' | 'style'>,
  forms: Renderings<F>,
): Promise<Iterable<string>> {
  switch (output.format) {
    case 'json':
      return forms.json();
    case 'ndjson':
      return forms.ndjson();
    case 'csv':
    case 'tsv': {
      const separator = output.format === 'csv' ? ',' : '\t';
      return renderRows(forms.rows(), forms.fields, { separator, raw: output.csvRaw });
    }
    default: {
      const { renderSections, renderSectionsMarkdown } = await import('../renderers/sections.ts');
      const sections = forms.sections();
      return output.format === 'table' ? renderSections(sections, style) : renderSectionsMarkdown(sections);
    }
  }
}

function isForReading({ output }: Pick<ScoreRequest, 'output'>): boolean {
  return output.format === 'table' || output.format === 'markdown';
}

/** The first so many rows; null: all. */
export function firstRows<T>(rows: Rows<T>, top: number | null): Rows<T> {
  return top === null || top >= rows.length ? rows : rowsOf(top, (i) => rows.at(i));
}

/** How a report without customers becomes text; its rows are those of csv, tsv and ndjson. */
export interface FindingsView<R, F> {
  readonly sections: (report: R) => Report;
  readonly rows: Iterable<F>;
  readonly fields: readonly RowField<F>[];
}

/** A report without customers in the format asked for. */
export function renderFindings<R extends object, F>(
  report: R,
  request: Pick<ScoreRequest, 'output' | 'style'>,
  { sections, rows, fields }: FindingsView<R, F>,
): Promise<Iterable<string>> {
  return renderAs(request, {
    json: () => renderDocument(report),
    ndjson: () => renderRowsNdjson(rows),
    rows: () => rows,
    fields,
    sections: () => sections(report),
  });
}

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
export async function renderReport<R extends WithCustomers<C>, C, F>(
  whole: R,
  { output, style }: Pick<ScoreRequest, 'output' | 'style'>,
  view: ReportView<R, C, F>,
): Promise<Iterable<string>> {
  const forReading = output.format === 'table' || output.format === 'markdown';
  const top = output.top ?? (forReading ? view.topForReading : whole.customers.length);
  const customers = rowsOf(Math.min(top, whole.customers.length), (i) => whole.customers.at(i));
  const report = view.withCustomers(whole, customers);
  switch (output.format) {
    case 'json':
      return renderReportJson(report);
    case 'ndjson':
      return renderRowsNdjson(report.customers);
    case 'csv':
    case 'tsv': {
      const separator = output.format === 'csv' ? ',' : '\t';
      return renderRows(view.rows(report), view.fields, { separator, raw: output.csvRaw });
    }
    default: {
      const { renderSections, renderSectionsMarkdown } = await import('../renderers/sections.ts');
      const sections = view.sections(report);
      return output.format === 'table' ? renderSections(sections, style) : renderSectionsMarkdown(sections);
    }
  }
}

/** How a report without customers becomes text; its rows are those of csv, tsv and ndjson. */
export interface FindingsView<R, F> {
  readonly sections: (report: R) => Report;
  readonly rows: Iterable<F>;
  readonly fields: readonly RowField<F>[];
}

/** A report without customers in the format asked for. */
export async function renderFindings<R extends object, F>(
  report: R,
  { output, style }: Pick<ScoreRequest, 'output' | 'style'>,
  { sections, rows, fields }: FindingsView<R, F>,
): Promise<Iterable<string>> {
  switch (output.format) {
    case 'json':
      return renderDocument(report);
    case 'ndjson':
      return renderRowsNdjson(rows);
    case 'csv':
    case 'tsv':
      return renderRows(rows, fields, { separator: output.format === 'csv' ? ',' : '\t', raw: output.csvRaw });
    default: {
      const { renderSections, renderSectionsMarkdown } = await import('../renderers/sections.ts');
      const told = sections(report);
      return output.format === 'table' ? renderSections(told, style) : renderSectionsMarkdown(told);
    }
  }
}

import type { Dataset, DatasetBuilder } from '../domain/dataset.ts';
import type { FieldName } from '../domain/fields.ts';
import { interactionContent } from '../domain/interactions.ts';
import type { SourceRow } from '../domain/sourceRow.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import type { Ledger } from './ledger.ts';
import type { TablePlan } from './plan.ts';
import { isBlank } from './text.ts';

interface TracedRow extends Omit<SourceRow, 'why' | 'interactions'> {
  /** Arrivals of the interactions that came of it, and what each holds once all is read. */
  readonly from: number;
  readonly to: number;
  contents: readonly (readonly number[])[];
}

/** Notes the rows of one customer while files are read, so that every figure can be shown where it stands. */
export class RowTrace {
  readonly customerId: string;
  readonly #dataset: DatasetBuilder;
  readonly #rows: TracedRow[] = [];

  constructor(customerId: string, dataset: DatasetBuilder) {
    this.customerId = customerId;
    this.#dataset = dataset;
  }

  /** Takes a row of the customer by `take`, and notes what came of it. */
  note(plan: TablePlan, ledger: Ledger, row: { cells: readonly string[]; line: number }, take: () => void): void {
    const { interactions } = this.#dataset;
    const [from, used] = [interactions.rows, ledger.rowsUsed];
    take();
    this.#rows.push({
      ...{ file: ledger.file, line: row.line, kind: plan.kind, used: ledger.rowsUsed > used },
      cells: cellsOf(plan, row.cells),
      ...{ from, to: interactions.rows, contents: [] },
    });
  }

  /** Later lines of an order may have changed what a row became, so contents are taken when all is read. */
  settle(): void {
    const { interactions } = this.#dataset;
    for (const row of this.#rows) {
      row.contents = Array.from({ length: row.to - row.from }, (_, i) => interactions.content(row.from + i));
    }
  }

  /** The rows with the interactions of the sealed dataset, which stand in another order than they came. */
  sourceRows({ customerIds, interactions }: Dataset, diagnostics: readonly Diagnostic[]): SourceRow[] {
    const customer = customerIds.indexOf(this.customerId);
    if (customer < 0) return [];
    const byContent = new Map<string, number[]>();
    for (let row = interactions.start[customer + 1]! - 1; row >= interactions.start[customer]!; row--) {
      const key = interactionContent(interactions, row).join();
      byContent.set(key, [...(byContent.get(key) ?? []), row]);
    }
    return this.#rows.map(({ contents, from: _, to: __, ...row }) => ({
      ...row,
      why: row.used ? null : whyNot(diagnostics, row),
      interactions: contents.flatMap((content) => byContent.get(content.join())?.pop() ?? []),
    }));
  }
}

function cellsOf({ headers, customers, interactions }: TablePlan, cells: readonly string[]): SourceRow['cells'] {
  const fields = new Map<number, FieldName>();
  for (const { index, field } of [...interactions.values(), ...customers.values()]) fields.set(index, field);
  return cells.flatMap((value, i) => {
    const header = headers[i];
    if (header === undefined || isBlank(value)) return [];
    return [{ header, field: fields.get(i) ?? null, value }];
  });
}

function whyNot(diagnostics: readonly Diagnostic[], { file, line }: { file: string; line: number }): string | null {
  const found = diagnostics.find(({ location }) => location?.file === file && location.line === line);
  return found?.message ?? null;
}

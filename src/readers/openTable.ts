import type { DatasetContext } from './context.ts';
import { CostRows } from './costRows.ts';
import type { ColumnFormats } from './formats.ts';
import type { Ledger } from './ledger.ts';
import type { TablePlan } from './plan.ts';
import { TableReader, type TableSink } from './tables.ts';

/** What takes the rows of a table, by what the table is. */
export function openTable(plan: TablePlan, formats: ColumnFormats, context: DatasetContext, ledger: Ledger): TableSink {
  return plan.kind === 'costs'
    ? new CostRows(plan, formats, context, ledger)
    : new TableReader(plan, formats, context, ledger);
}

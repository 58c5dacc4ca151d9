import type { Dataset } from '../../domain/dataset.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import type { CaseTable } from './cases.ts';
import { contactText } from './contactLog.ts';
import type { Moment, Receipt } from './customerScore.ts';
import type { CaseReceipt } from './outcome.ts';
import { COMPONENTS, type Component } from './weights.ts';

/** Turns shares of a score into something to read: which case, where, how long, and what made it hard. */
export function tellReceipts(
  dataset: Dataset,
  table: CaseTable,
  moment: Moment,
  receipts: readonly Receipt[],
): readonly CaseReceipt[] {
  return receipts.map(({ caseNumber, contacts, caseScore, points }) => {
    const { index } = table;
    const from = index.contactStart[caseNumber]!;
    const rows = index.contactRows.subarray(from, from + contacts);
    const first = rows[0]!;
    return {
      caseId: index.given[caseNumber] === 1 ? contactText(dataset, 'caseId', first) : null,
      topic: contactText(dataset, 'topic', first),
      channels: Array.from(rows, (row) => contactText(dataset, 'channel', row) ?? '?'),
      firstDay: dayOf(table.contactMs(caseNumber, 0)),
      lastDay: dayOf(table.contactMs(caseNumber, contacts - 1)),
      contacts,
      caseScore,
      points,
      components: componentsOf(table, caseNumber, moment, contacts),
    };
  });
}

function componentsOf(table: CaseTable, caseNumber: number, moment: Moment, contacts: number) {
  const values = table.componentsBefore(caseNumber, moment.beforeDay * MS_PER_DAY, contacts);
  const told: Partial<Record<Component, number | null>> = {};
  COMPONENTS.forEach((component, k) => {
    const value = values[k]!;
    if (value !== 0) told[component] = Number.isNaN(value) ? null : value;
  });
  return told;
}

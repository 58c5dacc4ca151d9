import type { AlertChange } from '../domain/alertsReport.ts';
import { visibleJson } from '../foundation/visible.ts';

/** A change as a line of NDJSON; `at` is the time of the event that brought it. */
export function renderAlertChange(change: AlertChange, timeMs: number): string {
  const at = new Date(timeMs).toISOString();
  const row =
    change.change === 'new'
      ? { change: change.change, at, ...change.alert }
      : { change: change.change, at, code: change.code, group: change.group, customerId: change.customerId };
  return `${visibleJson(JSON.stringify(row))}\n`;
}

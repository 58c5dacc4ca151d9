import { createReadStream } from 'node:fs';
import type { Dataset } from '../../src/domain/dataset.ts';
import { STATUS } from '../../src/domain/features.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { alertBook } from '../../src/engine/alerts/alertBook.ts';
import { buildStates, yardsticksOf } from '../../src/engine/alerts/buildStates.ts';
import { CustomerStates } from '../../src/engine/alerts/customerStates.ts';
import { alertsOn } from '../../src/engine/alerts/evaluate.ts';
import { Follower } from '../../src/engine/alerts/follower.ts';
import { tableEvents } from '../../src/engine/alerts/tableEvents.ts';
import { type Analysis, analyse } from '../../src/engine/analyse.ts';
import { dayOf } from '../../src/foundation/days.ts';
import { readDataset } from '../../src/readers/read.ts';
import { customerColumn } from './customerColumn.ts';

export async function datasetOf(...files: readonly string[]): Promise<Dataset> {
  const inputs = files.map((name) => ({
    role: 'auto' as const,
    source: { name, path: name, open: () => createReadStream(name) },
  }));
  return (await readDataset({ files: inputs, options: DEFAULT_READ_OPTIONS })).dataset;
}

/** Scored on the day of the last event of the log, so that a replay of the log ends on the same day. */
export function analysedAtEnd(dataset: Dataset, given: Partial<ScoreOptions> = {}): Analysis {
  let last = Number.NEGATIVE_INFINITY;
  for (const timeMs of dataset.interactions.timeMs) if (timeMs > last) last = timeMs;
  return analyse(dataset, { ...DEFAULT_OPTIONS, backtest: false, asOfDay: dayOf(last), ...given });
}

/** What is known of the customers before anything happened: the customers file alone. */
function statesWithoutEvents({ dataset, lifecycle, ...analysis }: Analysis): CustomerStates {
  const states = new CustomerStates(yardsticksOf({ dataset, lifecycle, ...analysis }));
  dataset.customerIds.forEach((id, row) => {
    states.add(id, lifecycle.startDay[row]!);
    const renewal = dataset.customers.numbers.get('renewal_date')?.[row];
    if (renewal !== undefined) states.setRenewal(row, dayOf(renewal));
    const churned = dataset.customers.numbers.get('churned_at')?.[row] ?? Number.NaN;
    if (lifecycle.status[row] === STATUS.churned && !Number.isNaN(churned)) states.setGone(row, dayOf(churned));
  });
  return states;
}

/** Rows of the log in the order in which a stream would bring them. */
function rowsByTime({ interactions }: Dataset): Int32Array {
  const { timeMs, rows } = interactions;
  return Int32Array.from({ length: rows }, (_, row) => row).sort((a, b) => timeMs[a]! - timeMs[b]! || a - b);
}

/** Follows the whole log from nothing; the alerts that its changes add up to, `customer code` → evidence. */
export function replayed(analysis: Analysis): { standing: Map<string, unknown>; states: CustomerStates } {
  const { dataset } = analysis;
  const states = statesWithoutEvents(analysis);
  const follower = new Follower(states, alertBook(analysis), null);
  const eventAt = tableEvents(dataset.interactions);
  const standing = new Set<string>();
  const customers = customerColumn(dataset.interactions);
  for (const row of rowsByTime(dataset)) {
    const accepted = follower.accept(dataset.customerIds[customers[row]!]!, eventAt(row));
    if (accepted.refused !== null) throw new Error(`refused: ${accepted.refused}`);
    for (const change of accepted.changes) {
      if (change.change === 'gone') standing.delete(`${change.customerId} ${change.code}`);
      else standing.add(`${change.alert.customerId} ${change.alert.code}`);
    }
  }
  const now = alertsOf(analysis, states);
  if (follower.standing !== standing.size) throw new Error('the follower miscounts what stands');
  return { standing: new Map([...standing].map((key) => [key, now.get(key)])), states };
}

/** The alerts of a report on the same history. */
export function reported(analysis: Analysis): { standing: Map<string, unknown>; states: CustomerStates } {
  const states = buildStates(analysis, yardsticksOf(analysis));
  return { standing: alertsOf(analysis, states), states };
}

function alertsOf({ dataset, asOfDay }: Analysis, states: CustomerStates): Map<string, unknown> {
  const found = new Map<string, unknown>();
  dataset.customerIds.forEach((id, row) => {
    for (const { rule, tell } of alertsOn(states, row, asOfDay!)) found.set(`${id} ${rule.code}`, tell());
  });
  return found;
}

import { compareCodeUnits } from '../../foundation/text.ts';
import { type ContactLog, contactsOf, contactText } from './contactLog.ts';

/** Customers who had to change channel within a case. */
export interface ChannelFlow {
  readonly from: string;
  readonly to: string;
  readonly changes: number;
  /** Mean effort of the cases it happened in; null where none is scored. */
  readonly effort: number | null;
}

/** Changes between consecutive contacts of known channel, most frequent first. */
export function channelFlows(log: ContactLog): readonly ChannelFlow[] {
  const flows = new Map<string, { from: string; to: string; changes: number; effort: number; scored: number }>();
  for (let c = 0; c < log.cases.index.cases; c++) {
    const score = log.cases.scoreBefore(c, Number.POSITIVE_INFINITY, log.cases.contacts(c));
    let from: string | null = null;
    for (const row of contactsOf(log, c)) {
      const to = contactText(log.dataset, 'channel', row);
      if (to === null) continue;
      if (from !== null && from !== to) {
        const key = JSON.stringify([from, to]);
        const flow = flows.get(key) ?? { from, to, changes: 0, effort: 0, scored: 0 };
        flow.changes++;
        if (!Number.isNaN(score)) {
          flow.effort += score;
          flow.scored++;
        }
        flows.set(key, flow);
      }
      from = to;
    }
  }
  return [...flows.values()]
    .sort((a, b) => b.changes - a.changes || compareCodeUnits(a.from, b.from) || compareCodeUnits(a.to, b.to))
    .map(({ from, to, changes, effort, scored }) => ({
      from,
      to,
      changes,
      effort: scored > 0 ? effort / scored : null,
    }));
}

import { NO_CODE } from '../../domain/interactions.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { ContactLog } from './contactLog.ts';

/** Customers who had to change channel within a case. */
export interface ChannelFlow {
  readonly from: string;
  readonly to: string;
  readonly changes: number;
  /** Mean effort of the cases it happened in; null where none is scored. */
  readonly effort: number | null;
}

/** Changes between consecutive contacts of known channel, most frequent first. */
export function channelFlows({ cases, dataset }: ContactLog): readonly ChannelFlow[] {
  const { columns, dictionaries } = dataset.interactions;
  const { channel } = columns;
  if (channel === undefined) return [];
  const { contactRows, contactStart } = cases.index;
  const channels = dictionaries.channel.size;
  const flows = new Map<number, Flow>();
  for (let c = 0; c < cases.index.cases; c++) {
    const score = cases.scoreBefore(c, Number.POSITIVE_INFINITY, cases.contacts(c));
    let from: number = NO_CODE;
    for (let place = contactStart[c]!; place < contactStart[c + 1]!; place++) {
      const to = channel[contactRows[place]!]!;
      if (to === NO_CODE) continue;
      if (from !== NO_CODE && from !== to) note(flows, from * channels + to, score);
      from = to;
    }
  }
  const nameOf = (code: number) => dictionaries.channel.text(code);
  return [...flows]
    .map(([key, { changes, effort, scored }]) => ({
      from: nameOf(Math.floor(key / channels)),
      to: nameOf(key % channels),
      changes,
      effort: scored > 0 ? effort / scored : null,
    }))
    .sort((a, b) => b.changes - a.changes || compareCodeUnits(a.from, b.from) || compareCodeUnits(a.to, b.to));
}

interface Flow {
  changes: number;
  /** Sum and number of the known scores of the cases it happened in. */
  effort: number;
  scored: number;
}

function note(flows: Map<number, Flow>, key: number, score: number): void {
  const flow = flows.get(key) ?? { changes: 0, effort: 0, scored: 0 };
  flows.set(key, flow);
  flow.changes++;
  if (Number.isNaN(score)) return;
  flow.effort += score;
  flow.scored++;
}

import type { TimelineEvent } from '../../domain/explainReport.ts';
import { INTERACTION_KINDS, KIND } from '../../domain/fields.ts';
import { NO_CODE, UNKNOWN, YES } from '../../domain/interactions.ts';
import type { SourceRow } from '../../domain/sourceRow.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Explained } from './known.ts';

const NOTHING: Omit<TimelineEvent, 'at' | 'what'> = {
  ...{ channel: null, topic: null, caseId: null, orderId: null, amount: null, minutes: null },
  ...{ resolved: null, survey: null, file: null, line: null },
};

/** All that is known to have happened, across channels, and the days that count, in order of time. */
export function timelineOf(explained: Explained, traced: readonly SourceRow[]): readonly TimelineEvent[] {
  const places = new Map(traced.flatMap((source) => source.interactions.map((row) => [row, source] as const)));
  const { interactions } = explained.analysis.dataset;
  const { customer } = explained;
  const events: TimelineEvent[] = [];
  for (let row = interactions.start[customer]!; row < interactions.start[customer + 1]!; row++) {
    events.push(eventOf(explained, row, places.get(row)));
  }
  // The sort is stable: what happened on one day stays in its order, before the days that count.
  return [...events, ...milestones(explained)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function eventOf({ analysis }: Explained, row: number, source: SourceRow | undefined): TimelineEvent {
  const { timeMs, kind, columns, dictionaries } = analysis.dataset.interactions;
  const text = (name: 'channel' | 'topic' | 'caseId' | 'orderId') => {
    const code = columns[name]?.[row] ?? NO_CODE;
    return code === NO_CODE ? null : dictionaries[name].text(code);
  };
  const amount = numberOr(columns.amountMinor?.[row]);
  const seconds = numberOr(columns.handleSeconds?.[row]);
  const resolved = columns.resolved?.[row] ?? UNKNOWN;
  return {
    at: isoDate(dayOf(timeMs[row]!)) ?? '',
    what: WHAT[kind[row]!] ?? INTERACTION_KINDS[kind[row]!]!.replace('_', ' '),
    ...{ channel: text('channel'), topic: text('topic'), caseId: text('caseId'), orderId: text('orderId') },
    amount: amount === null ? null : toUnits(amount),
    minutes: seconds === null ? null : Math.round(seconds / 6) / 10,
    resolved: resolved === UNKNOWN ? null : resolved === YES,
    survey: numberOr(columns.ces?.[row]),
    ...{ file: source?.file ?? null, line: source?.line ?? null },
  };
}

const WHAT: Readonly<Record<number, string>> = { [KIND.support]: 'contact' };

function numberOr(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Sign-up, leaving, renewal, the as-of day and the next purchase that is due. */
function milestones({ analysis, customer, row }: Explained): TimelineEvent[] {
  const { lifecycle, dataset, asOfDay } = analysis;
  const dayIn = (field: 'created_at' | 'renewal_date') =>
    dayOf(dataset.customers.numbers.get(field)?.[customer] ?? Number.NaN);
  const days: readonly (readonly [day: number, what: string])[] = [
    [dayIn('created_at'), 'signed up'],
    [lifecycle.endDay[customer]!, lifecycle.behaviour === 'subscription' ? 'left' : 'lapsed'],
    [dayIn('renewal_date'), 'renewal due'],
    [asOfDay ?? Number.NaN, 'as-of day'],
  ];
  const due = row.value.nextPurchaseAt;
  return [
    ...days.flatMap(([day, what]) => {
      const at = isoDate(day);
      return at === null ? [] : [{ at, what, ...NOTHING }];
    }),
    ...(due === null ? [] : [{ at: due, what: 'next purchase due', ...NOTHING }]),
  ];
}

import type { Grouping } from '../../domain/features.ts';
import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { dayOf } from '../../foundation/days.ts';
import { type ContactLog, caseIdOf } from './contactLog.ts';
import { bandOf, EFFORT } from './customerScore.ts';

/** A customer still here who had one bad case and has not been heard of since. */
export interface SilentRisk {
  readonly customer: number;
  readonly caseId: string | null;
  readonly caseScore: number;
  readonly lastDay: number;
  readonly silentDays: number;
}

/** Shorter silences say little. */
const LEAST_SILENT_DAYS = 30;

/** Active customers whose last event of any kind was a hard case at least 30 days ago, hardest first, then by customer. */
export function silentRisks(log: ContactLog, grouping: Grouping, lifecycle: Lifecycle): readonly SilentRisk[] {
  const { index } = log.cases;
  const found: SilentRisk[] = [];
  for (let i = 0; i + 1 < index.start.length; i++) {
    const last = latestCase(log, i);
    if (last < 0 || lifecycle.status[i] !== STATUS.active) continue;
    const lastDay = dayOf(index.lastMs(last));
    const caseScore = log.cases.scoreBefore(last, Number.POSITIVE_INFINITY, log.cases.contacts(last));
    const silentDays = log.asOfDay - lastDay;
    if (!(bandOf(caseScore) === EFFORT.high) || silentDays < LEAST_SILENT_DAYS) continue;
    if (lastEventDay(log, grouping, i) > lastDay) continue;
    found.push({ customer: i, caseId: caseIdOf(log, last), caseScore, lastDay, silentDays });
  }
  return found.sort((a, b) => b.caseScore - a.caseScore || a.customer - b.customer);
}

function latestCase({ cases: { index } }: ContactLog, customer: number): number {
  let last = -1;
  for (let c = index.start[customer]!; c < index.start[customer + 1]!; c++) {
    if (last < 0 || index.lastMs(c) >= index.lastMs(last)) last = c;
  }
  return last;
}

/** Day of the last thing that happened by the as-of day. */
function lastEventDay(
  { dataset: { interactions }, asOfDay }: ContactLog,
  grouping: Grouping,
  customer: number,
): number {
  for (let row = grouping.end[customer]! - 1; row >= grouping.start[customer]!; row--) {
    const day = dayOf(interactions.timeMs[row]!);
    if (day <= asOfDay) return day;
  }
  return Number.NEGATIVE_INFINITY;
}

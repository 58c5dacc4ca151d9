import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { type ContactLog, caseIdOf, contactsOf, contactText } from './contactLog.ts';
import { UNRESOLVED } from './weights.ts';

/** A case closed as resolved whose topic came back: what the company counts as solved and the customer does not. */
export interface FalseResolution {
  readonly customer: number;
  readonly caseId: string | null;
  readonly topic: string | null;
  readonly agent: string | null;
  readonly closedDay: number;
  readonly returnedDay: number;
}

/** In order of customer and time. */
export function falseResolutions(log: ContactLog): readonly FalseResolution[] {
  const { cases, dataset } = log;
  const found: FalseResolution[] = [];
  for (let c = 0; c < cases.index.cases; c++) {
    const returnMs = cases.returnMs(c);
    if (Number.isNaN(returnMs)) continue;
    // Looked at from just before the return, the case is resolved; an open one is no false resolution.
    const values = cases.componentsBefore(c, Number.NEGATIVE_INFINITY, cases.contacts(c));
    if (values[UNRESOLVED] !== 0) continue;
    const rows = contactsOf(log, c);
    found.push({
      customer: cases.index.customer[c]!,
      caseId: caseIdOf(log, c),
      topic: contactText(dataset, 'topic', rows[0]!),
      agent: contactText(dataset, 'agent', rows[rows.length - 1]!),
      closedDay: dayOf(cases.index.lastMs(c)),
      returnedDay: dayOf(returnMs),
    });
  }
  return found;
}

/** Two topics that follow each other: solving the first properly may spare the second. */
export interface NextIssuePair {
  readonly first: string;
  readonly next: string;
  readonly cases: number;
  /** Times as often as if the next topic did not depend on the first. */
  readonly lift: number;
}

/** Pairs of a case and the customer's next one, begun within the window after it, most frequent first. */
export function nextIssuePairs(log: ContactLog, windowDays: number): readonly NextIssuePair[] {
  const { index } = log.cases;
  const pairs = new Map<string, { first: string; next: string; cases: number }>();
  const [firsts, nexts] = [new Map<string, number>(), new Map<string, number>()];
  let total = 0;
  for (let c = 0; c + 1 < index.cases; c++) {
    const soon = index.firstMs[c + 1]! - index.lastMs(c);
    if (index.customer[c] !== index.customer[c + 1] || soon <= 0 || soon > windowDays * MS_PER_DAY) continue;
    const [first, next] = [c, c + 1].map((k) => contactText(log.dataset, 'topic', contactsOf(log, k)[0]!));
    if (first == null || next == null) continue;
    total++;
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
    nexts.set(next, (nexts.get(next) ?? 0) + 1);
    const key = JSON.stringify([first, next]);
    const pair = pairs.get(key) ?? { first, next, cases: 0 };
    pair.cases++;
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .map((pair) => ({ ...pair, lift: (pair.cases * total) / (firsts.get(pair.first)! * nexts.get(pair.next)!) }))
    .sort((a, b) => b.cases - a.cases || compareCodeUnits(a.first, b.first) || compareCodeUnits(a.next, b.next));
}

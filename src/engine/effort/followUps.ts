import { NO_CODE } from '../../domain/interactions.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { type ContactLog, caseIdOf, contactsOf, contactText } from './contactLog.ts';

/** A case closed as resolved whose topic came back: what the company counts as solved and the customer does not. */
export interface FalseResolution {
  readonly customer: number;
  readonly caseId: string | null;
  readonly topic: string | null;
  readonly agent: string | null;
  readonly closedDay: number;
  readonly returnedDay: number;
}

/** Their cases, in order of customer and time. */
export function falselyResolved({ cases }: Pick<ContactLog, 'cases'>): Int32Array {
  const found: number[] = [];
  for (let c = 0; c < cases.index.cases; c++) {
    // Looked at from just before the return, the case is resolved; an open one is no false resolution.
    if (!Number.isNaN(cases.returnMs[c]!) && cases.closedAsResolved(c)) found.push(c);
  }
  return Int32Array.from(found);
}

export function falseResolution(log: ContactLog, caseNumber: number): FalseResolution {
  const { cases, dataset } = log;
  const rows = contactsOf(log, caseNumber);
  return {
    customer: cases.index.customer[caseNumber]!,
    caseId: caseIdOf(log, caseNumber),
    topic: contactText(dataset, 'topic', rows[0]!),
    agent: contactText(dataset, 'agent', rows[rows.length - 1]!),
    closedDay: dayOf(cases.index.lastMs[caseNumber]!),
    returnedDay: dayOf(cases.returnMs[caseNumber]!),
  };
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
export function nextIssuePairs(
  { cases: { index }, dataset }: ContactLog,
  windowDays: number,
): readonly NextIssuePair[] {
  const { columns, dictionaries } = dataset.interactions;
  const topicOf = (c: number) => columns.topic?.[index.contactRows[index.contactStart[c]!]!] ?? NO_CODE;
  const topics = dictionaries.topic.size;
  const [firsts, nexts] = [new Float64Array(topics), new Float64Array(topics)];
  const pairs = new Map<number, number>();
  let total = 0;
  for (let c = 0; c + 1 < index.cases; c++) {
    const soon = index.firstMs[c + 1]! - index.lastMs[c]!;
    if (index.customer[c] !== index.customer[c + 1] || soon <= 0 || soon > windowDays * MS_PER_DAY) continue;
    const [first, next] = [topicOf(c), topicOf(c + 1)];
    if (first === NO_CODE || next === NO_CODE) continue;
    total++;
    firsts[first]!++;
    nexts[next]!++;
    const pair = first * topics + next;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return [...pairs]
    .map(([pair, cases]) => {
      const [first, next] = [Math.floor(pair / topics), pair % topics];
      const lift = (cases * total) / (firsts[first]! * nexts[next]!);
      return { first: dictionaries.topic.text(first), next: dictionaries.topic.text(next), cases, lift };
    })
    .sort((a, b) => b.cases - a.cases || compareCodeUnits(a.first, b.first) || compareCodeUnits(a.next, b.next));
}

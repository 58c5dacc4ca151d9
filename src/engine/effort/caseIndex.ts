import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { type InteractionTable, NO, NO_CODE } from '../../domain/interactions.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';

/**
 * Which contacts make which case. A case belongs to one customer; cases run by customer and within a customer by first
 * contact, contacts within a case in canonical order, so nothing depends on the order of rows.
 */
export interface CaseIndex {
  readonly cases: number;
  /** Cases of customer i: `start[i]` … `start[i+1] − 1`. */
  readonly start: Int32Array;
  readonly customer: Int32Array;
  /** 1 where the data name the case, 0 where it is inferred. */
  readonly given: Uint8Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  /** Contacts of case c: rows `contactRows[contactStart[c]]` … `contactRows[contactStart[c+1] − 1]` of the table. */
  readonly contactStart: Int32Array;
  readonly contactRows: Int32Array;
}

/** A contact is an inbound support interaction that has happened by the as-of day. */
export function isContact(table: InteractionTable, row: number, asOfDay: number): boolean {
  if (table.kind[row] !== KIND.support || table.columns.inbound?.[row] === NO) return false;
  return dayOf(table.timeMs[row]!) <= asOfDay;
}

interface CaseRules {
  readonly asOfDay: number;
  /** Days without contact on one topic after which a contact without a case id opens a new case. */
  readonly caseWindowDays: number;
}

/** Cases as given by their id, else the same customer and topic with gaps of at most the window (METHODS 2). */
export function indexCases(dataset: Dataset, grouping: Grouping, rules: CaseRules): CaseIndex {
  const table = dataset.interactions;
  const caseOf = new Int32Array(table.rows).fill(-1);
  const start = new Int32Array(dataset.customerIds.length + 1);
  const sorter = new ContactSorter(table, rules);
  for (let customer = 0; customer < dataset.customerIds.length; customer++) {
    start[customer] = sorter.cases;
    for (let i = grouping.start[customer]!; i < grouping.start[customer + 1]!; i++) {
      const row = grouping.order[i]!;
      if (isContact(table, row, rules.asOfDay)) caseOf[i] = sorter.caseFor(row, start[customer]!);
    }
  }
  start[dataset.customerIds.length] = sorter.cases;
  return describe(table, grouping, { caseOf, start, given: sorter.given });
}

/** Number of cases that contacts without a case id would make under each window: how much the inference matters. */
export function inferredCasesByWindow(
  dataset: Dataset,
  grouping: Grouping,
  asOfDay: number,
): readonly { readonly windowDays: number; readonly cases: number }[] {
  const table = dataset.interactions;
  return [1, 7, 14, 30].map((windowDays) => {
    const sorter = new ContactSorter(table, { asOfDay, caseWindowDays: windowDays });
    let cases = 0;
    for (let customer = 0; customer < dataset.customerIds.length; customer++) {
      const first = sorter.cases;
      for (let i = grouping.start[customer]!; i < grouping.start[customer + 1]!; i++) {
        const row = grouping.order[i]!;
        if (isContact(table, row, asOfDay) && !hasCaseId(table, row)) sorter.caseFor(row, first);
      }
      cases += sorter.cases - first;
    }
    return { windowDays, cases };
  });
}

function hasCaseId(table: InteractionTable, row: number): boolean {
  return (table.columns.caseId?.[row] ?? NO_CODE) !== NO_CODE;
}

/** Gives each contact, one customer after another, the number of its case. */
class ContactSorter {
  cases = 0;
  readonly given: Uint8Array;
  readonly #table: InteractionTable;
  readonly #gapMs: number;
  /** Last case of each case id, and of each topic (shifted by one: unknown topics share a place); stale below `first`. */
  readonly #byId: Int32Array;
  readonly #byTopic: Int32Array;
  readonly #lastMs: Float64Array;

  constructor(table: InteractionTable, rules: CaseRules) {
    this.#table = table;
    this.#gapMs = rules.caseWindowDays * MS_PER_DAY;
    this.#byId = new Int32Array(table.dictionaries.caseId.size).fill(-1);
    this.#byTopic = new Int32Array(table.dictionaries.topic.size + 1).fill(-1);
    this.#lastMs = new Float64Array(table.dictionaries.topic.size + 1);
    this.given = new Uint8Array(table.rows);
  }

  caseFor(row: number, first: number): number {
    const id = this.#table.columns.caseId?.[row] ?? NO_CODE;
    if (id !== NO_CODE) {
      if (this.#byId[id]! < first) {
        this.given[this.cases] = 1;
        this.#byId[id] = this.cases++;
      }
      return this.#byId[id]!;
    }
    const topic = (this.#table.columns.topic?.[row] ?? NO_CODE) + 1;
    const timeMs = this.#table.timeMs[row]!;
    if (this.#byTopic[topic]! < first || timeMs - this.#lastMs[topic]! > this.#gapMs)
      this.#byTopic[topic] = this.cases++;
    this.#lastMs[topic] = timeMs;
    return this.#byTopic[topic]!;
  }
}

interface Assignment {
  /** Case of each place in `grouping.order`, −1 where that row is no contact. */
  readonly caseOf: Int32Array;
  readonly start: Int32Array;
  readonly given: Uint8Array;
}

function describe(table: InteractionTable, grouping: Grouping, { caseOf, start, given }: Assignment): CaseIndex {
  const cases = start[start.length - 1]!;
  const contactStart = new Int32Array(cases + 1);
  for (let i = 0; i < caseOf.length; i++) if (caseOf[i]! >= 0) contactStart[caseOf[i]! + 1]!++;
  for (let c = 0; c < cases; c++) contactStart[c + 1]! += contactStart[c]!;

  const next = contactStart.slice(0, cases);
  const contactRows = new Int32Array(contactStart[cases]!);
  for (let i = 0; i < caseOf.length; i++) if (caseOf[i]! >= 0) contactRows[next[caseOf[i]!]!++] = grouping.order[i]!;

  const [customer, firstMs, lastMs] = [new Int32Array(cases), new Float64Array(cases), new Float64Array(cases)];
  for (let c = 0; c < cases; c++) {
    const first = contactRows[contactStart[c]!]!;
    customer[c] = table.customer[first]!;
    firstMs[c] = table.timeMs[first]!;
    lastMs[c] = table.timeMs[contactRows[contactStart[c + 1]! - 1]!]!;
  }
  return { cases, start, customer, given: given.slice(0, cases), firstMs, lastMs, contactStart, contactRows };
}

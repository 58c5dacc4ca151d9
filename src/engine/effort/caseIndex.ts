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
  /** Contacts of case c: rows `contactRows[contactStart[c]]` … `contactRows[contactStart[c+1] − 1]` of the table. */
  readonly contactStart: Int32Array;
  readonly contactRows: Int32Array;
  /** When the last contact of a case came. */
  lastMs(caseNumber: number): number;
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
  const customers = dataset.customerIds.length;
  const start = new Int32Array(customers + 1);
  const sorter = new ContactSorter(table, rules);
  const cases = new CaseColumns(table, contactsIn(table, rules.asOfDay), busiest(grouping));
  for (let customer = 0; customer < customers; customer++) {
    const first = sorter.cases;
    start[customer] = first;
    for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
      if (isContact(table, row, rules.asOfDay)) cases.note(row, sorter.caseFor(row, first));
    }
    cases.close(customer, first, sorter);
  }
  start[customers] = sorter.cases;
  return { cases: sorter.cases, start, ...cases.seal(sorter.cases) };
}

function contactsIn(table: InteractionTable, asOfDay: number): number {
  let contacts = 0;
  for (let row = 0; row < table.rows; row++) if (isContact(table, row, asOfDay)) contacts++;
  return contacts;
}

/** Rows of the customer with most of them. */
function busiest({ start, end }: Grouping): number {
  let most = 0;
  for (let i = 0; i < start.length; i++) most = Math.max(most, end[i]! - start[i]!);
  return most;
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
      for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
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
  }

  caseFor(row: number, first: number): number {
    const id = this.#table.columns.caseId?.[row] ?? NO_CODE;
    if (id !== NO_CODE) {
      if (this.#byId[id]! < first) this.#byId[id] = this.cases++;
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

/** The columns of all cases, filled customer by customer. */
class CaseColumns {
  readonly #table: InteractionTable;
  readonly #customer: Int32Array;
  readonly #given: Uint8Array;
  readonly #firstMs: Float64Array;
  readonly #contactStart: Int32Array;
  readonly #contactRows: Int32Array;
  /** The contacts of the customer at hand, the case of each, and where the next one of a case goes. */
  readonly #rows: Int32Array;
  readonly #caseOf: Int32Array;
  readonly #next: Int32Array;
  #noted = 0;

  /** Every contact may be a case of its own; room that is never used takes no memory. */
  constructor(table: InteractionTable, contacts: number, mostOfCustomer: number) {
    this.#table = table;
    this.#customer = new Int32Array(contacts);
    this.#given = new Uint8Array(contacts);
    this.#firstMs = new Float64Array(contacts);
    this.#contactStart = new Int32Array(contacts + 1);
    this.#contactRows = new Int32Array(contacts);
    this.#rows = new Int32Array(mostOfCustomer);
    this.#caseOf = new Int32Array(mostOfCustomer);
    this.#next = new Int32Array(mostOfCustomer);
  }

  /** Contacts come customer by customer, in canonical order. */
  note(row: number, caseNumber: number): void {
    this.#rows[this.#noted] = row;
    this.#caseOf[this.#noted++] = caseNumber;
  }

  /** All contacts of a customer are noted, whose cases are those from `first` on. */
  close(customer: number, first: number, { cases }: ContactSorter): void {
    const starts = this.#contactStart;
    for (let k = 0; k < this.#noted; k++) starts[this.#caseOf[k]! + 1]!++;
    for (let c = first; c < cases; c++) {
      this.#next[c - first] = starts[c]!;
      starts[c + 1]! += starts[c]!;
    }
    for (let k = 0; k < this.#noted; k++) {
      this.#contactRows[this.#next[this.#caseOf[k]! - first]!++] = this.#rows[k]!;
    }
    this.#noted = 0;
    for (let c = first; c < cases; c++) this.#describe(customer, c);
  }

  #describe(customer: number, c: number): void {
    const { timeMs } = this.#table;
    const row = this.#contactRows[this.#contactStart[c]!]!;
    this.#customer[c] = customer;
    this.#given[c] = hasCaseId(this.#table, row) ? 1 : 0;
    this.#firstMs[c] = timeMs[row]!;
  }

  seal(cases: number): Omit<CaseIndex, 'cases' | 'start'> {
    const { timeMs } = this.#table;
    const [contactStart, contactRows] = [this.#contactStart.subarray(0, cases + 1), this.#contactRows];
    return {
      customer: this.#customer.subarray(0, cases),
      given: this.#given.subarray(0, cases),
      firstMs: this.#firstMs.subarray(0, cases),
      ...{ contactStart, contactRows },
      lastMs: (caseNumber) => timeMs[contactRows[contactStart[caseNumber + 1]! - 1]!]!,
    };
  }
}

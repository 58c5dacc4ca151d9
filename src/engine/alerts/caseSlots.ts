import { ColumnBuilder } from '../../domain/columns.ts';
import { UNKNOWN } from '../../domain/interactions.ts';

const NONE = -1;

/** A case's numbers as columns, each with its value in a fresh slot. A column that is never set is never allocated. */
const COLUMNS = {
  firstMs: { type: Float64Array, fresh: Number.NaN },
  lastMs: { type: Float64Array, fresh: Number.NaN },
  contacts: { type: Int32Array, fresh: 0 },
  /** Hash of the last known channel, 0 for none; how often it changed. */
  channel: { type: Int32Array, fresh: 0 },
  switches: { type: Uint8Array, fresh: 0 },
  /** Hashes of the first two agents, 0 for none; 1 where there was a third. */
  firstAgent: { type: Int32Array, fresh: 0 },
  secondAgent: { type: Int32Array, fresh: 0 },
  moreAgents: { type: Uint8Array, fresh: 0 },
  /** Explicit transfers so far. */
  transfers: { type: Uint8Array, fresh: UNKNOWN },
  /** Of the last contact. */
  resolved: { type: Uint8Array, fresh: UNKNOWN },
  /** 1 once it was seen resolved. */
  settled: { type: Uint8Array, fresh: 0 },
  /** 1 where the topic came back under another case id after the last contact. */
  returned: { type: Uint8Array, fresh: 0 },
  /** Whether any contact was impersonal, and whether any made the customer repeat information. */
  generic: { type: Uint8Array, fresh: UNKNOWN },
  repeatedInformation: { type: Uint8Array, fresh: UNKNOWN },
  handleSeconds: { type: Float64Array, fresh: Number.NaN },
  typicalSeconds: { type: Float64Array, fresh: Number.NaN },
  surveyMs: { type: Float64Array, fresh: Number.NaN },
  surveyEffort: { type: Float64Array, fresh: Number.NaN },
  /** Effort 0..100 as of the last thing known of the case; NaN unscorable. */
  score: { type: Float64Array, fresh: Number.NaN },
} as const;

type CaseColumn = keyof typeof COLUMNS;

/**
 * The cases of all customers that still matter, as columns with a linked list a customer, the newest case first. A slot
 * let go is used again, so memory goes with the cases that are held, not with those that ever were.
 */
export class CaseSlots {
  /** Case id where the log names the case, else null; and the topic of the first contact. */
  readonly caseIds: (string | null)[] = [];
  readonly topics: (string | null)[] = [];
  readonly #columns: Record<CaseColumn, ColumnBuilder<Float64Array>>;
  readonly #next = new ColumnBuilder(Int32Array, NONE);
  #free = NONE;
  #slots = 0;

  constructor() {
    this.#columns = {} as Record<CaseColumn, ColumnBuilder<Float64Array>>;
    for (const [name, { type, fresh }] of Object.entries(COLUMNS)) {
      this.#columns[name as CaseColumn] = new ColumnBuilder(type as never, fresh);
    }
  }

  get(column: CaseColumn, slot: number): number {
    return this.#columns[column].get(slot);
  }

  set(column: CaseColumn, slot: number, value: number): void {
    this.#columns[column].set(slot, value);
  }

  /** The next older case of the same customer, or −1. */
  next(slot: number): number {
    return this.#next.get(slot);
  }

  /** A fresh slot in front of a customer's list; it is the new head. */
  open(head: number, caseId: string | null, topic: string | null): number {
    let slot = this.#free;
    if (slot === NONE) slot = this.#slots++;
    else this.#free = this.#next.get(slot);
    for (const name in COLUMNS) {
      const column = this.#columns[name as CaseColumn];
      if (column.used) column.set(slot, COLUMNS[name as CaseColumn].fresh);
    }
    this.caseIds[slot] = caseId;
    this.topics[slot] = topic;
    this.#next.set(slot, head);
    return slot;
  }

  /** Lets go of a case, `before` being the one in front of it in its list (−1: it is the head); gives the head. */
  close(head: number, before: number, slot: number): number {
    const next = this.#next.get(slot);
    if (before !== NONE) this.#next.set(before, next);
    this.caseIds[slot] = null;
    this.topics[slot] = null;
    this.#next.set(slot, this.#free);
    this.#free = slot;
    return before === NONE ? next : head;
  }
}

import { type InteractionTable, NO, NO_CODE, UNKNOWN, YES } from '../../domain/interactions.ts';
import type { CaseIndex } from './caseIndex.ts';
import { COMPONENTS, GENERIC, REPEAT, REPEATED_INFORMATION, SWITCH, TIME, TRANSFER, UNRESOLVED } from './weights.ts';

/**
 * Reads the components of a case from its first so-many contacts. `values` holds them after each `read`, in the order
 * of COMPONENTS, NaN where the data do not say; a return under another case id is not seen here.
 */
export class ComponentReader {
  readonly values = new Float64Array(COMPONENTS.length);
  readonly #table: InteractionTable;
  readonly #index: CaseIndex;

  constructor(table: InteractionTable, index: CaseIndex) {
    this.#table = table;
    this.#index = index;
  }

  /** `typicalSeconds`: median handle total of cases of the same topic and channel, NaN where unknown. */
  read(caseNumber: number, contacts: number, typicalSeconds: number): void {
    const from = this.#index.contactStart[caseNumber]!;
    const to = from + contacts;
    const { values } = this;
    values[REPEAT] = Math.min(contacts - 1, 3) / 3;
    values[UNRESOLVED] = this.#unresolved(to - 1);
    values[SWITCH] = this.#switches(from, to);
    values[TRANSFER] = this.#transfers(from, to);
    values[TIME] = Math.min(1, Math.max(0, Math.log2(this.#handleTotal(from, to) / typicalSeconds) / 2));
    values[GENERIC] = this.#anyFlag(this.#table.columns.personalised, NO, from, to);
    values[REPEATED_INFORMATION] = this.#anyFlag(this.#table.columns.repeatedInformation, YES, from, to);
  }

  /** Whether the last contact of a case left it unresolved: 1, 0, NaN where the data do not say. */
  unresolved(caseNumber: number): number {
    return this.#unresolved(this.#index.contactStart[caseNumber + 1]! - 1);
  }

  /** Seconds of handling over all contacts of a case; NaN where none is known. */
  handleTotal(caseNumber: number): number {
    return this.#handleTotal(this.#index.contactStart[caseNumber]!, this.#index.contactStart[caseNumber + 1]!);
  }

  #row(place: number): number {
    return this.#index.contactRows[place]!;
  }

  #unresolved(last: number): number {
    const resolved = this.#table.columns.resolved?.[this.#row(last)] ?? UNKNOWN;
    return resolved === UNKNOWN ? Number.NaN : resolved === NO ? 1 : 0;
  }

  #switches(from: number, to: number): number {
    const channel = this.#table.columns.channel;
    if (channel === undefined) return Number.NaN;
    let previous: number = NO_CODE;
    let changes = 0;
    for (let place = from; place < to; place++) {
      const code = channel[this.#row(place)]!;
      if (code === NO_CODE) continue;
      if (previous !== NO_CODE && code !== previous) changes++;
      previous = code;
    }
    return previous === NO_CODE ? Number.NaN : Math.min(changes, 2) / 2;
  }

  /** An explicit count of transfers where any contact has one, else the number of agents beyond the first. */
  #transfers(from: number, to: number): number {
    const column = this.#table.columns.transfers;
    if (column === undefined) return this.#furtherAgents(from, to);
    let transfers = Number.NaN;
    for (let place = from; place < to; place++) {
      const count = column[this.#row(place)]!;
      if (count !== UNKNOWN) transfers = (transfers || 0) + count;
    }
    return Number.isNaN(transfers) ? this.#furtherAgents(from, to) : Math.min(transfers, 2) / 2;
  }

  #furtherAgents(from: number, to: number): number {
    const agent = this.#table.columns.agent;
    if (agent === undefined) return Number.NaN;
    let [first, second] = [NO_CODE as number, NO_CODE as number];
    for (let place = from; place < to; place++) {
      const code = agent[this.#row(place)]!;
      if (code === NO_CODE || code === first || code === second) continue;
      if (first === NO_CODE) first = code;
      else if (second === NO_CODE) second = code;
      else return 1;
    }
    return first === NO_CODE ? Number.NaN : second === NO_CODE ? 0 : 0.5;
  }

  #handleTotal(from: number, to: number): number {
    const column = this.#table.columns.handleSeconds;
    let total = Number.NaN;
    if (column === undefined) return total;
    for (let place = from; place < to; place++) {
      const seconds = column[this.#row(place)]!;
      if (!Number.isNaN(seconds)) total = (total || 0) + seconds;
    }
    return total;
  }

  #anyFlag(column: Uint8Array | undefined, wanted: number, from: number, to: number): number {
    if (column === undefined) return Number.NaN;
    let answer = Number.NaN;
    for (let place = from; place < to; place++) {
      const flag = column[this.#row(place)]!;
      if (flag === wanted) return 1;
      if (flag !== UNKNOWN) answer = 0;
    }
    return answer;
  }
}

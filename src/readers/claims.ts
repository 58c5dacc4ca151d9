import { ColumnBuilder } from '../domain/columns.ts';
import { CxRoiError } from '../foundation/errors.ts';
import type { Ledger } from './ledger.ts';

/** What says a value of a customer, and how much that counts. */
export interface Claim {
  /** Of two sources the higher counts, whenever they were written. */
  readonly rank: number;
  /** Of two claims of one source the later counts; -Infinity where a row has no date. */
  readonly timeMs: number;
}

/** The column of a file whose rows contradict each other. */
export interface ContradictedColumn {
  readonly ledger: Ledger;
  readonly header: string;
}

/** The rank of events that repeat a customer column; every customers file ranks higher. */
export const EVENT_RANK = 1;

/** Where the values of one customer field came from, by customer code, and who contradicts themselves in it. */
export class FieldClaims {
  /** Customers of whom different things were said. */
  differing = 0;
  /** Customers of whom one file says two things at one time, and nothing counts more. */
  readonly contradicted = new Map<number, ContradictedColumn>();
  readonly #differs = new ColumnBuilder(Uint8Array, 0);
  readonly #rank = new ColumnBuilder(Uint16Array, 0);
  readonly #timeMs = new ColumnBuilder(Float64Array, Number.NEGATIVE_INFINITY);

  /** How a claim compares with the one held: above 0 when it counts more, 0 when neither does. */
  compare(customer: number, { rank, timeMs }: Claim): number {
    const byRank = rank - this.#rank.get(customer);
    if (byRank !== 0) return byRank;
    const held = this.#timeMs.get(customer);
    return timeMs === held ? 0 : timeMs - held;
  }

  /** Whether an event says one of the two, the claim and the one held. */
  isOfEvents(customer: number, { rank }: Claim): boolean {
    return Math.min(rank, this.#rank.get(customer)) === EVENT_RANK;
  }

  hold(customer: number, { rank, timeMs }: Claim): void {
    if (rank !== this.#rank.get(customer)) this.#rank.set(customer, rank);
    if (timeMs !== this.#timeMs.get(customer)) this.#timeMs.set(customer, timeMs);
  }

  noteDifference(customer: number): void {
    if (this.#differs.get(customer) === 1) return;
    this.#differs.set(customer, 1);
    this.differing++;
  }
}

const TWO_OF_A_NAME = 'Two customers may bear one name. Tell them apart by a column of ids: --id Header.';
const ONE_ROW =
  "If rows are orders or contacts, say so: --interactions FILE. If each is a contract or an account of its own, score those, by the column that numbers them: --id Header. Else keep one row a customer, or name the column that says when a row was written, so that the latest counts: --map 'updated_at=Header'.";

/** The first of all contradictions in the order of files and lines, with the number of customers it is true of. */
export function contradictionOf(fields: Iterable<FieldClaims>, idOf: (customer: number) => string): CxRoiError | null {
  const all = [...fields].flatMap(({ contradicted }) =>
    [...contradicted].map(([customer, { ledger, header }]) => {
      const lines = ledger.customers.of(customer);
      const weak = ledger.diagnostics.some(({ code }) => code === 'key_weak');
      return { customer, header, file: ledger.file, order: -ledger.rank, lines, weak };
    }),
  );
  const [first] = all.sort((a, b) => a.order - b.order || a.lines[0]! - b.lines[0]!);
  if (first === undefined) return null;
  const { customer, header, file, weak } = first;
  const lines = first.lines.toSorted((a, b) => a - b);
  const others = new Set(all.map((one) => one.customer)).size - 1;
  const more = others === 0 ? '' : ` The same goes for ${others} more ${others === 1 ? 'customer' : 'customers'}.`;
  const where = `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
  const message = `"${header}" of customer "${idOf(customer)}" is not the same in ${where}, and nothing says which counts.${more}`;
  return new CxRoiError('input_duplicate', message, {
    location: { file, line: lines.at(-1)!, header },
    hint: weak ? TWO_OF_A_NAME : ONE_ROW,
  });
}

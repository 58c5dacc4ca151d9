import type { ChunkStore, ColumnType, NumericArray } from './columns.ts';
import type { Rename } from './dictionary.ts';
import { InteractionBuilder } from './interactionBuilder.ts';
import {
  INTERACTION_COLUMNS,
  type InteractionColumn,
  type InteractionDictionaries,
  type InteractionTable,
} from './interactions.ts';
import { SpilledColumn } from './spilledColumn.ts';

/** How rows are parted, and where they wait until their part is asked for. */
export interface Parting {
  readonly store: ChunkStore;
  /** A part has about so many rows at most, but for the rows of one customer, who is in one part. */
  readonly rowsOfPart: number;
}

/** Interactions by parts of customers who follow each other. */
export interface InteractionParts {
  /** The first customer of each part, and the number of all customers. */
  readonly bounds: readonly number[];
  readonly dictionaries: InteractionDictionaries;
  /** The rows of a part as a table of its customers alone, equal to those rows of the whole table. */
  table(part: number): InteractionTable;
}

/** Each part that is being filled takes some memory of its own. */
const MOST_PARTS = 64;

/** Parts all rows of a builder by the ranks of their customers. */
export function partInteractions(
  builder: InteractionBuilder,
  rank: Int32Array,
  rename: Rename | null,
  { store, rowsOfPart }: Parting,
): InteractionParts {
  const ordersMatter = builder.ordersMatter();
  const { filled, rows } = builder;
  const names = [...filled.columns.keys()].filter((name) => ordersMatter || name !== 'orderId');
  const bounds = boundsOf(builder, rank, Math.max(rowsOfPart, Math.ceil(rows / MOST_PARTS)));
  const parts = bounds.slice(1).map(() => new PartRows(names, store));
  const partOf = partsOfRanks(bounds);
  for (let row = 0; row < rows; row++) {
    const customer = rank[filled.customer.get(row)]!;
    const part = partOf[customer]!;
    parts[part]!.push(builder, row, customer - bounds[part]!);
  }
  const dictionaries = builder.sealedDictionaries(ordersMatter, rename);
  return {
    ...{ bounds, dictionaries },
    table: (part) => {
      const own = Int32Array.from({ length: bounds[part + 1]! - bounds[part]! }, (_, customer) => customer);
      return { ...parts[part]!.builder(builder.dictionaries).seal(own, null, ordersMatter), dictionaries };
    },
  };
}

function boundsOf(builder: InteractionBuilder, rank: Int32Array, rowsOfPart: number): readonly number[] {
  const rowsOf = new Int32Array(rank.length);
  for (let row = 0; row < builder.rows; row++) rowsOf[rank[builder.customerAt(row)]!]!++;
  const bounds = [0];
  let held = 0;
  rowsOf.forEach((rows, customer) => {
    if (held > 0 && held + rows > rowsOfPart) {
      bounds.push(customer);
      held = 0;
    }
    held += rows;
  });
  return [...bounds, rank.length];
}

function partsOfRanks(bounds: readonly number[]): Uint8Array {
  const partOf = new Uint8Array(bounds.at(-1)!);
  for (let part = 0; part + 1 < bounds.length; part++) partOf.fill(part, bounds[part]!, bounds[part + 1]!);
  return partOf;
}

/** The rows of one part in the order in which they arrived. */
class PartRows {
  #rows = 0;
  readonly #customer: SpilledColumn<Int32Array>;
  readonly #timeMs: SpilledColumn<Float64Array>;
  readonly #kind: SpilledColumn<Uint8Array>;
  readonly #columns: readonly (readonly [InteractionColumn, SpilledColumn<NumericArray>])[];

  constructor(names: readonly InteractionColumn[], store: ChunkStore) {
    this.#customer = new SpilledColumn(Int32Array, store);
    this.#timeMs = new SpilledColumn(Float64Array, store);
    this.#kind = new SpilledColumn(Uint8Array, store);
    this.#columns = names.map((name) => {
      const type: ColumnType<NumericArray> = INTERACTION_COLUMNS[name].type;
      return [name, new SpilledColumn(type, store)];
    });
  }

  push({ filled }: InteractionBuilder, row: number, customer: number): void {
    this.#rows++;
    this.#customer.push(customer);
    this.#timeMs.push(filled.timeMs.get(row));
    this.#kind.push(filled.kind.get(row));
    for (const [name, column] of this.#columns) column.push(filled.columns.get(name)!.get(row));
  }

  builder(dictionaries: InteractionDictionaries): InteractionBuilder {
    const builder = new InteractionBuilder(dictionaries);
    builder.reserve(this.#rows);
    for (const [name] of this.#columns) builder.column(name);
    const cores = { customer: this.#customer.read(), timeMs: this.#timeMs.read(), kind: this.#kind.read() };
    builder.appendAll(cores, this.#rows);
    for (const [name, column] of this.#columns) builder.column(name).setAll(0, column.read(), this.#rows);
    return builder;
  }
}

import { type CanonicalOrder, canonicalOrder } from './canonicalOrder.ts';
import { type ChunkStore, ColumnBuilder, type NumericArray } from './columns.ts';
import { InternedStrings, type Rename, renamed, type StringDictionary } from './dictionary.ts';
import { KIND } from './fields.ts';
import {
  type ArrayOf,
  COLUMN_NAMES,
  type Codes,
  INTERACTION_COLUMNS,
  type InteractionColumn,
  type InteractionColumns,
  type InteractionDictionaries,
  type InteractionTable,
  NO_CODE,
} from './interactions.ts';

/** Agents are people too, and ids of cases and orders often hold a customer's. */
function withoutNames({ channel, topic, agent, caseId, orderId }: InteractionDictionaries, rename: Rename) {
  const other = (dictionary: StringDictionary) => renamed(dictionary, rename);
  return { channel, topic, agent: other(agent), caseId: other(caseId), orderId: other(orderId) };
}

/** What settles the order of interactions of one customer at one time, in this order. */
const CODE_COLUMNS = ['caseId', 'orderId', 'channel', 'topic', 'agent'] as const satisfies InteractionColumn[];
const NUMBER_COLUMNS = [
  'amountMinor',
  'costMinor',
  'handleSeconds',
  'resolved',
  'transfers',
  'inbound',
  'personalised',
  'repeatedInformation',
  'ces',
  'billingPeriod',
] as const satisfies InteractionColumn[];

/** What every interaction has, a column each. */
export interface InteractionCores {
  readonly customer: Int32Array;
  readonly timeMs: Float64Array;
  readonly kind: Uint8Array;
}

/** Columns under construction. */
export interface FilledColumns {
  readonly customer: ColumnBuilder<Int32Array>;
  readonly timeMs: ColumnBuilder<Float64Array>;
  readonly kind: ColumnBuilder<Uint8Array>;
  readonly columns: ReadonlyMap<InteractionColumn, ColumnBuilder<ArrayOf<InteractionColumn>>>;
}

/**
 * Fills an interaction table row by row: `const row = builder.append(customer, timeMs, kind)`, then
 * `builder.set('channel', row, code)` for what the row has.
 */
export class InteractionBuilder {
  #rows = 0;
  #reserved = 0;
  #store: ChunkStore | null = null;
  readonly #customer = new ColumnBuilder(Int32Array, 0);
  readonly #timeMs = new ColumnBuilder(Float64Array, Number.NaN);
  readonly #kind = new ColumnBuilder(Uint8Array, 0);
  readonly #columns = new Map<InteractionColumn, ColumnBuilder<ArrayOf<InteractionColumn>>>();
  readonly dictionaries: InteractionDictionaries;

  constructor(dictionaries: InteractionDictionaries) {
    this.dictionaries = dictionaries;
  }

  get rows(): number {
    return this.#rows;
  }

  /** The code of the customer of a row. */
  customerAt(row: number): number {
    return this.#customer.get(row);
  }

  /** How many rows are of a kind. */
  countOf(kind: number): number {
    let rows = 0;
    for (let row = 0; row < this.#rows; row++) if (this.#kind.get(row) === kind) rows++;
    return rows;
  }

  /** Makes room for about so many rows; only before the first of them. */
  reserve(rows: number): void {
    if (this.#rows > 0) return;
    this.#reserved = rows;
    for (const column of [this.#customer, this.#timeMs, this.#kind, ...this.#columns.values()]) column.reserve(rows);
  }

  /** From now on all rows but the latest are kept there. Only before the first of them. */
  putAwayIn(store: ChunkStore): void {
    this.#store = store;
    for (const column of [this.#customer, this.#timeMs, this.#kind, ...this.#columns.values()]) column.putAwayIn(store);
  }

  /** The columns that are present, to be read row by row. */
  get filled(): FilledColumns {
    return { customer: this.#customer, timeMs: this.#timeMs, kind: this.#kind, columns: this.#columns };
  }

  append(customer: number, timeMs: number, kind: number): number {
    const row = this.#rows++;
    this.#customer.set(row, customer);
    this.#timeMs.set(row, timeMs);
    this.#kind.set(row, kind);
    return row;
  }

  /** Appends `count` rows whose cores are given as columns; the first of them is the row returned. */
  appendAll(cores: InteractionCores, count: number): number {
    const row = this.#rows;
    this.#customer.setAll(row, cores.customer, count);
    this.#timeMs.setAll(row, cores.timeMs, count);
    this.#kind.setAll(row, cores.kind, count);
    this.#rows += count;
    return row;
  }

  /** The builder of one optional column, for a hot loop to hold on to; asking for it makes the column present. */
  column(name: InteractionColumn): ColumnBuilder<ArrayOf<InteractionColumn>> {
    let column = this.#columns.get(name);
    if (column === undefined) {
      const { type, missing } = INTERACTION_COLUMNS[name];
      column = new ColumnBuilder(type as never, missing) as ColumnBuilder<ArrayOf<InteractionColumn>>;
      if (this.#reserved > 0 && this.#rows === 0) column.reserve(this.#reserved);
      if (this.#store !== null) column.putAwayIn(this.#store);
      this.#columns.set(name, column);
    }
    return column;
  }

  set(name: InteractionColumn, row: number, value: number): void {
    this.column(name).set(row, value);
  }

  /** Whether a row holds the same content as a row of a builder over the same dictionaries. */
  sameRow(row: number, other: InteractionBuilder, otherRow: number): boolean {
    const same = (a: { get(row: number): number }, b: { get(row: number): number }) =>
      Object.is(a.get(row), b.get(otherRow));
    if (!same(this.#customer, other.#customer) || !same(this.#timeMs, other.#timeMs)) return false;
    if (!same(this.#kind, other.#kind)) return false;
    for (const name of new Set([...this.#columns.keys(), ...other.#columns.keys()])) {
      if (!same(this.column(name), other.column(name))) return false;
    }
    return true;
  }

  /** Everything a row holds but its customer, in the order of `interactionContent`. */
  content(row: number): readonly number[] {
    const optional = COLUMN_NAMES.map((name) => this.#columns.get(name)?.get(row) ?? INTERACTION_COLUMNS[name].missing);
    return [this.#timeMs.get(row), this.#kind.get(row), ...optional];
  }

  /**
   * The finished table; `rank[code]` gives each customer's place in the sorted ids. `ordersMatter`: given where this is a
   * part of all rows, which does not tell it. The builder is empty afterwards.
   */
  seal(rank: Int32Array, rename: Rename | null, ordersMatter: boolean = this.ordersMatter()): InteractionTable {
    if (!ordersMatter) this.#columns.delete('orderId');
    const arrived = this.#customer.seal(this.#rows);
    for (let row = 0; row < arrived.length; row++) arrived[row] = rank[arrived[row]!]!;
    const { order, start, timeMs } = this.#order(arrived, rank.length);
    this.#timeMs.seal(0);
    const kind = this.#kind.sealOrdered(order);
    const columns: Record<string, unknown> = {};
    for (const [name, column] of this.#columns) columns[name] = this.#sealedColumn(name, column, order);
    const dictionaries = this.sealedDictionaries(ordersMatter, rename);
    return { rows: order.length, start, timeMs, kind, columns: columns as InteractionColumns, dictionaries };
  }

  #sealedColumn(name: InteractionColumn, column: ColumnBuilder<NumericArray>, order: Int32Array): NumericArray {
    return isCoded(name)
      ? narrowed(column.seal(order.length) as Int32Array, order, this.dictionaries[name].size)
      : column.sealOrdered(order);
  }

  /** What the codes of the finished table stand for. */
  sealedDictionaries(ordersMatter: boolean, rename: Rename | null): InteractionDictionaries {
    const known = ordersMatter ? this.dictionaries : { ...this.dictionaries, orderId: new InternedStrings() };
    return rename === null ? known : withoutNames(known, rename);
  }

  /** Whether ids of orders tell anything: they join the rows of one order, and refunds to what they refund. */
  ordersMatter(): boolean {
    const orders = this.#columns.get('orderId');
    if (orders === undefined) return false;
    const seen = new Uint8Array(this.dictionaries.orderId.size);
    for (let row = 0; row < this.#rows; row++) {
      const code = orders.get(row);
      if (this.#kind.get(row) === KIND.refund || (code !== NO_CODE && seen[code] === 1)) return true;
      if (code !== NO_CODE) seen[code] = 1;
    }
    return false;
  }

  #order(customer: Int32Array, customers: number): CanonicalOrder {
    const codes = CODE_COLUMNS.flatMap((name) => {
      const column = this.#columns.get(name);
      return column === undefined ? [] : [{ column, dictionary: this.dictionaries[name] }];
    });
    const numbers = NUMBER_COLUMNS.flatMap((name) => this.#columns.get(name) ?? []);
    return canonicalOrder(customer, customers, { timeMs: this.#timeMs, kind: this.#kind, codes, numbers });
  }
}

/** Codes below `size` in the order named, as narrow as they can stand. */
function narrowed(codes: Int32Array, order: Int32Array, size: number): Codes {
  const type = size <= 0x7f ? Int8Array : size <= 0x7fff ? Int16Array : Int32Array;
  const whole: Codes = new type(order.length);
  for (let i = 0; i < order.length; i++) whole[i] = codes[order[i]!]!;
  return whole;
}

function isCoded(name: InteractionColumn): name is keyof InteractionDictionaries {
  return CODE_COLUMNS.some((coded) => coded === name);
}

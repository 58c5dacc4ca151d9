import { type CanonicalOrder, canonicalOrder } from './canonicalOrder.ts';
import { ColumnBuilder, type NumericArray } from './columns.ts';
import { InternedStrings, type Rename, renamed, type StringDictionary } from './dictionary.ts';
import { KIND } from './fields.ts';

/** Tri-state flags are bytes: missing is explicit and never means no. */
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 255;

/** A code column's value where the cell was empty. */
export const NO_CODE = -1;

/**
 * The optional columns of an interaction, their storage and their missing value. A column that no file has is
 * never allocated. With every column of a rich support log present a row takes about 48 bytes.
 */
const INTERACTION_COLUMNS = {
  /** Dictionary code of the channel, or NO_CODE. */
  channel: { type: Int32Array, missing: NO_CODE },
  topic: { type: Int32Array, missing: NO_CODE },
  agent: { type: Int32Array, missing: NO_CODE },
  caseId: { type: Int32Array, missing: NO_CODE },
  /** Order or transaction id, or NO_CODE; only where several rows share one or refunds may refer to it. */
  orderId: { type: Int32Array, missing: NO_CODE },
  /** Purchase and refund amounts are both positive; NaN where missing. Minor units. */
  amountMinor: { type: Float64Array, missing: Number.NaN },
  /** Recurring revenue a month from this event on, minor units. */
  mrrMinor: { type: Float64Array, missing: Number.NaN },
  /** Recorded cost of the interaction, minor units. */
  costMinor: { type: Float64Array, missing: Number.NaN },
  handleSeconds: { type: Float32Array, missing: Number.NaN },
  /** Explicit number of transfers of this contact. */
  transfers: { type: Uint8Array, missing: UNKNOWN },
  resolved: { type: Uint8Array, missing: UNKNOWN },
  /** YES when the contact came from the customer, NO for outbound; missing counts as inbound. */
  inbound: { type: Uint8Array, missing: UNKNOWN },
  personalised: { type: Uint8Array, missing: UNKNOWN },
  repeatedInformation: { type: Uint8Array, missing: UNKNOWN },
  /** Customer effort survey answer as given; its scale is in the options, never guessed from values. */
  ces: { type: Float32Array, missing: Number.NaN },
} as const;

type ColumnSpecs = typeof INTERACTION_COLUMNS;
export type InteractionColumn = keyof ColumnSpecs;
type ArrayOf<C extends InteractionColumn> = InstanceType<ColumnSpecs[C]['type']>;

/** Codes stand as narrow as their dictionary allows. */
export type Codes = Int32Array | Int16Array | Int8Array;

/** The optional columns that are present; an absent key means no file had such a column. */
type InteractionColumns = {
  readonly [C in InteractionColumn]?: C extends keyof InteractionDictionaries ? Codes : ArrayOf<C>;
};

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
] as const satisfies InteractionColumn[];

/** Dictionaries of the code columns. */
export interface InteractionDictionaries {
  readonly channel: StringDictionary;
  readonly topic: StringDictionary;
  readonly agent: StringDictionary;
  readonly caseId: StringDictionary;
  readonly orderId: StringDictionary;
}

/** Columnar interactions by customer, and within a customer in canonical order: the order of arrival is forgotten. */
export interface InteractionTable {
  readonly rows: number;
  /** Rows of customer i of `Dataset.customerIds`: `start[i]` … `start[i + 1] − 1`. */
  readonly start: Int32Array;
  /** Epoch milliseconds UTC. */
  readonly timeMs: Float64Array;
  /** Index into INTERACTION_KINDS. */
  readonly kind: Uint8Array;
  readonly columns: InteractionColumns;
  readonly dictionaries: InteractionDictionaries;
}

/** What every interaction has, a column each. */
export interface InteractionCores {
  readonly customer: Int32Array;
  readonly timeMs: Float64Array;
  readonly kind: Uint8Array;
}

/**
 * Fills an interaction table row by row: `const row = builder.append(customer, timeMs, kind)`, then
 * `builder.set('channel', row, code)` for what the row has.
 */
export class InteractionBuilder {
  #rows = 0;
  #reserved = 0;
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

  /** Makes room for about so many rows; only before the first of them. */
  reserve(rows: number): void {
    if (this.#rows > 0) return;
    this.#reserved = rows;
    for (const column of [this.#customer, this.#timeMs, this.#kind, ...this.#columns.values()]) column.reserve(rows);
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

  /** The finished table; `rank[code]` gives each customer's place in the sorted ids. The builder is empty afterwards. */
  seal(rank: Int32Array, rename: Rename | null): InteractionTable {
    const ordersMatter = this.#ordersMatter();
    if (!ordersMatter) this.#columns.delete('orderId');
    const arrived = this.#customer.seal(this.#rows);
    for (let row = 0; row < arrived.length; row++) arrived[row] = rank[arrived[row]!]!;
    const { order, start } = this.#order(arrived, rank.length);
    const timeMs = this.#timeMs.sealOrdered(order);
    const kind = this.#kind.sealOrdered(order);
    const columns: Record<string, unknown> = {};
    for (const [name, column] of this.#columns) columns[name] = this.#sealedColumn(name, column, order);
    const known = ordersMatter ? this.dictionaries : { ...this.dictionaries, orderId: new InternedStrings() };
    const dictionaries = rename === null ? known : withoutNames(known, rename);
    return { rows: order.length, start, timeMs, kind, columns: columns as InteractionColumns, dictionaries };
  }

  #sealedColumn(name: InteractionColumn, column: ColumnBuilder<NumericArray>, order: Int32Array): NumericArray {
    return isCoded(name)
      ? narrowed(column.seal(order.length) as Int32Array, order, this.dictionaries[name].size)
      : column.sealOrdered(order);
  }

  /** Whether ids of orders tell anything: they join the rows of one order, and refunds to what they refund. */
  #ordersMatter(): boolean {
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

const COLUMN_NAMES = Object.keys(INTERACTION_COLUMNS) as readonly InteractionColumn[];

/** Everything a row of a sealed table holds but its customer: equal to what its builder held. */
export function interactionContent({ timeMs, kind, columns }: InteractionTable, row: number): readonly number[] {
  const optional = COLUMN_NAMES.map((name) => columns[name]?.[row] ?? INTERACTION_COLUMNS[name].missing);
  return [timeMs[row]!, kind[row]!, ...optional];
}

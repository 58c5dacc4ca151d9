import { ColumnBuilder } from './columns.ts';
import { type Rename, renamed, type StringDictionary } from './dictionary.ts';
import type { CUSTOMER_FIELDS, CustomerField, ValueType } from './fields.ts';
import { NO_CODE } from './interactions.ts';

type FieldsOf<V extends ValueType> = {
  [F in CustomerField]: (typeof CUSTOMER_FIELDS)[F] extends V ? F : never;
}[CustomerField];

/**
 * Customer fields kept as numbers: times in epoch ms, money in minor units, flags 0/1, rates as fractions, billing
 * periods as codes; NaN missing.
 */
export type CustomerNumber = FieldsOf<'time' | 'money' | 'number' | 'count' | 'rate' | 'flag' | 'billing period'>;
/** Customer fields kept as dictionary codes. */
export type CustomerText = Exclude<FieldsOf<'text' | 'id'>, 'customer_id'>;

export interface TextColumn {
  /** Per customer: code in the dictionary, or NO_CODE. */
  readonly codes: Int32Array;
  readonly dictionary: StringDictionary;
}

/** What the customers files say, one row a customer in `Dataset.customerIds` order; absent columns are absent keys. */
export interface CustomerTable {
  /** How many customers have a row in a customers file. */
  readonly rows: number;
  /** 1 where the customer has a row of their own, 0 where only interactions mention them. */
  readonly listed: Uint8Array;
  readonly numbers: ReadonlyMap<CustomerNumber, Float64Array>;
  readonly texts: ReadonlyMap<CustomerText, TextColumn>;
  /** Columns kept by their header because they were asked for; numbers as JavaScript writes them. */
  readonly covariates: ReadonlyMap<string, TextColumn>;
}

interface TextBuilder {
  readonly codes: ColumnBuilder<Int32Array>;
  readonly dictionary: StringDictionary;
}

/** Fields that say who somebody is. */
const PERSONAL: ReadonlySet<CustomerText> = new Set(['name', 'email', 'account_name', 'referred_by']);

/** Fills a customer table by customer code, in any order. */
export class CustomerBuilder {
  #rows = 0;
  readonly #listed = new ColumnBuilder(Uint8Array, 0);
  readonly #numbers = new Map<CustomerNumber, ColumnBuilder<Float64Array>>();
  readonly #texts = new Map<CustomerText, TextBuilder>();
  readonly #covariates = new Map<string, TextBuilder>();
  readonly #newDictionary: () => StringDictionary;

  constructor(newDictionary: () => StringDictionary) {
    this.#newDictionary = newDictionary;
  }

  get rows(): number {
    return this.#rows;
  }

  isListed(customer: number): boolean {
    return this.#listed.get(customer) === 1;
  }

  list(customer: number): void {
    if (this.isListed(customer)) return;
    this.#listed.set(customer, 1);
    this.#rows++;
  }

  /** The column of a numeric field; asking for it makes the column present. */
  number(field: CustomerNumber): ColumnBuilder<Float64Array> {
    let column = this.#numbers.get(field);
    if (column === undefined) {
      column = new ColumnBuilder(Float64Array, Number.NaN);
      this.#numbers.set(field, column);
    }
    return column;
  }

  text(field: CustomerText): TextBuilder {
    return this.#textOf(this.#texts, field);
  }

  covariate(header: string): TextBuilder {
    return this.#textOf(this.#covariates, header);
  }

  #textOf<K>(columns: Map<K, TextBuilder>, key: K): TextBuilder {
    let column = columns.get(key);
    if (column === undefined) {
      column = { codes: new ColumnBuilder(Int32Array, NO_CODE), dictionary: this.#newDictionary() };
      columns.set(key, column);
    }
    return column;
  }

  /**
   * The finished table in the order of the sorted ids: `order[rank]` is the code of the customer at that rank. `rename`
   * replaces what tells people apart.
   */
  seal(order: Int32Array, rename: Rename | null): CustomerTable {
    const permute = <T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T => {
      for (let rank = 0; rank < order.length; rank++) to[rank] = from[order[rank]!]!;
      return to;
    };
    const n = order.length;
    const numbers = new Map<CustomerNumber, Float64Array>();
    for (const [field, column] of this.#numbers) numbers.set(field, permute(column.seal(n), new Float64Array(n)));
    const sealed = <K>(columns: ReadonlyMap<K, TextBuilder>, isPersonal: (key: K) => boolean): Map<K, TextColumn> =>
      new Map(
        [...columns].map(([key, { codes, dictionary }]) => {
          const other = rename !== null && isPersonal(key) ? renamed(dictionary, rename) : dictionary;
          return [key, { codes: permute(codes.seal(n), new Int32Array(n)), dictionary: other }];
        }),
      );
    return {
      rows: this.#rows,
      listed: permute(this.#listed.seal(n), new Uint8Array(n)),
      numbers,
      texts: sealed(this.#texts, (field) => PERSONAL.has(field)),
      covariates: sealed(this.#covariates, () => false),
    };
  }
}

/** The customers from one rank up to another as a table of their own. */
export function customersBetween(table: CustomerTable, from: number, to: number): CustomerTable {
  const listed = table.listed.subarray(from, to);
  const cut = <K>(columns: ReadonlyMap<K, TextColumn>): Map<K, TextColumn> =>
    new Map([...columns].map(([key, { codes, dictionary }]) => [key, { codes: codes.subarray(from, to), dictionary }]));
  return {
    rows: listed.reduce((rows, each) => rows + each, 0),
    listed,
    numbers: new Map([...table.numbers].map(([field, values]) => [field, values.subarray(from, to)])),
    texts: cut(table.texts),
    covariates: cut(table.covariates),
  };
}

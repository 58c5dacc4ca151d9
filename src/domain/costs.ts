import { compareCodeUnits } from '../foundation/text.ts';
import { ColumnBuilder } from './columns.ts';
import { InternedStrings, type StringDictionary } from './dictionary.ts';
import { NO_CODE } from './interactions.ts';

/** What money was spent on; the code is the place in this list. */
export const COST_CATEGORIES = ['acquisition', 'retention', 'service', 'programme'] as const;
export type CostCategory = (typeof COST_CATEGORIES)[number];

/** Codes by name, for `CostTable.category`. */
export const COST = { acquisition: 0, retention: 1, service: 2, programme: 3 } as const satisfies Record<
  CostCategory,
  number
>;

/** The ledger of what was spent, by row in the order of time, category, channel and amount; no row names a customer. */
export interface CostTable {
  readonly rows: number;
  /** Epoch milliseconds UTC. */
  readonly timeMs: Float64Array;
  /** Place in COST_CATEGORIES. */
  readonly category: Uint8Array;
  /** Dictionary code of the channel, or NO_CODE. */
  readonly channel: Int32Array;
  /** Minor units; a credit is negative. */
  readonly amountMinor: Float64Array;
  readonly channels: StringDictionary;
}

/** Fills a cost table row by row, in any order. */
export class CostBuilder {
  readonly channels: StringDictionary = new InternedStrings();
  #rows = 0;
  readonly #timeMs = new ColumnBuilder(Float64Array, Number.NaN);
  readonly #category = new ColumnBuilder(Uint8Array, 0);
  readonly #channel = new ColumnBuilder(Int32Array, NO_CODE);
  readonly #amountMinor = new ColumnBuilder(Float64Array, Number.NaN);

  append(row: { readonly timeMs: number; category: number; channel: number; amountMinor: number }): void {
    this.#timeMs.set(this.#rows, row.timeMs);
    this.#category.set(this.#rows, row.category);
    this.#channel.set(this.#rows, row.channel);
    this.#amountMinor.set(this.#rows, row.amountMinor);
    this.#rows++;
  }

  /** The finished table, in an order that no file or row can change. The builder is empty afterwards. */
  seal(): CostTable {
    const rows = this.#rows;
    const timeMs = this.#timeMs.seal(rows);
    const category = this.#category.seal(rows);
    const channel = this.#channel.seal(rows);
    const amountMinor = this.#amountMinor.seal(rows);
    const name = (row: number) => (channel[row]! < 0 ? '' : this.channels.text(channel[row]!));
    const order = Int32Array.from({ length: rows }, (_, row) => row).sort(
      (a, b) =>
        timeMs[a]! - timeMs[b]! ||
        category[a]! - category[b]! ||
        compareCodeUnits(name(a), name(b)) ||
        amountMinor[a]! - amountMinor[b]!,
    );
    return {
      rows,
      timeMs: Float64Array.from(order, (row) => timeMs[row]!),
      category: Uint8Array.from(order, (row) => category[row]!),
      channel: Int32Array.from(order, (row) => channel[row]!),
      amountMinor: Float64Array.from(order, (row) => amountMinor[row]!),
      channels: this.channels,
    };
  }
}

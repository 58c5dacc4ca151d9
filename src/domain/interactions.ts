import type { StringDictionary } from './dictionary.ts';

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
export const INTERACTION_COLUMNS = {
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
  /** Place in BILLING_PERIODS of what the payment is for. */
  billingPeriod: { type: Uint8Array, missing: UNKNOWN },
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
export type ArrayOf<C extends InteractionColumn> = InstanceType<ColumnSpecs[C]['type']>;

/** Codes stand as narrow as their dictionary allows. */
export type Codes = Int32Array | Int16Array | Int8Array;

/** The optional columns that are present; an absent key means no file had such a column. */
export type InteractionColumns = {
  readonly [C in InteractionColumn]?: C extends keyof InteractionDictionaries ? Codes : ArrayOf<C>;
};

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

export const COLUMN_NAMES = Object.keys(INTERACTION_COLUMNS) as readonly InteractionColumn[];

/** Everything a row of a sealed table holds but its customer: equal to what its builder held. */
export function interactionContent({ timeMs, kind, columns }: InteractionTable, row: number): readonly number[] {
  const optional = COLUMN_NAMES.map((name) => columns[name]?.[row] ?? INTERACTION_COLUMNS[name].missing);
  return [timeMs[row]!, kind[row]!, ...optional];
}

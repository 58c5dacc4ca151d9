export const SQL_DIALECTS = ['duckdb', 'postgres'] as const;
export type SqlDialect = (typeof SQL_DIALECTS)[number];

/** What a query that counts features must know beside the two tables. Money in units of the currency. */
export interface FeaturesQuery {
  readonly dialect: SqlDialect;
  /** ISO date; null: the day of the last interaction. */
  readonly asOf: string | null;
  /** What a contact costs by channel (folded to lower case), where it carries no cost of its own. */
  readonly contactCosts: Readonly<Record<string, number>>;
  /** What it costs by default; `selfService` is a regular expression over folded channels. */
  readonly defaults: { readonly selfService: string; readonly selfServiceCost: number; readonly cost: number };
  /** Days between two payments, from and to, that are one period of a contract. */
  readonly contractGaps: readonly (readonly [from: number, to: number])[];
}

import { ColumnBuilder } from '../domain/columns.ts';
import { type CesScale, type Dataset, DatasetBuilder, type DatasetFacts } from '../domain/dataset.ts';
import { CUSTOMER_FIELDS, type FieldName, INTERACTION_FIELDS } from '../domain/fields.ts';
import type { ReadOptions } from '../domain/reading.ts';
import type { Warning } from '../domain/results.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { currencyInBracket, OneCurrency } from './currency.ts';
import { CustomerNames, type OtherKey } from './join.ts';
import { cesScaleOf } from './match.ts';
import type { TablePlan } from './plan.ts';
import { RowTrace } from './rowTrace.ts';
import { SeenIds } from './seenIds.ts';

const FIELD_TYPES = { ...CUSTOMER_FIELDS, ...INTERACTION_FIELDS };

/** Where the values of a customer field came from, by customer code. */
export interface FieldHistory {
  /** 1 where a customers file said it: an event that repeats the column does not overrule it. */
  readonly settled: ColumnBuilder<Uint8Array>;
  /** The time of the event that said it. */
  readonly knownAt: ColumnBuilder<Float64Array>;
}

/** What the files of one run share. */
export class DatasetContext {
  readonly options: ReadOptions;
  readonly dataset = new DatasetBuilder();
  readonly currency: OneCurrency;
  readonly warnings: Warning[] = [];
  /** Set where the rows of one customer are to be noted. */
  readonly trace: RowTrace | null;
  cesScale: CesScale | null = null;
  tenureUnitStated = true;
  readonly #history = new Map<string, FieldHistory>();
  readonly #usedMaps = new Set<FieldName>();
  readonly #headers = new Set<string>();
  readonly #covariates = new Set<string>();
  readonly #seenIds = new Map<string, SeenIds>();

  constructor(options: ReadOptions, trace?: string) {
    this.options = options;
    this.trace = trace === undefined ? null : new RowTrace(trace, this.dataset);
    this.currency = new OneCurrency(options.currency);
    // In the order in which they were asked for, whatever the files' own.
    for (const name of options.covariates) this.dataset.customers.covariate(name);
  }

  /** Where the values of one customer field, or covariate, came from. */
  history(field: string): FieldHistory {
    let history = this.#history.get(field);
    if (history === undefined) {
      history = {
        settled: new ColumnBuilder(Uint8Array, 0),
        knownAt: new ColumnBuilder(Float64Array, Number.NEGATIVE_INFINITY),
      };
      this.#history.set(field, history);
    }
    return history;
  }

  /** Ids are compared among files of one layout only: order 7 and ticket 7 are different things. */
  seenIds(headers: readonly string[]): SeenIds {
    const layout = JSON.stringify(headers);
    let seen = this.#seenIds.get(layout);
    if (seen === undefined) {
      seen = new SeenIds();
      this.#seenIds.set(layout, seen);
    }
    return seen;
  }

  /** The names of all customers read so far; tables keyed by name come after those keyed by id. */
  namesBy(how: OtherKey): CustomerNames {
    return new CustomerNames(this.dataset, how, (field) => this.#history.has(field));
  }

  warn(code: string, message: string, count: number): void {
    this.warnings.push({ code, message, count });
  }

  /** Customers that interactions name and no customers file lists, where there is one: a sign of keys that differ. */
  sayOrphans({ customers, customerIds }: Dataset): void {
    const orphans = customerIds.length - customers.rows;
    if (customers.rows === 0 || orphans === 0) return;
    const message = `${orphans} of ${customerIds.length} customers are named by interactions but listed in no customers file.`;
    this.warn('customers_unlisted', message, orphans);
  }

  get facts(): DatasetFacts {
    const { cesScale, tenureUnitStated } = this;
    return { currency: this.currency.code, cesScale, tenureUnitStated };
  }

  /** Takes what a header tells beyond the mapping: the survey's scale and the currency of its money. */
  noteFacts(plan: TablePlan, file: string): void {
    for (const header of plan.headers) this.#headers.add(header);
    for (const { name } of plan.covariates) this.#covariates.add(name);
    for (const match of [...plan.customers.values(), ...plan.interactions.values()]) {
      if (match.field === 'ces') this.cesScale ??= cesScaleOf(match.folded);
      const type = FIELD_TYPES[match.field];
      const code = type === 'money' ? currencyInBracket(match.folded.bracket) : null;
      if (code !== null) this.currency.see(code, () => ({ file, header: match.header }));
      if (match.reason === 'option') this.#usedMaps.add(match.field);
    }
    if (plan.key.how !== 'row') this.#usedMaps.add(plan.key.match.field);
  }

  /** Every `--map`, and every covariate, must have found its column in some file. */
  refuseUnusedMaps(): void {
    for (const [field, header] of this.options.map) {
      if (this.#usedMaps.has(field)) continue;
      throw new CxRoiError('input_columns', `No file has a column "${header}" to be ${field}.`, {
        hint: 'Write --map field=Header with the header as it stands in the file.',
      });
    }
    const missing = this.options.covariates.find((name) => !this.#covariates.has(name));
    if (missing === undefined) return;
    const near = nearest(missing, [...this.#headers]);
    throw new CxRoiError('input_columns', `No customers file has a column "${missing}" to learn from.`, {
      hint: `${near === null ? '' : `Did you mean "${near}"? `}Write --covariates A,B with headers as they stand in the file.`,
    });
  }
}

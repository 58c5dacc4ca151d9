import { type CesScale, DatasetBuilder, type DatasetFacts } from '../domain/dataset.ts';
import { FIELD_TYPES } from '../domain/fields.ts';
import type { ReadOptions } from '../domain/reading.ts';
import type { Assumption, Warning } from '../domain/results.ts';
import type { CxRoiError } from '../foundation/errors.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { contradictionOf, EVENT_RANK, FieldClaims } from './claims.ts';
import { currencyInHeader, OneCurrency } from './currency.ts';
import { type Exchange, ExchangedRow } from './exchange.ts';
import { CustomerNames, type OtherKey } from './join.ts';
import { HIGHEST_RANK } from './ledger.ts';
import { cesScaleOf } from './lookUp.ts';
import { columnsOf, type TablePlan } from './plan.ts';
import { RowTrace } from './rowTrace.ts';
import { SeenIds } from './seenIds.ts';

/** What the files of one run share. */
export class DatasetContext {
  readonly options: ReadOptions;
  readonly dataset = new DatasetBuilder();
  readonly currency: OneCurrency;
  readonly warnings: Warning[] = [];
  readonly assumptions: Assumption[] = [];
  /** Set where the rows of one customer are to be noted. */
  readonly trace: RowTrace | null;
  cesScale: CesScale | null = null;
  tenureUnitStated = true;
  readonly #exchange: Exchange | null;
  #files = 0;
  readonly #claims = new Map<string, FieldClaims>();
  readonly #seenIds = new Map<string, SeenIds>();

  constructor(options: ReadOptions, exchange: Exchange | null = null, trace?: string) {
    this.options = options;
    this.trace = trace === undefined ? null : new RowTrace(trace, this.dataset);
    this.#exchange = exchange;
    this.currency = new OneCurrency(exchange?.base ?? options.currency, exchange !== null);
    // In the order in which they were asked for, whatever the files' own.
    for (const name of options.covariates) this.dataset.customers.covariate(name);
  }

  /** Who said what of one customer field, or covariate. */
  claims(field: string): FieldClaims {
    let claims = this.#claims.get(field);
    if (claims === undefined) {
      claims = new FieldClaims();
      this.#claims.set(field, claims);
    }
    return claims;
  }

  /** The error of rows of one customer that contradict each other, so that nothing says which of them counts; or null. */
  contradiction(): CxRoiError | null {
    return contradictionOf(this.#claims.values(), (customer) => this.dataset.ids.text(customer));
  }

  /** The rank of the next file, in the order that files were named. */
  nextRank(): number {
    return Math.max(EVENT_RANK + 1, HIGHEST_RANK - this.#files++);
  }

  /** What converts the amounts of a file's rows; null where all money is in one currency. */
  exchangedRow(file: string, currencyIndex: number): ExchangedRow | null {
    return this.#exchange === null ? null : new ExchangedRow(this.#exchange, file, currencyIndex);
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
    return new CustomerNames(this.dataset, how, (field) => this.#claims.has(field));
  }

  assume(assumption: Assumption): void {
    if (!this.assumptions.some(({ code }) => code === assumption.code)) this.assumptions.push(assumption);
  }

  warn(code: string, message: string, count: number): void {
    this.warnings.push({ code, message, count });
  }

  /** Which amounts were converted, and by what. */
  sayConverted(): void {
    if (this.#exchange === null) return;
    const { converted, base, file } = this.#exchange;
    const counts = [...converted].sort(([a], [b]) => compareCodeUnits(a, b));
    const amounts = counts.reduce((sum, [, count]) => sum + count, 0);
    if (amounts === 0) return;
    const words = counts.map(([code, count]) => `${count} in ${code}`).join(', ');
    this.warn('currency_converted', `Amounts were converted to ${base} by ${file}: ${words}.`, amounts);
  }

  get facts(): DatasetFacts {
    const { cesScale, tenureUnitStated } = this;
    return { currency: this.currency.code, cesScale, tenureUnitStated };
  }

  /** Takes what a header tells beyond the mapping: the survey's scale and the currency of its money. */
  noteFacts(plan: TablePlan, file: string): void {
    for (const match of columnsOf(plan)) {
      if (match.field === 'ces') this.cesScale ??= cesScaleOf(match.folded);
      const type = FIELD_TYPES[match.field];
      const code = type === 'money' ? currencyInHeader(match.folded) : null;
      if (code !== null) this.currency.see(code, () => ({ file, header: match.header }));
    }
  }
}

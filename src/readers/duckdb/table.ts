import { NO_CODE, YES } from '../../domain/interactions.ts';
import type { DatasetContext } from '../context.ts';
import { CustomerColumns } from '../customerRows.ts';
import type { ColumnFormats } from '../formats.ts';
import type { Ledger } from '../ledger.ts';
import type { ColumnMatch } from '../match.ts';
import { holdsCustomers, type TablePlan } from '../plan.ts';
import { isTotal } from '../rowShape.ts';
import { deletedColumn } from '../tables.ts';
import { flagOf } from '../words.ts';
import { type Chunk, MOST_ROWS } from './chunk.ts';
import { CustomerChunks } from './customers.ts';
import { EventChunks } from './events.ts';
import { NamelessIds } from './namelessIds.ts';
import { Query } from './query.ts';
import type { LayoutIds } from './rowIds.ts';
import { TextCodes } from './textCodes.ts';
import { Unfit } from './unfit.ts';

export interface TableCompanions {
  readonly ledger: Ledger;
  readonly ids: LayoutIds;
  /** Whether no other table of the run holds events. */
  readonly onlyEvents: boolean;
}

/** Looks at the words of a column that decides nothing for rows without a flaw. */
type Watch = (chunk: Chunk) => void;

/** Takes the rows of one table whose customers have ids, a chunk at a time; the rules are those of `TableReader`. */
export class TableChunks {
  readonly query: Query;
  readonly #ledger: Ledger;
  readonly #watches: readonly Watch[];
  readonly #nameless: readonly NamelessIds[];
  readonly #take: (chunk: Chunk) => void;
  readonly #customers: CustomerChunks | null;

  constructor(
    plan: TablePlan,
    formats: ColumnFormats,
    context: DatasetContext,
    { ledger, ids, onlyEvents }: TableCompanions,
  ) {
    if (plan.key.how !== 'id') throw new Unfit('its customers have no ids');
    if (plan.guests) throw new Unfit('its guests share an id');
    const key = plan.key.match;
    this.query = new Query(formats);
    this.#ledger = ledger;
    this.#customers = holdsCustomers(plan)
      ? new CustomerChunks(plan, context, new CustomerColumns(plan, formats, context, ledger), this.query)
      : null;
    const { ids: customers, interactions } = context.dataset;
    const { caseId, orderId } = interactions.dictionaries;
    this.#nameless = [customers, caseId, orderId].map((dictionary) => new NamelessIds(dictionary));
    this.#watches = watchesOf(plan, context, this.query, ledger.file);
    if (plan.kind === 'customers') this.#take = this.#customerRows(key, context);
    else {
      const events = new EventChunks(plan, context, this.query, {
        ...{ key, ids, onlyEvents },
        customers: this.#customers,
      });
      this.#take = (chunk) => events.take(chunk);
    }
  }

  /** @throws Unfit */
  take(chunk: Chunk): void {
    for (const watch of this.#watches) watch(chunk);
    this.#take(chunk);
    for (const nameless of this.#nameless) nameless.refuse();
    this.#ledger.rowsUsed += chunk.rows;
  }

  finish(): void {
    this.#customers?.finish(this.#ledger.rowsUsed);
  }

  #customerRows(key: ColumnMatch, context: DatasetContext): (chunk: Chunk) => void {
    const { ids } = context.dataset;
    const texts = this.query.texts(key);
    const codes = TextCodes.of(ids, NO_CODE);
    const customer = new Int32Array(MOST_ROWS);
    let known = 0;
    return (chunk) => {
      codes.codes(texts(chunk), customer, chunk.rows);
      for (let row = 0; row < chunk.rows; row++) {
        if (customer[row]! < 0) throw new Unfit('a row names no customer');
      }
      for (; known < ids.size; known++) refuseTotal(ids.text(known));
      this.#customers!.take(chunk, customer, null);
    };
  }
}

/** Ids hold digits as a rule and totals none, which is quickly seen. */
function refuseTotal(id: string): void {
  if (!/\d/.test(id) && isTotal(id)) throw new Unfit('a row is a total');
}

function watchesOf(plan: TablePlan, context: DatasetContext, query: Query, file: string): Watch[] {
  const watch = (match: Pick<ColumnMatch, 'index'>, see: (text: string) => void): Watch => {
    const texts = query.texts(match);
    const seen = new TextCodes((text) => {
      see(text);
      return 0;
    }, 0);
    const scratch = new Int32Array(MOST_ROWS);
    return (chunk) => seen.codes(texts(chunk), scratch, chunk.rows);
  };
  const currencies = [plan.customers.get('currency'), plan.interactions.get('currency')].flatMap(
    (match) => match ?? [],
  );
  const deleted = deletedColumn(plan);
  return [
    ...currencies.map((match) =>
      watch(match, (text) => {
        if (!context.currency.see(text, () => ({ file }))) throw new Unfit('a currency is unknown');
      }),
    ),
    ...(deleted < 0
      ? []
      : [
          watch({ index: deleted }, (text) => {
            if (flagOf(text) === YES) throw new Unfit('a row is marked as deleted');
          }),
        ]),
  ];
}

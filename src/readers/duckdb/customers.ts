import { CUSTOMER_FIELDS, type CustomerField } from '../../domain/fields.ts';
import { NO_CODE, UNKNOWN } from '../../domain/interactions.ts';
import { monthsIn } from '../cells.ts';
import type { DatasetContext } from '../context.ts';
import { type CustomerColumns, keptColumns } from '../customerRows.ts';
import { timeUnitOf } from '../headers.ts';
import type { ColumnMatch } from '../match.ts';
import type { TablePlan } from '../plan.ts';
import { isNoId, trimmed } from '../text.ts';
import { type Chunk, MOST_ROWS } from './chunk.ts';
import type { Query } from './query.ts';
import { knownFlag, knownPeriod, TextCodes } from './textCodes.ts';
import { Unfit } from './unfit.ts';

/** The values of one customer column in a chunk, NaN where the cell is blank. */
type Values = (chunk: Chunk) => ArrayLike<number>;

/** Writes the customer columns of a table a chunk at a time, into those of the exact reader. */
export class CustomerChunks {
  readonly #context: DatasetContext;
  readonly #columns: CustomerColumns;
  readonly #values: readonly Values[];

  constructor({ customers }: TablePlan, context: DatasetContext, columns: CustomerColumns, query: Query) {
    this.#context = context;
    this.#columns = columns;
    this.#values = keptColumns({ customers }).map((match) => valuesOf(match, context, query));
  }

  /** Takes over what rows say of their customers, as of their times (null: a customers file). @throws Unfit */
  take(chunk: Chunk, customer: Int32Array, timeMs: Float64Array | null): void {
    const { customers } = this.#context.dataset;
    for (let row = 0; row < chunk.rows; row++) customers.list(customer[row]!);
    if (timeMs === null) this.#listOnce(customer, chunk.rows);
    this.#values.forEach((valuesIn, place) => {
      const values = valuesIn(chunk);
      for (let row = 0; row < chunk.rows; row++) {
        this.#columns.keep(place, customer[row]!, values[row]!, timeMs?.[row] ?? Number.POSITIVE_INFINITY);
      }
    });
  }

  /** What contradicting rows of one customer come to depends on their lines. */
  #listOnce(customer: Int32Array, rows: number): void {
    for (let row = 0; row < rows; row++) {
      if (!this.#columns.list(customer[row]!)) throw new Unfit('a customer has two rows');
    }
  }

  finish(rows: number): void {
    this.#columns.finish(rows);
  }
}

function valuesOf(match: ColumnMatch<CustomerField>, { dataset }: DatasetContext, query: Query): Values {
  const { field } = match;
  const type = CUSTOMER_FIELDS[field];
  if (type === 'time') return query.times(match);
  if (type === 'flag') return codesOf(match, new TextCodes(knownFlag, UNKNOWN), UNKNOWN, query);
  if (type === 'billing period') return codesOf(match, new TextCodes(knownPeriod, UNKNOWN), UNKNOWN, query);
  if (type === 'text' || type === 'id') {
    const { dictionary } = dataset.customers.text(field as Parameters<typeof dataset.customers.text>[0]);
    const folded = new TextCodes((text) => dictionary.intern(trimmed(text).toLowerCase()), NO_CODE);
    const named = new TextCodes((text) => (isNoId(text) ? NO_CODE : dictionary.intern(trimmed(text))), NO_CODE);
    const codes = type === 'id' ? named : field === 'email' ? folded : TextCodes.of(dictionary, NO_CODE);
    return codesOf(match, codes, NO_CODE, query);
  }
  const numbers = query.numbers(match, type);
  const unit = field === 'tenure_months' ? timeUnitOf(match.folded) : null;
  const scale = unit === null ? 1 : monthsIn(unit);
  return scale === 1 ? numbers : (chunk) => numbers(chunk).map((value) => value * scale);
}

function codesOf(match: ColumnMatch, codes: TextCodes, blank: number, query: Query): Values {
  const texts = query.texts(match);
  const scratch = new Int32Array(MOST_ROWS);
  const values = new Float64Array(MOST_ROWS);
  return (chunk) => {
    codes.codes(texts(chunk), scratch, chunk.rows);
    for (let row = 0; row < chunk.rows; row++) values[row] = scratch[row] === blank ? Number.NaN : scratch[row]!;
    return values;
  };
}

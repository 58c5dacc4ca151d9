import type { ColumnBuilder, NumericArray } from '../../domain/columns.ts';
import type { InteractionField } from '../../domain/fields.ts';
import type { InteractionBuilder } from '../../domain/interactionBuilder.ts';
import { type InteractionColumn, NO_CODE, UNKNOWN } from '../../domain/interactions.ts';
import { secondsIn } from '../cells.ts';
import { type EventPlan, MOST_TRANSFERS, recurringColumn } from '../eventColumns.ts';
import { timeUnitOf } from '../headers.ts';
import type { ColumnMatch } from '../match.ts';
import { inboundOf, resolvedOf } from '../words.ts';
import { type Chunk, MOST_ROWS } from './chunk.ts';
import type { Query } from './query.ts';
import { knownFlag, knownPeriod, TextCodes } from './textCodes.ts';
import { Unfit } from './unfit.ts';

/** Writes one column of a chunk from a row of the table on. */
type Filler = (chunk: Chunk, row: number) => void;

/** The columns of an event that can be missing; the rules are those of the exact reader's `EventColumns`. */
export class EventColumns {
  readonly #fillers: readonly Filler[];

  constructor({ interactions: matches, customers }: EventPlan, builder: InteractionBuilder, query: Query) {
    const own = [...matches.values()].flatMap((match) => {
      if (match.field === 'status' && matches.has('resolved')) return [];
      return fillerOf(match, builder, query) ?? [];
    });
    const recurring = recurringColumn(customers);
    this.#fillers = recurring === null ? own : [priceFiller(recurring, builder, query), ...own];
  }

  write(chunk: Chunk, row: number): void {
    for (const fill of this.#fillers) fill(chunk, row);
  }
}

function priceFiller(
  { match, months }: NonNullable<ReturnType<typeof recurringColumn>>,
  builder: InteractionBuilder,
  query: Query,
): Filler {
  return numberFiller(builder.column('mrrMinor'), query.numbers(match, 'money'), (value) => value / months);
}

/** Null for a column that is not kept, or that the row's core holds. */
function fillerOf(match: ColumnMatch<InteractionField>, builder: InteractionBuilder, query: Query): Filler | null {
  const texts = (name: 'channel' | 'topic' | 'agent' | 'caseId') =>
    codeFiller(match, builder.column(name), TextCodes.of(builder.dictionaries[name], NO_CODE), query);
  const flags = (name: InteractionColumn, meaning: (text: string) => number) =>
    codeFiller(match, builder.column(name), new TextCodes(meaning, UNKNOWN), query);
  switch (match.field) {
    case 'channel':
    case 'topic':
    case 'agent':
      return texts(match.field);
    case 'case_id':
      return texts('caseId');
    case 'resolved':
      return flags('resolved', knownFlag);
    case 'status':
      return flags('resolved', resolvedOf);
    case 'billing_period':
      return flags('billingPeriod', knownPeriod);
    case 'direction':
      return flags('inbound', inboundOf);
    case 'personalised':
      return flags('personalised', knownFlag);
    case 'repeated_information':
      return flags('repeatedInformation', knownFlag);
    default:
      return numberFillerOf(match, builder, query);
  }
}

function numberFillerOf(
  match: ColumnMatch<InteractionField>,
  builder: InteractionBuilder,
  query: Query,
): Filler | null {
  switch (match.field) {
    case 'cost':
      return numberFiller(builder.column('costMinor'), query.numbers(match, 'money'), (value) => value);
    case 'ces':
      return numberFiller(builder.column('ces'), query.numbers(match, 'number'), (value) => value);
    case 'handle_minutes': {
      const unit = secondsIn(timeUnitOf(match.folded) ?? 'minutes');
      return numberFiller(builder.column('handleSeconds'), query.numbers(match, 'number'), (value) => {
        if (value < 0) throw new Unfit(`a duration in "${match.header}" is negative`);
        return value * unit;
      });
    }
    case 'transfers':
      return numberFiller(builder.column('transfers'), query.numbers(match, 'count'), (value) =>
        Number.isNaN(value) ? UNKNOWN : Math.min(value, MOST_TRANSFERS),
      );
    default:
      return null;
  }
}

function codeFiller(match: ColumnMatch, column: ColumnBuilder<NumericArray>, codes: TextCodes, query: Query): Filler {
  const texts = query.texts(match);
  const scratch = new Int32Array(MOST_ROWS);
  return (chunk, row) => {
    codes.codes(texts(chunk), scratch, chunk.rows);
    column.setAll(row, scratch, chunk.rows);
  };
}

function numberFiller(
  column: ColumnBuilder<NumericArray>,
  numbers: (chunk: Chunk) => Float64Array,
  scaled: (value: number) => number,
): Filler {
  const scratch = new Float64Array(MOST_ROWS);
  return (chunk, row) => {
    const values = numbers(chunk);
    for (let i = 0; i < chunk.rows; i++) scratch[i] = scaled(values[i]!);
    column.setAll(row, scratch, chunk.rows);
  };
}

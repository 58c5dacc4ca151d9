import { INTERACTION_FIELDS, type InteractionField } from '../domain/fields.ts';
import type { InteractionBuilder } from '../domain/interactionBuilder.ts';
import { billingPeriodOf } from './billingWords.ts';
import type { CellReaders } from './cellReaders.ts';
import {
  addingSetter,
  type CellSetter,
  countOrFlag,
  expectedOf,
  flagSetter,
  idSetter,
  numberSetter,
  readSeconds,
  secondsIn,
  textSetter,
} from './cells.ts';
import { timeUnitOf } from './headers.ts';
import type { Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import { isBlank, isNothing } from './text.ts';
import { flagOf, inboundOf, remembered, resolvedOf } from './words.ts';

/** What of a plan says which columns an event has. */
export type EventPlan = Pick<TablePlan, 'interactions' | 'customers'>;

interface EventColumn {
  readonly match: ColumnMatch<InteractionField>;
  readonly set: CellSetter;
  /** A word that does not say is missing, without a complaint. */
  readonly lenient: boolean;
}

/** A transfer count is one byte, 255 of them meaning unknown. */
export const MOST_TRANSFERS = 254;

/** Writes the columns of an event that can be missing, one compiled setter a column. */
export class EventColumns {
  readonly #columns: readonly EventColumn[];
  readonly #recurring: ((row: number, cells: readonly string[]) => void) | null;

  constructor({ interactions: matches, customers }: EventPlan, readers: CellReaders, builder: InteractionBuilder) {
    this.#recurring = recurringSetter(customers, readers, builder);
    const all = [...matches.values()].flatMap((match) => [match, ...(match.parts ?? [])]);
    this.#columns = all.flatMap((match) => {
      if (match.field === 'status' && matches.has('resolved')) return [];
      const set = compile(match, readers, builder);
      return set === null ? [] : [{ match, set, lenient: match.field === 'status' || match.field === 'direction' }];
    });
  }

  write(row: number, cells: readonly string[], line: number, ledger: Ledger): void {
    this.#recurring?.(row, cells);
    for (let i = 0; i < this.#columns.length; i++) {
      const { match, set, lenient } = this.#columns[i]!;
      const value = cells[match.index]!;
      if (isBlank(value) || set(row, value) || lenient || isNothing(value)) continue;
      const { index, header, field } = match;
      const message = `"${header}" should be ${expectedOf(INTERACTION_FIELDS[field], value)}.`;
      ledger.rejectCell('cell_unreadable', { line, index, header, value }, message);
    }
  }
}

const MONTHS_PER_YEAR = 12;

/** The column of recurring revenue that events repeat, and the months that one of its amounts is for. */
export function recurringColumn(
  customers: EventPlan['customers'],
): { readonly match: ColumnMatch; readonly months: number } | null {
  const match = customers.get('mrr') ?? customers.get('arr');
  return match === undefined ? null : { match, months: match.field === 'arr' ? MONTHS_PER_YEAR : 1 };
}

/**
 * Recurring revenue that a table repeats on each event is what the customer paid from that event on. Cells that cannot
 * be read are told of where the customer's own column is written.
 */
function recurringSetter(
  customers: EventPlan['customers'],
  readers: CellReaders,
  builder: InteractionBuilder,
): ((row: number, cells: readonly string[]) => void) | null {
  const recurring = recurringColumn(customers);
  if (recurring === null) return null;
  const { match, months } = recurring;
  const read = readers.of('money', match);
  const column = builder.column('mrrMinor');
  return (row, cells) => {
    const text = cells[match.index]!;
    const minor = isBlank(text) ? Number.NaN : read(text) / months;
    if (!Number.isNaN(minor)) column.set(row, minor);
  };
}

/** The setter of one column; null for a column that is known but not kept, or that the row's core holds. */
function compile(
  match: ColumnMatch<InteractionField>,
  readers: CellReaders,
  builder: InteractionBuilder,
): CellSetter | null {
  const { dictionaries } = builder;
  switch (match.field) {
    case 'channel':
      return textSetter(builder.column('channel'), dictionaries.channel);
    case 'topic':
      return textSetter(builder.column('topic'), dictionaries.topic);
    case 'agent':
      return textSetter(builder.column('agent'), dictionaries.agent);
    case 'case_id':
      return idSetter(builder.column('caseId'), dictionaries.caseId);
    case 'cost':
      return numberSetter(builder.column('costMinor'), readers.of('money', match));
    case 'ces':
      return numberSetter(builder.column('ces'), readers.of('number', match));
    case 'handle_minutes': {
      const format = readers.formatOf(match);
      const unit = secondsIn(timeUnitOf(match.folded) ?? 'minutes');
      return addingSetter(builder.column('handleSeconds'), (text) => readSeconds(text, format, unit));
    }
    case 'transfers': {
      const count = countOrFlag(readers.of('count', match));
      return numberSetter(builder.column('transfers'), (text) => Math.min(count(text), MOST_TRANSFERS));
    }
    default:
      return compileWords(match.field, builder);
  }
}

/** Columns of a few words, a byte each. */
function compileWords(field: InteractionField, builder: InteractionBuilder): CellSetter | null {
  switch (field) {
    case 'billing_period':
      return flagSetter(builder.column('billingPeriod'), remembered(billingPeriodOf));
    case 'resolved':
      return flagSetter(builder.column('resolved'), remembered(flagOf));
    case 'status':
      return flagSetter(builder.column('resolved'), remembered(resolvedOf));
    case 'direction':
      return flagSetter(builder.column('inbound'), remembered(inboundOf));
    case 'personalised':
      return flagSetter(builder.column('personalised'), remembered(flagOf));
    case 'repeated_information':
      return flagSetter(builder.column('repeatedInformation'), remembered(flagOf));
    default:
      return null;
  }
}

import type { ColumnBuilder } from '../domain/columns.ts';
import type { CustomerNumber, CustomerText } from '../domain/customers.ts';
import { CUSTOMER_FIELDS, type CustomerField } from '../domain/fields.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { type CellReaders, isRecurring } from './cellReaders.ts';
import { countOrFlag, expectedOf, monthsIn } from './cells.ts';
import type { FieldClaims } from './claims.ts';
import type { DatasetContext } from './context.ts';
import type { ColumnFormats } from './formats.ts';
import { timeUnitOf } from './headers.ts';
import { saysStillHere } from './leaving.ts';
import type { ColumnMatch } from './match.ts';
import { monthlyPrice } from './monthlyPrice.ts';
import type { CovariateColumn } from './plan.ts';
import { isNoId, isNothing, trimmed } from './text.ts';

/** One customer column: reads a cell to a number or a dictionary code, and keeps the one that counts most. */
export interface CustomerColumn {
  readonly match: Pick<ColumnMatch, 'index' | 'header'>;
  /** What a cell should have been, for one that cannot be read. */
  readonly expected: (text: string) => string;
  /** The cells of the row may say how the cell is meant. */
  readonly read: (text: string, cells: readonly string[]) => number;
  readonly values: Pick<ColumnBuilder<Float64Array>, 'get' | 'set'>;
  readonly isMissing: (value: number) => boolean;
  /** Whether of two values the first comes last in an order that no file or row can change. */
  readonly isAfter: (a: number, b: number) => boolean;
  readonly claims: FieldClaims;
  /** Customers of whom different things were said before this table. */
  readonly differedBefore: number;
  /** Only shown, so that two values need no decision. */
  readonly descriptive: boolean;
  readonly flagsLeaving: boolean;
  /** Whether a cell that cannot be read is a day of leaving all the same, though nobody knows which. */
  readonly isUndatedLeaving: (text: string) => boolean;
  /** Whether a cell that cannot be read says that there is nothing to say. */
  readonly isNothing: (text: string) => boolean;
  readonly blanksMatter: boolean;
  /** Events keep their own value as well, so that a later one is a change and contradicts nothing. */
  readonly changes: boolean;
  blanks: number;
}

const RECURRING_EXPECTED = 'an amount of 0 or more such as 1234.50';
const PRICE_EXPECTED = 'an amount of 0 or more for a billing period that is known';
const TENURE_EXPECTED = 'a number of 0 or more such as 12.5';

/** Fields that are only shown and enter no figure. */
const DESCRIPTIVE: ReadonlySet<CustomerField> = new Set<CustomerField>(['name', 'email', 'account_name', 'tags']);

/** The column of a field. */
export function compile(
  match: ColumnMatch<CustomerField>,
  readers: CellReaders,
  context: DatasetContext,
): CustomerColumn {
  const { field } = match;
  const type = CUSTOMER_FIELDS[field];
  const { customers } = context.dataset;
  const claims = context.claims(field);
  const shared = {
    match,
    expected: expectedIn(match),
    claims,
    differedBefore: claims.differing,
    descriptive: DESCRIPTIVE.has(field),
    flagsLeaving: field === 'churned',
    ...leavingIn(match, readers),
    changes: isRecurring(match),
    blanks: 0,
  };
  if (type === 'text' || type === 'id') {
    const { codes, dictionary } = customers.text(field as CustomerText);
    // Addresses that differ in case only are one.
    const written = field === 'email' ? (text: string) => trimmed(text).toLowerCase() : trimmed;
    const intern = (text: string) => dictionary.intern(written(text));
    const read = type === 'id' ? (text: string) => (isNoId(text) ? Number.NaN : intern(text)) : intern;
    const isAfter = (a: number, b: number) => compareCodeUnits(dictionary.text(a), dictionary.text(b)) > 0;
    return { ...shared, read, values: codes, isMissing: (value) => value < 0, isAfter, blanksMatter: false };
  }
  const counts = readers.of(type, match);
  const { price } = match;
  const read = field === 'transfers' ? countOrFlag(counts) : counts;
  const unit = field === 'tenure_months' ? timeUnitOf(match.folded) : null;
  if (field === 'tenure_months') context.tenureUnitStated &&= unit !== null;
  const scale = unit === null ? 1 : monthsIn(unit);
  return {
    ...shared,
    read:
      price !== undefined
        ? (text, cells) => monthlyPrice(read(text), cells, price)
        : scale === 1
          ? read
          : (text) => read(text) * scale,
    values: customers.number(field as CustomerNumber),
    isMissing: Number.isNaN,
    isAfter: (a, b) => a > b,
    blanksMatter: type === 'money' || type === 'flag' || field === 'tenure_months',
  };
}

function expectedIn(match: ColumnMatch<CustomerField>): (text: string) => string {
  if (match.price !== undefined) return () => PRICE_EXPECTED;
  if (isRecurring(match)) return () => RECURRING_EXPECTED;
  if (match.field === 'tenure_months') return () => TENURE_EXPECTED;
  return (text) => expectedOf(CUSTOMER_FIELDS[match.field], text);
}

/** What is no date among churn dates: who left, but for a word that says no and a day that is only a blank one. */
function leavingIn(match: ColumnMatch<CustomerField>, readers: CellReaders) {
  if (match.field !== 'churned_at') return { isUndatedLeaving: () => false, isNothing };
  const format = readers.formatOf(match);
  return {
    isUndatedLeaving: (text: string) => Number.isNaN(format.time(text)),
    isNothing: (text: string) => isNothing(text) || saysStillHere(text),
  };
}

/** A column kept as it is: numbers in one way of writing, so that a decimal comma is one too. */
export function compileCovariate(
  match: CovariateColumn,
  formats: ColumnFormats,
  context: DatasetContext,
): CustomerColumn {
  const { codes, dictionary } = context.dataset.customers.covariate(match.name);
  const format = formats.of(match.index);
  const claims = context.claims(`covariate ${match.name}`);
  return {
    ...{ match, expected: (text) => expectedOf('text', text), claims, differedBefore: claims.differing, values: codes },
    ...{ descriptive: false, flagsLeaving: false, changes: false, blanks: 0, blanksMatter: false },
    ...{ isUndatedLeaving: () => false, isNothing },
    read: (text) => {
      const value = format.number(text);
      return dictionary.intern(Number.isNaN(value) ? trimmed(text) : String(value));
    },
    isMissing: (value) => value < 0,
    isAfter: (a, b) => compareCodeUnits(dictionary.text(a), dictionary.text(b)) > 0,
  };
}

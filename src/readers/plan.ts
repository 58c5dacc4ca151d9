import type { CustomerField, FieldName, InteractionField } from '../domain/fields.ts';
import type { InputFile, ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { foldHeader, wordsOf } from './headers.ts';
import { type ColumnMatch, type Matches, matchHeaders, type Tie } from './match.ts';
import { findPreset, presetColumns } from './presetMatch.ts';
import type { Preset } from './presets.ts';

type TableKind = 'customers' | 'interactions' | 'wide';

/** How the rows name their customer: a column, or the number of the row. */
type KeyPlan = { readonly how: 'id' | 'email' | 'account name'; readonly match: ColumnMatch } | { readonly how: 'row' };

/** What each column of a table is read as. */
export interface TablePlan {
  readonly kind: TableKind;
  readonly headers: readonly string[];
  readonly key: KeyPlan;
  readonly preset: Preset | null;
  /** Customer columns, of a customers file or repeated on each event of a wide one. */
  readonly customers: ReadonlyMap<CustomerField, ColumnMatch<CustomerField>>;
  readonly interactions: ReadonlyMap<InteractionField, ColumnMatch<InteractionField>>;
  /** Columns of a customers file that are kept by their header, mapped or not. */
  readonly covariates: readonly CovariateColumn[];
}

/** Of the columns asked for, one that this file has. */
export interface CovariateColumn {
  /** As it was asked for. */
  readonly name: string;
  readonly index: number;
  readonly header: string;
}

/** Decides what a table is from its header, what it was told to be, and the columns that `--map` and `--id` name. */
export function planTable(
  headers: readonly string[],
  role: InputFile['role'],
  options: ReadOptions,
  file: string,
): TablePlan {
  const preset = findPreset(headers, options.preset);
  if (preset?.refusal !== undefined) throw refused(preset, file);
  const matches = matchHeaders(headers, {
    options: mapWithId(options),
    preset: preset === null ? new Map() : presetColumns(preset, headers),
    never: new Set(preset?.never),
  });
  const kind = role !== 'auto' ? role : (preset?.kind ?? decideKind(matches));
  const schema = matches[kind === 'customers' ? 'customers' : 'interactions'];
  const tie = schema.ties[0];
  if (tie !== undefined) throw tied(tie, file);
  const key = keyOf(kind, matches, options);
  if (key === null) throw withoutKey(kind, matches, headers, file);
  if (kind === 'customers') {
    const customers = new Map(matches.customers.fields);
    customers.delete('customer_id');
    const covariates = covariatesIn(headers, options.covariates);
    if (role === 'auto' && customers.size === 0) throw withoutContent(headers, file);
    return { kind, headers, key, preset, customers, interactions: new Map(), covariates };
  }
  const interactions = new Map(matches.interactions.fields);
  if (!interactions.has('occurred_at')) throw withoutTime(headers, file);
  interactions.delete('customer_id');
  const customers = repeatedColumns(matches, key);
  const found = customers.size > 0 ? 'wide' : 'interactions';
  return { kind: found, headers, key, preset, customers, interactions, covariates: [] };
}

function covariatesIn(headers: readonly string[], names: readonly string[]): CovariateColumn[] {
  const keys = headers.map((header) => foldHeader(header).key);
  return names.flatMap((name) => {
    const exact = headers.indexOf(name);
    const index = exact >= 0 ? exact : keys.indexOf(foldHeader(name).key);
    return index < 0 ? [] : [{ name, index, header: headers[index]! }];
  });
}

function mapWithId(options: ReadOptions): ReadonlyMap<FieldName, string> {
  if (options.id === null || options.id === 'row') return options.map;
  return new Map<FieldName, string>([...options.map, ['customer_id', options.id]]);
}

/** Columns that only one of the two tables knows say which of the two this is; a time of its own makes an event. */
function decideKind(matches: Matches): 'customers' | 'interactions' {
  const [events, customers] = evidence(matches);
  const time = matches.interactions.fields.get('occurred_at');
  if (time === undefined) return events > 0 && customers === 0 ? 'interactions' : 'customers';
  // Recurring revenue is a customer's, and an event's that changes it: beside a date of its own it settles nothing.
  const recurring = (['mrr', 'arr'] as const).filter((field) => matches.customers.fields.has(field)).length;
  if (time.tier <= 1) return events > 0 || customers === recurring ? 'interactions' : 'customers';
  return events > 0 && events >= customers ? 'interactions' : 'customers';
}

function evidence({ customers, interactions }: Matches): [events: number, customers: number] {
  const asCustomer = new Set([...customers.fields.values()].map(({ index }) => index));
  const asEvent = new Set([...interactions.fields.values()].map(({ index }) => index));
  const only = (own: ReadonlyMap<FieldName, ColumnMatch>, other: ReadonlySet<number>) =>
    [...own.values()].filter(({ index, field }) => field !== 'occurred_at' && !other.has(index)).length;
  return [only(interactions.fields, asCustomer), only(customers.fields, asEvent)];
}

function keyOf(kind: 'customers' | 'interactions', matches: Matches, options: ReadOptions): KeyPlan | null {
  const { fields } = matches.customers;
  if (options.id === 'row' && kind === 'customers') return { how: 'row' };
  const id = kind === 'customers' ? fields.get('customer_id') : matches.interactions.fields.get('customer_id');
  // A word such as "customer" may be a name as well as an id: an e-mail address is the better key then.
  if (id !== undefined && id.tier <= 2) return { how: 'id', match: id };
  const email = fields.get('email');
  if (id?.folded.key === 'id') return { how: 'id', match: id };
  if (email !== undefined) return { how: 'email', match: email };
  const name = fields.get('account_name') ?? id ?? (kind === 'customers' ? fields.get('name') : undefined);
  return name === undefined ? null : { how: 'account name', match: name };
}

/** Customer columns that an event can repeat. What an order or a ticket has of its own (its status, when it was
 *  created or cancelled, its name) is not the customer's. */
const REPEATED: ReadonlySet<CustomerField> = new Set<CustomerField>([
  ...([
    'name',
    'email',
    'account_name',
    'segment',
    'industry',
    'country',
    'plan',
    'created_at',
    'renewal_date',
  ] as const),
  ...([
    'churned_at',
    'churned',
    'tenure_months',
    'mrr',
    'arr',
    'contract_value',
    'margin',
    'acquisition_cost',
  ] as const),
  ...(['acquisition_channel', 'referred_by', 'retention_cost', 'treatment'] as const),
]);

function repeatedColumns(
  { customers, interactions }: Matches,
  key: KeyPlan,
): Map<CustomerField, ColumnMatch<CustomerField>> {
  const taken = new Set([...interactions.fields.values()].map(({ index }) => index));
  if (key.how !== 'row') taken.add(key.match.index);
  return new Map(
    [...customers.fields].filter(([field, match]) => {
      if (taken.has(match.index) || !REPEATED.has(field)) return false;
      if (match.reason === 'option' || match.reason === 'preset') return true;
      if (field === 'name') return match.folded.key !== 'name';
      if (field === 'created_at') return match.tier === 1;
      if (field === 'churned' || field === 'churned_at') return match.folded.key.includes('churn');
      return match.tier <= 1;
    }),
  );
}

function refused({ name, refusal }: Preset, file: string): CxRoiError {
  return new CxRoiError('input_columns', `This is a ${name} export. ${refusal}`, {
    location: { file },
    hint: 'Give a list of customers, orders or contacts instead.',
  });
}

function tied({ field, headers }: Tie, file: string): CxRoiError {
  const quoted = headers.map((header) => `"${header}"`).join(' and ');
  return new CxRoiError('input_columns', `The columns ${quoted} could each be ${field}.`, {
    location: { file, header: headers[0]! },
    hint: `Say which: --map '${field}=${headers[0]}'`,
  });
}

function withoutKey(kind: TableKind, matches: Matches, headers: readonly string[], file: string): CxRoiError {
  const snapshot = kind === 'customers' && evidence(matches)[1] > 0;
  if (snapshot) {
    return new CxRoiError('input_columns', 'This looks like a table of customers, but no column holds their ids.', {
      location: { file },
      hint: 'If every row is one customer, number them with --id row; else name the column: --id "Header".',
    });
  }
  return new CxRoiError(
    'input_columns',
    `No column says which customer a row belongs to, so nothing can be counted by customer. Columns: ${list(headers)}.`,
    { location: { file }, hint: "Name the column that does: --map 'customer_id=Header'." },
  );
}

function withoutTime(headers: readonly string[], file: string): CxRoiError {
  return new CxRoiError('input_columns', `No column says when an interaction took place. Columns: ${list(headers)}.`, {
    location: { file },
    hint: `Name the column that does: --map 'occurred_at=${likelyTime(headers) ?? 'Header'}'; or say that rows are customers: --customers FILE.`,
  });
}

function withoutContent(headers: readonly string[], file: string): CxRoiError {
  const message = `Of these columns only the customer is known, which leaves nothing to score. Columns: ${list(headers)}.`;
  return new CxRoiError('input_columns', message, {
    location: { file },
    hint: "Name what they hold, such as --map 'occurred_at=Header' --map 'amount=Header'.",
  });
}

/** A column whose header speaks of a date, for a hint. */
function likelyTime(headers: readonly string[]): string | undefined {
  return headers.find((header) => wordsOf(header).some((word) => /^(?:date|datum|data|fecha|time|when)$/.test(word)));
}

const SHOWN_HEADERS = 12;

function list(headers: readonly string[]): string {
  const shown = headers.slice(0, SHOWN_HEADERS).map((header) => `"${header}"`);
  return headers.length > SHOWN_HEADERS
    ? `${shown.join(', ')} and ${headers.length - SHOWN_HEADERS} more`
    : shown.join(', ');
}

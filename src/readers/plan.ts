import type { CostField, CustomerField, FieldName, InteractionField } from '../domain/fields.ts';
import type { Preset } from '../domain/preset.ts';
import type { InputFile, ReadOptions } from '../domain/reading.ts';
import { customerKeyOf, type KeyPlan } from './customerKey.ts';
import { foldHeader } from './headers.ts';
import { type ColumnMatch, type Matches, matchHeaders } from './match.ts';
import { refused, tied, withoutContent, withoutCost, withoutKey, withoutTime } from './planErrors.ts';
import { findPreset, presetColumns } from './presetMatch.ts';
import { meaningsOf } from './terms.ts';

type TableKind = 'customers' | 'interactions' | 'wide' | 'costs';

/** What each column of a table is read as. */
export interface TablePlan {
  readonly kind: TableKind;
  readonly headers: readonly string[];
  readonly key: KeyPlan;
  readonly preset: Preset | null;
  /** Customer columns, of a customers file or repeated on each event of a wide one; of interactions their prices. */
  readonly customers: ReadonlyMap<CustomerField, ColumnMatch<CustomerField>>;
  readonly interactions: ReadonlyMap<InteractionField, ColumnMatch<InteractionField>>;
  /** A row counts as a purchase only once its status says that it was won. */
  readonly wonOnly: boolean;
  /** Ids such as 0 stand for guests, of whom there are many: they name nobody. */
  readonly guests: boolean;
  /** The columns of a ledger of costs. */
  readonly costs: ReadonlyMap<CostField, ColumnMatch<CostField>>;
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

/** The column that names the customer, if one does. */
export function keyMatchOf({ key }: Pick<TablePlan, 'key'>): ColumnMatch | null {
  return 'match' in key ? key.match : null;
}

/** Whether rows say something of their customers, who may have several of them. */
export function holdsCustomers({ kind, customers }: Pick<TablePlan, 'kind' | 'customers'>): boolean {
  return kind === 'customers' || customers.size > 0;
}

/** Every column that is read for a field, but for the one that names the customer. */
export function columnsOf({ customers, interactions, costs }: TablePlan): ColumnMatch[] {
  const matches: ColumnMatch[] = [...customers.values(), ...interactions.values(), ...costs.values()];
  return matches.flatMap((match) => [match, ...(match.parts ?? [])]);
}

/** Decides what a table is from its header, what it was told to be, and the columns that `--map` and `--id` name. */
export function planTable(
  headers: readonly string[],
  role: InputFile['role'],
  options: ReadOptions,
  file: string,
): TablePlan {
  if (role === 'costs') return planCosts(headers, options, file);
  const preset = presetOf(headers, options, file);
  const matches = matchHeaders(headers, {
    options: mapWithId(options),
    preset: preset === null ? new Map() : presetColumns(preset, headers),
    never: new Set(preset?.never),
    byWords: preset === null,
  });
  const kind = role !== 'auto' ? role : (preset?.kind ?? decideKind(matches));
  const schema = matches[kind === 'customers' ? 'customers' : 'interactions'];
  const tie = schema.ties[0];
  if (tie !== undefined) throw tied(tie, file);
  const key = customerKeyOf(kind, matches, options);
  if (key === null) throw withoutKey(kind === 'customers' && evidenceOf(matches)[1] > 0, { headers, file, options });
  if (kind === 'customers') {
    const customers = new Map(matches.customers.fields);
    customers.delete('customer_id');
    priceByPeriod(customers, preset, headers);
    const covariates = covariatesIn(headers, options.covariates);
    if (role === 'auto' && customers.size === 0) throw withoutContent(headers, file);
    return { ...NO_COLUMNS, kind, headers, key, preset, customers, covariates };
  }
  const interactions = new Map(matches.interactions.fields);
  // Of a sale the day it was closed tells as much.
  const closed = interactions.get('closed_at');
  if (!interactions.has('occurred_at') && closed !== undefined && interactions.has('amount')) {
    interactions.set('occurred_at', { ...closed, field: 'occurred_at' });
    interactions.delete('closed_at');
  }
  if (!interactions.has('occurred_at')) throw withoutTime({ headers, file, options });
  interactions.delete('customer_id');
  const customers = repeatedColumns(matches, key);
  // A price that an event states is the event's, and the customer's until the next one.
  const repeats = [...customers.keys()].every(isRecurring) ? 'interactions' : 'wide';
  const wonOnly = preset?.wonOnly === true;
  return { ...NO_COLUMNS, kind: repeats, headers, key, preset, customers, interactions, wonOnly };
}

const NO_COLUMNS = {
  ...{ customers: new Map(), interactions: new Map(), costs: new Map(), covariates: [] },
  ...{ wonOnly: false, guests: false },
};

/** A ledger of costs: without a column that says what money was spent on, all of it went into winning customers. */
function planCosts(headers: readonly string[], options: ReadOptions, file: string): TablePlan {
  const { costs } = matchHeaders(headers, {
    options: options.map,
    preset: new Map(),
    never: new Set(),
    byWords: false,
  });
  const tie = costs.ties[0];
  if (tie !== undefined) throw tied(tie, file);
  const missing = (['cost_date', 'cost_amount'] as const).find((field) => !costs.fields.has(field));
  if (missing !== undefined) throw withoutCost(missing, { headers, file, options });
  return { ...NO_COLUMNS, kind: 'costs', headers, key: { how: 'none' }, preset: null, costs: costs.fields };
}

/** Says of the column of prices, if the preset's export has them by the period, which columns say of which. */
function priceByPeriod(
  customers: Map<CustomerField, ColumnMatch<CustomerField>>,
  preset: Preset | null,
  headers: readonly string[],
): void {
  const mrr = customers.get('mrr');
  if (preset?.price === undefined || mrr === undefined) return;
  if (mrr.header !== presetColumns(preset, headers).get('mrr')) return;
  const [period, quantity] = [preset.price.period, preset.price.quantity].map((name) =>
    headers.findIndex((header) => foldHeader(header).key === foldHeader(name).key),
  );
  customers.set('mrr', { ...mrr, price: { period: period!, quantity: quantity! } });
}

function covariatesIn(headers: readonly string[], names: readonly string[]): CovariateColumn[] {
  const keys = headers.map((header) => foldHeader(header).key);
  return names.flatMap((name) => {
    const exact = headers.indexOf(name);
    const index = exact >= 0 ? exact : keys.indexOf(foldHeader(name).key);
    return index < 0 ? [] : [{ name, index, header: headers[index]! }];
  });
}

/** What the user says of columns; `--id` names that of the customers. */
export function mapWithId(options: ReadOptions): ReadonlyMap<FieldName, string> {
  if (options.id === null || options.id === 'row') return options.map;
  return new Map<FieldName, string>([...options.map, ['customer_id', options.id]]);
}

/** @throws input_columns for an export that cannot be read, unless a column was named for the customer */
function presetOf(headers: readonly string[], options: ReadOptions, file: string): Preset | null {
  const preset = findPreset(headers, options.preset);
  if (preset?.refusal === undefined) return preset;
  if (!mapWithId(options).has('customer_id')) throw refused(preset.name, preset.refusal, file);
  return null;
}

/** Columns that only one of the two tables knows say which of the two this is; a time of its own makes an event. */
function decideKind(matches: Matches): 'customers' | 'interactions' {
  const [events, customers] = evidenceOf(matches);
  const time = matches.interactions.fields.get('occurred_at');
  if (time === undefined) return events > 0 && customers === 0 ? 'interactions' : 'customers';
  // Recurring revenue is a customer's, and an event's that changes it: beside a date of its own it settles nothing.
  const recurring = [...matches.customers.fields.keys()].filter(isRecurring).length;
  if (time.tier <= 1) return events > 0 || customers === recurring ? 'interactions' : 'customers';
  // The day of a survey is that of an answer, unless the table knows more of its customers.
  const ofSurvey = meaningsOf(time.folded.words)?.some((terms) => terms.has('survey')) === true;
  if (ofSurvey && customers === recurring) return 'interactions';
  return events > 0 && events >= customers ? 'interactions' : 'customers';
}

function isRecurring(field: CustomerField): boolean {
  return field === 'mrr' || field === 'arr';
}

/** Fields that either kind of table can have. */
const SAYS_NOTHING: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['occurred_at', 'updated_at', 'name', 'email', 'account_name'] as const),
]);

/** How many columns only an event, and how many only a customer can have. */
export function evidenceOf({ customers, interactions }: Matches): [events: number, customers: number] {
  const asCustomer = new Set([...customers.fields.values()].map(({ index }) => index));
  const asEvent = new Set([...interactions.fields.values()].map(({ index }) => index));
  const only = (own: ReadonlyMap<FieldName, ColumnMatch>, other: ReadonlySet<number>) =>
    [...own.values()].filter(({ index, field }) => !SAYS_NOTHING.has(field) && !other.has(index)).length;
  return [only(interactions.fields, asCustomer), only(customers.fields, asEvent)];
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
  if ('match' in key) taken.add(key.match.index);
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

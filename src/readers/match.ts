import {
  COST_FIELDS,
  type CostField,
  CUSTOMER_FIELDS,
  type CustomerField,
  type FieldName,
  INTERACTION_FIELDS,
  type InteractionField,
} from '../domain/fields.ts';
import { secondsIn } from './cells.ts';
import { type FoldedHeader, keyOf, keyWithoutUnit, timeUnitOf } from './headers.ts';
import { foldColumn, lookUp, type Schema } from './lookUp.ts';
import type { PriceColumns } from './monthlyPrice.ts';
import {
  type Candidate,
  outcomeOfCampaign,
  preferMessages,
  preferRefundedAmount,
  preferRespondents,
  preferStart,
  preferUnitPrice,
} from './preferences.ts';

/** One column of the file, mapped to one field. */
export interface ColumnMatch<F extends FieldName = FieldName> {
  readonly field: F;
  readonly index: number;
  readonly header: string;
  readonly folded: FoldedHeader;
  readonly reason: MatchReason;
  /** 0: canonical name or told; 1: a synonym; 2 and 3: weaker words. */
  readonly tier: number;
  /** Columns that are added to it: the minutes of a duration beside its hours. */
  readonly parts?: readonly ColumnMatch<F>[];
  /** The amount is that of a billing period; what says of which. */
  readonly price?: PriceColumns;
}

type MatchReason = 'option' | 'canonical name' | 'synonym' | 'rule' | 'preset';

/** Two columns that could both be one field. */
export interface Tie {
  readonly field: FieldName;
  readonly headers: readonly string[];
}

interface SchemaMatch<F extends FieldName> {
  readonly fields: ReadonlyMap<F, ColumnMatch<F>>;
  readonly ties: readonly Tie[];
}

export interface Matches {
  readonly customers: SchemaMatch<CustomerField>;
  readonly interactions: SchemaMatch<InteractionField>;
  readonly costs: SchemaMatch<CostField>;
}

/** What is known of the columns beyond their headers. */
export interface Wishes {
  /** Field → header, by `--map` and `--id`. */
  readonly options: ReadonlyMap<FieldName, string>;
  /** Field → header, by a preset; the options win. */
  readonly preset: ReadonlyMap<FieldName, string>;
  /** Fields that no column holds, whatever its header. */
  readonly never: ReadonlySet<FieldName>;
  /** Whether a header that is not known as a whole may be read by its words. */
  readonly byWords?: boolean;
}

const OWN_FIELDS = { customers: CUSTOMER_FIELDS, interactions: INTERACTION_FIELDS, costs: COST_FIELDS } as const;

/** Fields a reader only shows: of several columns the first word of the list wins, without an error. */
const DESCRIPTIVE: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['name', 'email', 'account_name', 'segment', 'industry', 'country', 'plan', 'status', 'tags'] as const),
  ...(['acquisition_channel', 'subject', 'priority', 'topic', 'agent', 'last_activity_at', 'last_order_at'] as const),
  ...([
    'first_order_at',
    'updated_at',
    'csat',
    'nps',
    'treatment',
    'reopens',
    'agent_touches',
    'customer_touches',
  ] as const),
  'cost_channel',
]);

/** Fields whose ties are worth an error, however weak the words. */
const ESSENTIAL: ReadonlySet<FieldName> = new Set<FieldName>(['customer_id', 'occurred_at', 'amount']);

/** What each column can be as a customers file, as an interactions file and as a ledger of costs. */
export function matchHeaders(headers: readonly string[], wishes: Wishes): Matches {
  const prefix = sharedPrefix(headers);
  const folded = headers.map((header) => foldColumn(header.slice(prefix.length)));
  return {
    customers: matchSchema('customers', headers, folded, wishes) as SchemaMatch<CustomerField>,
    interactions: matchSchema('interactions', headers, folded, wishes) as SchemaMatch<InteractionField>,
    costs: matchSchema('costs', headers, folded, wishes) as SchemaMatch<CostField>,
  };
}

/** What every header of some exports begins with: `Deal - Title`, `Deal - Value`. */
function sharedPrefix(headers: readonly string[]): string {
  const prefix = /^[^-:/]{1,30}(?: - |: |\/)/.exec(headers[0] ?? '')?.[0] ?? '';
  return headers.length > 2 && headers.every((header) => header.startsWith(prefix)) ? prefix : '';
}

function matchSchema(
  schema: Schema,
  headers: readonly string[],
  folded: readonly FoldedHeader[],
  wishes: Wishes,
): SchemaMatch<FieldName> {
  const wanted = (columns: ReadonlyMap<FieldName, string>) =>
    wantedColumns(headers, folded, new Map([...columns].filter(([field]) => concerns(schema, field))));
  const told = wanted(wishes.options);
  const forced = new Map([...wanted(wishes.preset), ...told]);
  const taken = new Set(forced.values());
  const candidates = new Map<FieldName, Candidate[]>();
  for (let index = 0; index < headers.length; index++) {
    const entry = taken.has(index) ? undefined : lookUp(schema, headers[index]!, folded[index]!);
    if (entry === undefined || forced.has(entry.field) || wishes.never.has(entry.field)) continue;
    if (entry.byRule && wishes.byWords !== true) continue;
    candidates.set(entry.field, [...(candidates.get(entry.field) ?? []), { ...entry, index }]);
  }
  preferUnitPrice(candidates, folded);
  preferMessages(candidates, folded);
  outcomeOfCampaign(candidates, forced);
  preferRefundedAmount(candidates, folded);
  preferStart(candidates, folded);
  if (schema === 'interactions' && !forced.has('customer_id')) preferRespondents(candidates, headers, folded);

  const fields = new Map<FieldName, ColumnMatch>();
  const ties: Tie[] = [];
  const own = OWN_FIELDS[schema];
  const add = (field: FieldName, { index, tier }: Candidate, reason: MatchReason) =>
    fields.set(field, { field, index, header: headers[index]!, folded: folded[index]!, reason, tier });
  for (const [field, index] of forced) {
    if (field in own) add(field, { index, tier: 0 }, told.has(field) ? 'option' : 'preset');
  }
  for (const [field, list] of candidates) {
    const tier = Math.min(...list.map((candidate) => candidate.tier));
    const best = list.filter((candidate) => candidate.tier === tier);
    // Words that could mean several columns mean none, but for what nothing can be counted without.
    const guessed = best.every((one) => one.byRule || one.wrapped);
    if (best.length > 1 && guessed && !ESSENTIAL.has(field)) continue;
    add(field, best[0]!, tier === 0 ? 'canonical name' : best[0]!.byRule ? 'rule' : 'synonym');
    const tied = best.length > 1 && !DESCRIPTIVE.has(field) && !areOneDuration(best.map((one) => folded[one.index]!));
    if (tied) ties.push({ field, headers: best.map((b) => headers[b.index]!) });
  }
  addParts(fields, headers, folded);
  return { fields, ties };
}

/** Whether columns are hours, minutes and seconds of one duration. */
function areOneDuration(columns: readonly FoldedHeader[]): boolean {
  const units = columns.map(timeUnitOf);
  const sameName = columns.every((column) => keyWithoutUnit(column) === keyWithoutUnit(columns[0]!));
  return sameName && !units.includes(null) && new Set(units).size === columns.length;
}

/** A duration whose hours and minutes stand in two columns is their sum. */
function addParts(
  fields: Map<FieldName, ColumnMatch>,
  headers: readonly string[],
  folded: readonly FoldedHeader[],
): void {
  const whole = fields.get('handle_minutes');
  if (whole === undefined) return;
  const all = [whole];
  for (let index = 0; index < headers.length; index++) {
    if (index === whole.index || !areOneDuration([...all.map((one) => one.folded), folded[index]!])) continue;
    all.push({ ...whole, index, header: headers[index]!, folded: folded[index]! });
  }
  // The longest unit first, wherever its column stands.
  const [first, ...parts] = all.sort((a, b) => secondsIn(timeUnitOf(b.folded)!) - secondsIn(timeUnitOf(a.folded)!));
  if (parts.length > 0) fields.set('handle_minutes', { ...first!, parts });
}

/** A column that is said to be a cost's can still be a customer's or an event's in another file, and the other way round. */
function concerns(schema: Schema, field: FieldName): boolean {
  return schema === 'costs' ? field in COST_FIELDS : field in CUSTOMER_FIELDS || field in INTERACTION_FIELDS;
}

/** The columns that `--map` or a preset names; a field whose header this file lacks is left to the other files. */
function wantedColumns(
  headers: readonly string[],
  folded: readonly FoldedHeader[],
  options: ReadonlyMap<FieldName, string>,
): Map<FieldName, number> {
  const forced = new Map<FieldName, number>();
  for (const [field, header] of options) {
    const exact = headers.indexOf(header);
    const found = exact >= 0 ? exact : folded.findIndex((candidate) => candidate.key === keyOf(header));
    if (found >= 0) forced.set(field, found);
  }
  return forced;
}

import {
  COST_FIELDS,
  type CostField,
  CUSTOMER_FIELDS,
  type CustomerField,
  FIELD_TYPES,
  type FieldName,
  INTERACTION_FIELDS,
  type InteractionField,
} from '../domain/fields.ts';
import { COST_SYNONYMS } from './costSynonyms.ts';
import { type FoldedHeader, foldHeader, keyOf, keyWithoutUnit } from './headers.ts';
import { CUSTOMER_SYNONYMS, INTERACTION_SYNONYMS } from './synonyms.ts';

type Schema = 'customers' | 'interactions' | 'costs';

/** One column of the file, mapped to one field. */
export interface ColumnMatch<F extends FieldName = FieldName> {
  readonly field: F;
  readonly index: number;
  readonly header: string;
  readonly folded: FoldedHeader;
  readonly reason: MatchReason;
  /** 0: canonical name or told; 1: a synonym; 2 and 3: weaker words. */
  readonly tier: number;
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
}

interface Entry {
  readonly field: FieldName;
  /** 0 for the canonical name, 1 for a synonym, 2 and 3 for weaker ones. */
  readonly tier: number;
}

const SCHEMAS: Readonly<Record<Schema, ReadonlyMap<string, Entry>>> = {
  customers: index(CUSTOMER_FIELDS, CUSTOMER_SYNONYMS),
  interactions: index(INTERACTION_FIELDS, INTERACTION_SYNONYMS),
  costs: index(COST_FIELDS, COST_SYNONYMS),
};

const OWN_FIELDS = { customers: CUSTOMER_FIELDS, interactions: INTERACTION_FIELDS, costs: COST_FIELDS } as const;

/** Fields a reader only shows: of several columns the first word of the list wins, without an error. */
const DESCRIPTIVE: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['name', 'email', 'account_name', 'segment', 'industry', 'country', 'plan', 'status', 'tags'] as const),
  ...(['acquisition_channel', 'subject', 'priority', 'topic', 'agent', 'last_activity_at', 'last_order_at'] as const),
  ...(['first_order_at', 'csat', 'nps', 'treatment', 'reopens', 'agent_touches', 'customer_touches'] as const),
  'cost_channel',
]);

function index(
  fields: Readonly<Record<string, unknown>>,
  synonyms: Readonly<Partial<Record<string, readonly string[]>>>,
): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const name of Object.keys(fields)) entries.set(keyOf(name), { field: name as FieldName, tier: 0 });
  for (const [name, words] of Object.entries(synonyms)) {
    for (const word of words ?? []) {
      const tier = 1 + (word.length - word.replace(/^~+/, '').length);
      const key = keyOf(word);
      if (!entries.has(key)) entries.set(key, { field: name as FieldName, tier });
    }
  }
  return entries;
}

/** What each column can be as a customers file, as an interactions file and as a ledger of costs. */
export function matchHeaders(headers: readonly string[], wishes: Wishes): Matches {
  const folded = headers.map(foldHeader);
  return {
    customers: matchSchema('customers', headers, folded, wishes) as SchemaMatch<CustomerField>,
    interactions: matchSchema('interactions', headers, folded, wishes) as SchemaMatch<InteractionField>,
    costs: matchSchema('costs', headers, folded, wishes) as SchemaMatch<CostField>,
  };
}

interface Candidate {
  readonly index: number;
  readonly tier: number;
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
    candidates.set(entry.field, [...(candidates.get(entry.field) ?? []), { index, tier: entry.tier }]);
  }
  preferUnitPrice(candidates, folded);

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
    add(field, best[0]!, tier === 0 ? 'canonical name' : 'synonym');
    if (best.length > 1 && !DESCRIPTIVE.has(field)) ties.push({ field, headers: best.map((b) => headers[b.index]!) });
  }
  return { fields, ties };
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

function lookUp(schema: Schema, name: string, header: FoldedHeader): Entry | undefined {
  if (header.key === '') return undefined;
  const entries = SCHEMAS[schema];
  const entry =
    entries.get(header.key) ?? entries.get(header.base) ?? (schema === 'costs' ? undefined : surveyRule(header));
  if (entry !== undefined) return entry;
  const withoutUnit = entries.get(keyWithoutUnit(header));
  const timed = withoutUnit?.field === 'handle_minutes' || withoutUnit?.field === 'tenure_months';
  return timed ? withoutUnit : memberOf(schema, name);
}

/** What the objects are called that an API's records hold. */
const PARENTS: Readonly<Record<Schema, RegExp>> = {
  customers: /^(?:customer|client|account|contact|user|subscriber|member|company|organi[sz]ation)$/i,
  interactions:
    /^(?:event|order|purchase|transaction|payment|invoice|ticket|case|conversation|call|survey|interaction)$/i,
  costs: /^(?:cost|expense|spend|entry|posting)$/i,
};

/** A field within a nested object, `ticket.channel`, where no word of its own says it; ids need such a word. */
function memberOf(schema: Schema, name: string): Entry | undefined {
  const [parent, member, deeper] = name.split('.').slice(-3);
  if (member === undefined) return undefined;
  const [object, field] = deeper === undefined ? [parent!, member] : [member, deeper];
  const entry = PARENTS[schema].test(object) ? SCHEMAS[schema].get(foldHeader(field).key) : undefined;
  if (entry === undefined || FIELD_TYPES[entry.field] === 'id') return undefined;
  return { field: entry.field, tier: entry.tier + 1 };
}

/** A survey question as a header: "It was easy to handle my issue (1-7)". */
function surveyRule(header: FoldedHeader): Entry | undefined {
  return cesScaleOf(header) === null ? undefined : { field: 'ces', tier: 1 };
}

/** The effort scale that a header's wording states: its direction and its top answer, or null. */
export function cesScaleOf(header: FoldedHeader): 'easy7' | 'easy5' | 'effort7' | 'effort5' | null {
  const words = new Set(header.words);
  const range = /1 ?(?:to|bis|a|ate|–)? ?([57])\b/.exec(header.words.join(' '));
  if (range === null) return null;
  const top = range[1] === '7' ? 7 : 5;
  if (['easy', 'ease', 'easier', 'einfach', 'leicht', 'facile', 'facil', 'gemakkelijk'].some((w) => words.has(w))) {
    return `easy${top}`;
  }
  if (['effort', 'difficult', 'difficulty', 'hard', 'aufwand'].some((w) => words.has(w))) return `effort${top}`;
  return null;
}

/** "price" is an amount, unless the file also counts pieces. */
function preferUnitPrice(candidates: Map<FieldName, Candidate[]>, folded: readonly FoldedHeader[]): void {
  if (!candidates.has('quantity') || candidates.has('unit_price')) return;
  const amounts = candidates.get('amount') ?? [];
  const isPrice = ({ index }: Candidate) => ['price', 'preis'].includes(folded[index]!.base);
  const prices = amounts.filter(isPrice);
  if (prices.length === 0) return;
  const others = amounts.filter((candidate) => !isPrice(candidate));
  candidates.set('unit_price', prices);
  if (others.length > 0) candidates.set('amount', others);
  else candidates.delete('amount');
}

/** How many headers are known as fields of some table. */
export function countKnown(headers: readonly string[]): number {
  return headers.filter((header) => {
    const folded = foldHeader(header);
    return (['customers', 'interactions', 'costs'] as const).some(
      (table) => lookUp(table, header, folded) !== undefined,
    );
  }).length;
}

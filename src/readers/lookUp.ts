import { COST_FIELDS, CUSTOMER_FIELDS, FIELD_TYPES, type FieldName, INTERACTION_FIELDS } from '../domain/fields.ts';
import { COST_SYNONYMS } from './costSynonyms.ts';
import { currencyInHeader } from './currency.ts';
import { INTERACTION_SYNONYMS } from './eventSynonyms.ts';
import { type FoldedHeader, foldHeader, keyOf, keyWithoutUnit, withUmlauts } from './headers.ts';
import { CUSTOMER_SYNONYMS } from './synonyms.ts';
import { RULES, ruleFor } from './termRules.ts';

export type Schema = 'customers' | 'interactions' | 'costs';

/** The field that a header's words name. */
export interface Entry {
  readonly field: FieldName;
  /** 0 for the canonical name, 1 for a synonym, 2 and 3 for weaker ones. */
  readonly tier: number;
  /** Its words together say it, though the header as a whole is not known. */
  readonly byRule?: true;
  /** Only the last part of its name says it, within an object that may be any. */
  readonly wrapped?: true;
}

const SCHEMAS: Readonly<Record<Schema, ReadonlyMap<string, Entry>>> = {
  customers: index(CUSTOMER_FIELDS, CUSTOMER_SYNONYMS),
  interactions: index(INTERACTION_FIELDS, INTERACTION_SYNONYMS),
  costs: index(COST_FIELDS, COST_SYNONYMS),
};

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

/** The field that a header names in one kind of table, if any. */
export function lookUp(schema: Schema, name: string, header: FoldedHeader): Entry | undefined {
  if (header.key === '') return undefined;
  const entries = SCHEMAS[schema];
  const entry =
    entries.get(header.key) ?? entries.get(header.base) ?? (schema === 'costs' ? undefined : surveyRule(header));
  if (entry !== undefined) return entry;
  const ofMoney = entries.get(keyWithoutCurrency(header));
  if (ofMoney !== undefined && FIELD_TYPES[ofMoney.field] === 'money') return ofMoney;
  const withoutUnit = entries.get(keyWithoutUnit(header));
  const timed = withoutUnit?.field === 'handle_minutes' || withoutUnit?.field === 'tenure_months';
  return (
    (timed ? withoutUnit : memberOf(schema, name)) ??
    ruleOf(schema, header) ??
    umlautsOf(schema, header) ??
    wrappedOf(schema, name)
  );
}

function umlautsOf(schema: Schema, header: FoldedHeader): Entry | undefined {
  const { key, base } = withUmlauts(header);
  return SCHEMAS[schema].get(key) ?? SCHEMAS[schema].get(base);
}

function ruleOf(schema: Schema, { words }: FoldedHeader): Entry | undefined {
  const rule = ruleFor(RULES[schema], words);
  return rule && { field: rule.field, tier: rule.tier, byRule: true };
}

/** The header's key without the currency at its end: `revenue_usd`, `Betrag in EUR`; blank where there is none. */
function keyWithoutCurrency({ words }: FoldedHeader): string {
  if (currencyInHeader({ bracket: null, words }) === null) return '';
  return words.slice(0, /^(?:in|en|w)$/.test(words.at(-2)!) ? -2 : -1).join('');
}

/** What the objects are called that an API's records hold. */
const PARENTS: Readonly<Record<Schema, RegExp>> = {
  customers:
    /^(?:(?:customer|client|account|contact|user|subscriber|member|organi[sz]ation|subscription|contract|membership|profile)s?|company|companies|attributes|properties|traits)$/i,
  interactions:
    /^(?:(?:event|order|purchase|transaction|payment|invoice|ticket|case|conversation|call|survey|interaction|issue)s?|fields|attributes|properties)$/i,
  costs: /^(?:cost|expense|spend|entry|posting)$/i,
};

/** A field within a nested object, `ticket.channel`, where no word of its own says it; a bare `id` is that of the object. */
function memberOf(schema: Schema, name: string): Entry | undefined {
  const [parent, member, deeper] = name.split('.').slice(-3);
  if (member === undefined) return undefined;
  const [object, field] = deeper === undefined ? [parent!, member] : [member, deeper];
  const { key, words } = foldHeader(field);
  const entry = PARENTS[schema].test(object) ? SCHEMAS[schema].get(key) : undefined;
  if (entry === undefined || (FIELD_TYPES[entry.field] === 'id' && words.length < 2)) return undefined;
  return { field: entry.field, tier: entry.tier + 1 };
}

/** Objects that speak of somebody or something else than the customer as they are now. */
const OF_OTHERS =
  /^(?:owner|agent|assignee|manager|creator|created_?by|updated_?by|referr(?:er|al|ed_?by)|parent|partner|prev(?:ious)?|old|former|next|tax|discount|refund|address|shipping|device|session|utm|last_.*|first_.*)$/i;

/** Fields that an object of any name has of its own. */
const OF_ANY: ReadonlySet<FieldName> = new Set<FieldName>(['name', 'email', 'account_name', 'tags', 'updated_at']);

/** A field of a customer within an object that may be called anything, such as `billing.mrr`. */
function wrappedOf(schema: Schema, name: string): Entry | undefined {
  if (schema !== 'customers' || !/^[a-z][\w-]*(?:\.[a-z][\w-]*)+$/i.test(name)) return undefined;
  const parts = name.split('.');
  const objects = parts.slice(0, -1);
  if (objects.some((object) => OF_OTHERS.test(object) || PARENTS.interactions.test(object))) return undefined;
  const entry = SCHEMAS.customers.get(foldHeader(parts.at(-1)!).key);
  if (entry === undefined || FIELD_TYPES[entry.field] === 'id' || OF_ANY.has(entry.field)) return undefined;
  return { field: entry.field, tier: entry.tier + WRAPPED_TIER, wrapped: true };
}

/** Weaker than any word of a whole header. */
const WRAPPED_TIER = 4;

/** A survey question as a header: "It was easy to handle my issue (1-7)". */
function surveyRule(header: FoldedHeader): Entry | undefined {
  return cesScaleOf(header) === null ? undefined : { field: 'ces', tier: 1 };
}

/** The effort scale that a header's wording states: its direction and its top answer, or null. */
export function cesScaleOf(header: FoldedHeader): 'easy7' | 'easy5' | 'effort7' | 'effort5' | null {
  const words = new Set(header.words);
  const ends = /\b1 (?:is |means )?\D{2,40} ([57]) (?:is |means )?(\D+)$/.exec(header.words.join(' '));
  if (ends !== null) return scaleByTop(ends[1]!, ends[2]!);
  const range = /1 ?(?:to|bis|a|ate|–)? ?([57])\b/.exec(header.words.join(' '));
  if (range === null) return null;
  const top = range[1] === '7' ? 7 : 5;
  if (EASE.some((word) => words.has(word))) return `easy${top}`;
  return EFFORT.some((word) => words.has(word)) ? `effort${top}` : null;
}

const EASE = ['easy', 'ease', 'easier', 'einfach', 'leicht', 'facile', 'facil', 'gemakkelijk'];
const EFFORT = ['effort', 'difficult', 'difficulty', 'hard', 'aufwand', 'schwer', 'schwierig', 'difficile', 'dificil'];

/** The scale whose ends are worded, "1 = very difficult, 7 = very easy": what the top answer means decides. */
function scaleByTop(top: string, wording: string): ReturnType<typeof cesScaleOf> {
  const says = (words: readonly string[]) => wording.split(' ').some((word) => words.includes(word));
  const of = top === '7' ? 7 : 5;
  if (says(EFFORT)) return `effort${of}`;
  return says(EASE) ? `easy${of}` : null;
}

/** What systems put around a header: `Custom field (Plan)`, `Q3_NPS`. */
const AROUND = /^(?:custom field \((.+)\)|q\d{1,3}(?:[._:)-]\s*|\s+)(\D.*))$/i;

/** A header without what systems put around it. */
export function foldColumn(header: string): FoldedHeader {
  const inner = AROUND.exec(header);
  return foldHeader(inner?.[1] ?? inner?.[2] ?? header);
}

/** How many headers are known as fields of some table. */
export function countKnown(headers: readonly string[]): number {
  return headers.filter((header) => {
    const folded = foldColumn(header);
    return (['customers', 'interactions', 'costs'] as const).some(
      (table) => lookUp(table, header, folded) !== undefined,
    );
  }).length;
}

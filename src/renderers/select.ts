import type { CustomerResult, CustomerSequence } from '../domain/results.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { NUMBER_KINDS } from './kinds.ts';
import { CUSTOMER_KINDS, CUSTOMER_PATHS, readerOf } from './paths.ts';

/** A column of customer output: a figure's dotted path, or the whole of `grades` or `reasons`. */
export type Field = string;

const RECORDS = ['grades', 'reasons'] as const;
export const ALL_FIELDS: readonly Field[] = [...CUSTOMER_PATHS, ...RECORDS];

/** What a group's name alone means as a sort key. */
const MAIN_FIGURE: Readonly<Record<string, Field>> = {
  revenue: 'revenue.net',
  value: 'value.expected',
  effort: 'effort.score',
  retention: 'retention.now',
  cost: 'cost.service',
  action: 'action.code',
};

/** CSV header of a field: `value.observedMargin` is `value_observed_margin`. */
export function snakeCase(field: Field): string {
  return field.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const BY_SNAKE_CASE = new Map(ALL_FIELDS.map((field) => [snakeCase(field), field]));

/** Fields named by the user, as paths, CSV headers, or whole groups (`value`). @throws usage for an unknown name */
export function resolveFields(names: readonly string[]): readonly Field[] {
  return [...new Set(names.flatMap((name) => fieldsNamed(name)))];
}

function fieldsNamed(name: string): readonly Field[] {
  const exact = ALL_FIELDS.includes(name) ? name : BY_SNAKE_CASE.get(name);
  if (exact !== undefined) return [exact];
  const members = ALL_FIELDS.filter((field) => field.startsWith(`${name}.`));
  if (members.length > 0) return members;
  throw unknownField(name);
}

function unknownField(name: string): CxRoiError {
  const near = nearest(name, ALL_FIELDS);
  const suggestion = near === null ? '' : `Did you mean ${near}? `;
  return new CxRoiError('usage', `there is no field "${name}"`, {
    hint: `${suggestion}Fields: ${ALL_FIELDS.join(', ')}`,
  });
}

export interface Selection {
  /** A path, with a leading `-` for largest first; null keeps the result's own order. */
  readonly sort: string | null;
  readonly top: number | null;
  /** Conditions that all must hold. */
  readonly filters: readonly Filter[];
}

export interface Filter {
  readonly field: Field;
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly operand: string;
}

/** The customers that pass the filters, in the order asked for, the first `top` of them. */
export function selectCustomers(customers: CustomerSequence, selection: Selection): CustomerSequence {
  const { sort, top, filters } = selection;
  if (sort === null && filters.length === 0) return top === null ? customers : firstOf(customers, top);
  const conditions = filters.map(conditionOf);
  let places = Int32Array.from({ length: customers.length }, (_, i) => i);
  if (conditions.length > 0) places = places.filter((i) => conditions.every((holds) => holds(customers.at(i))));
  if (sort !== null) places = sortPlaces(customers, places, sort);
  const kept = top === null ? places : places.subarray(0, top);
  return sequence(kept.length, (index) => customers.at(kept[index]!));
}

function firstOf(customers: CustomerSequence, top: number): CustomerSequence {
  return sequence(Math.min(top, customers.length), (index) => customers.at(index));
}

/** A lazy sequence: a row exists only while it is looked at. */
function sequence(length: number, at: (index: number) => CustomerResult): CustomerSequence {
  return {
    length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield at(index);
    },
  };
}

/** Sort field and direction of `--sort`. @throws usage for an unknown name */
export function resolveSort(key: string): { readonly field: Field; readonly descending: boolean } {
  const descending = key.startsWith('-');
  const name = descending ? key.slice(1) : key;
  const field = MAIN_FIGURE[name] ?? fieldsNamed(name)[0]!;
  return { field, descending };
}

/** Missing last whatever the direction; ties by customerId in code-unit order. */
function sortPlaces(customers: CustomerSequence, places: Int32Array, key: string): Int32Array<ArrayBuffer> {
  const { field, descending } = resolveSort(key);
  const read = readerOf(field);
  const values: unknown[] = [];
  const ids: string[] = [];
  for (const place of places) {
    const row = customers.at(place);
    values[place] = read(row);
    ids[place] = row.customerId;
  }
  return places
    .slice()
    .sort((a, b) => compareMissingLast(values[a], values[b], descending) || compareCodeUnits(ids[a]!, ids[b]!));
}

function compareMissingLast(a: unknown, b: unknown, descending: boolean): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareCodeUnits(String(a), String(b));
  return descending ? -order : order;
}

const FILTER = /^([^=<>!]+)(<=|>=|!=|=|<|>)(.*)$/su;

/** `segment=gold`, `value.expected>=100`; an empty operand means missing. @throws usage when it is neither */
export function parseFilter(text: string): Filter {
  const [, name, operator, operand] = FILTER.exec(text) ?? [];
  if (name === undefined || operator === undefined || operand === undefined) {
    throw new CxRoiError('usage', `"${text}" is not a filter`, {
      hint: 'write it as FIELD=VALUE, or with != < <= > >=, for example --filter segment=gold',
    });
  }
  const trimmed = name.trim();
  const field = MAIN_FIGURE[trimmed] ?? fieldsNamed(trimmed)[0]!;
  const wanted = operand.trim();
  if (wanted !== '' && Number.isNaN(Number(wanted)) && isNumeric(field)) {
    throw new CxRoiError('usage', `"${text}": ${field} is a number, and "${wanted}" is none`, {
      hint: `write --filter '${trimmed}${operator}100', or leave the value empty for customers without one`,
    });
  }
  return { field, operator: operator as Filter['operator'], operand: wanted };
}

/** Whether a customer meets a filter. */
export function conditionOf({ field, operator, operand }: Filter): (row: CustomerResult) => boolean {
  const read = readerOf(field);
  const number = operand === '' ? Number.NaN : Number(operand);
  const order = (value: unknown): number =>
    typeof value === 'number' ? value - number : compareCodeUnits(String(value), operand);
  const missing = (value: unknown) => value === null || value === undefined;
  const equal = (value: unknown) =>
    missing(value) || operand === '' ? missing(value) && operand === '' : order(value) === 0;
  switch (operator) {
    case '=':
      return (row) => equal(read(row));
    case '!=':
      return (row) => !equal(read(row));
    default:
      return (row) => {
        const value = read(row);
        return !missing(value) && holds(order(value), operator);
      };
  }
}

function holds(order: number, operator: '<' | '<=' | '>' | '>='): boolean {
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** Fields whose figures are numbers. */
function isNumeric(field: string): boolean {
  const kinds: Readonly<Record<string, string>> = CUSTOMER_KINDS;
  return NUMBER_KINDS.has(kinds[field] ?? '');
}

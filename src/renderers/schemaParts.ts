import { STATUSES } from '../domain/features.ts';
import { GRADES, REASON_CODES } from '../domain/grades.ts';
import {
  type Assumption,
  EFFORT_STATUSES,
  INPUT_KINDS,
  type InputSummary,
  type Meta,
  SCHEMA_VERSION,
  type Warning,
} from '../domain/results.ts';

/** JSON Schema (draft 7). */
export type Schema = Readonly<Record<string, unknown>>;

export const TEXT = { type: 'string' } as const;
export const TEXT_OR_NULL = { type: ['string', 'null'] } as const;
export const NUMBER = { type: 'number' } as const;
export const NUMBER_OR_NULL = { type: ['number', 'null'] } as const;
export const SIZE = { type: 'integer', minimum: 0 } as const;
export const COUNT_OR_NULL = { type: ['integer', 'null'], minimum: 0 } as const;
export const SHARE = { type: 'number', minimum: 0, maximum: 1 } as const;
export const SHARE_OR_NULL = { type: ['number', 'null'], minimum: 0, maximum: 1 } as const;
export const SCORE_OR_NULL = { type: ['number', 'null'], minimum: 0, maximum: 100 } as const;
export const YES_OR_NO = { type: 'boolean' } as const;
const ISO_DATE = '^\\d{4}-\\d{2}-\\d{2}$';
export const DATE = { type: 'string', pattern: ISO_DATE } as const;
export const DATE_OR_NULL = { type: ['string', 'null'], format: 'date', pattern: ISO_DATE } as const;
export const STATUS_WORD = { enum: STATUSES } as const;
export const GRADE = { enum: GRADES } as const;
export const REASON = { enum: REASON_CODES } as const;
export const REASON_OR_NULL = { enum: [...REASON_CODES, null] } as const;
export const EFFORT_STATUS = { enum: EFFORT_STATUSES } as const;
export const EFFORT_STATUS_OR_NULL = { enum: [...EFFORT_STATUSES, null] } as const;
export const TEXTS = { type: 'array', items: TEXT } as const;
/** An object whose members differ from run to run. */
export const OPEN = { type: 'object' } as const;
export const REASONS_BY_PATH = { type: 'object', additionalProperties: { enum: REASON_CODES } } as const;
export const GRADES_BY_PATH = { type: 'object', additionalProperties: { enum: GRADES } } as const;

/** An object with these members and no others. */
export function closed(properties: Readonly<Record<string, Schema>>, complete = true): Schema {
  const required = complete ? { required: Object.keys(properties) } : {};
  return { type: 'object', properties, ...required, additionalProperties: false };
}

/** The same of a type whose members the compiler knows, so that none can be forgotten. */
export function objectOf<T>(properties: { readonly [K in keyof T & string]-?: Schema }): Schema {
  return closed(properties);
}

export function listOf<T>(properties: { readonly [K in keyof T & string]-?: Schema }): Schema {
  return { type: 'array', items: closed(properties) };
}

export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** How the customers that a file names meet those of the other files. */
export const NAMED_CUSTOMERS = orNull(closed({ named: SIZE, unmatched: SIZE }));

/** The whole document of one command. */
export function documentOf(command: string, properties: Readonly<Record<string, Schema>>): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:cx-roi:${command}:${SCHEMA_VERSION}`,
    title: `cx-roi ${command} result, version ${SCHEMA_VERSION}`,
    ...closed(properties),
  };
}

/** What every report on files begins with. */
export function groundsOf(meta: Schema = metaSchema()): Readonly<Record<string, Schema>> {
  return {
    schemaVersion: { const: SCHEMA_VERSION },
    meta,
    assumptions: listOf<Assumption>({
      code: TEXT,
      value: { type: ['number', 'string', 'null'] },
      source: TEXT,
      replaceWith: TEXT,
    }),
    warnings: listOf<Warning>({ code: TEXT, message: TEXT, count: SIZE }),
  };
}

function metaSchema(): Schema {
  return objectOf<Meta>({
    program: TEXT,
    version: TEXT,
    command: TEXT,
    asOf: DATE_OR_NULL,
    currency: TEXT_OR_NULL,
    horizonMonths: { type: 'number', exclusiveMinimum: 0 },
    seed: { type: 'integer' },
    options: OPEN,
    inputs: listOf<InputSummary>({
      file: TEXT,
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      kind: { enum: INPUT_KINDS },
      preset: TEXT_OR_NULL,
      engine: { enum: ['csv-parse', 'json', 'duckdb'] },
      engineBecause: TEXT,
      rows: closed({ read: SIZE, used: SIZE, skipped: SIZE }),
      cellsRejected: SIZE,
      customers: NAMED_CUSTOMERS,
    }),
  });
}

import { STATUSES } from '../domain/features.ts';
import { GRADES, REASON_CODES } from '../domain/grades.ts';
import { BEHAVIOURS } from '../domain/options.ts';
import { EFFORT_STATUSES, INPUT_KINDS, SCHEMA_VERSION } from '../domain/results.ts';
import { trackRecordSchema } from './backtestSchema.ts';
import { CUSTOMER_KINDS, type Kind, PORTFOLIO_KINDS } from './paths.ts';

type Schema = Readonly<Record<string, unknown>>;

const NUMBER = { type: ['number', 'null'] };
const COUNT = { type: ['integer', 'null'], minimum: 0 };
const PROBABILITY = { type: ['number', 'null'], minimum: 0, maximum: 1 };

const KIND_SCHEMAS = {
  money: NUMBER,
  probability: PROBABILITY,
  difference: { type: ['number', 'null'], minimum: -1, maximum: 1 },
  ratio: NUMBER,
  months: { type: ['number', 'null'], minimum: 0 },
  score: { type: ['number', 'null'], minimum: 0, maximum: 100 },
  count: COUNT,
  quantity: NUMBER,
  size: { type: 'integer', minimum: 0 },
  text: { type: ['string', 'null'] },
  date: { type: ['string', 'null'], format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  effortStatus: { enum: [...EFFORT_STATUSES, null] },
  id: { type: 'string', minLength: 1 },
  status: { enum: STATUSES },
  grade: { enum: GRADES },
  words: { type: 'string', minLength: 1 },
} as const satisfies Record<Kind, Schema>;

const TEXT = { type: 'string' };
const TEXT_OR_NULL = KIND_SCHEMAS.text;
const SIZE = KIND_SCHEMAS.size;
const RECORDS = {
  grades: { type: 'object', additionalProperties: { enum: GRADES } },
  reasons: { type: 'object', additionalProperties: { enum: REASON_CODES } },
};

/** JSON Schema (draft 7) of the `score` result. */
export function resultSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:cx-roi:score:${SCHEMA_VERSION}`,
    title: `cx-roi score result, version ${SCHEMA_VERSION}`,
    ...closed({
      schemaVersion: { const: SCHEMA_VERSION },
      meta: metaSchema(),
      assumptions: list({
        code: TEXT,
        value: { type: ['number', 'string', 'null'] },
        source: TEXT,
        replaceWith: TEXT,
      }),
      warnings: list({ code: TEXT, message: TEXT, count: SIZE }),
      models: modelsSchema(),
      portfolio: portfolioSchema(),
      customers: { type: 'array' },
    }),
    ...customersByFields(),
    definitions: { customer: customerSchema(true), customerFields: customerSchema(false) },
  };
}

/** Customers are complete unless `--fields` chose some of their figures, which `meta.options.fields` then names. */
function customersByFields(): Schema {
  const shape = (fields: string, definition: string) => ({
    properties: {
      meta: { properties: { options: { properties: { fields: { type: fields } }, required: ['fields'] } } },
      customers: { items: { $ref: `#/definitions/${definition}` } },
    },
  });
  return { anyOf: [shape('null', 'customer'), shape('array', 'customerFields')] };
}

function metaSchema(): Schema {
  return closed({
    program: TEXT,
    version: TEXT,
    command: TEXT,
    asOf: KIND_SCHEMAS.date,
    currency: TEXT_OR_NULL,
    horizonMonths: { type: 'number', exclusiveMinimum: 0 },
    seed: { type: 'integer' },
    options: { type: 'object' },
    inputs: list({
      file: TEXT,
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      kind: { enum: INPUT_KINDS },
      preset: TEXT_OR_NULL,
      engine: { enum: ['csv-parse', 'json', 'duckdb'] },
      engineBecause: TEXT,
      rows: closed({ read: SIZE, used: SIZE, skipped: SIZE }),
      cellsRejected: SIZE,
    }),
  });
}

function modelsSchema(): Schema {
  const open = { type: 'object' };
  const named = { behaviour: { enum: BEHAVIOURS }, behaviourBecause: TEXT, snapshot: { type: 'boolean' } };
  // What a model says of itself differs from model to model.
  return {
    ...closed({ ...named, revenue: open, retention: open, effort: open, backtest: trackRecordSchema() }),
    additionalProperties: true,
  };
}

function portfolioSchema(): Schema {
  const band = list({
    status: { enum: EFFORT_STATUSES },
    customers: SIZE,
    customerMonths: { type: ['number', 'null'], minimum: 0 },
    churned: COUNT,
    monthlyChurnRate: PROBABILITY,
    rateLow: PROBABILITY,
    rateHigh: PROBABILITY,
  });
  const group = list({
    key: TEXT_OR_NULL,
    customers: SIZE,
    active: SIZE,
    expected: NUMBER,
    low: NUMBER,
    high: NUMBER,
  });
  const share = { type: 'number', minimum: 0, maximum: 1 };
  const spread = list({ customersShare: share, customers: SIZE, valueShare: share });
  const lists = { 'effort.bands': band, bySegment: group, byCohort: group, spread };
  return nested({ ...schemasOf(PORTFOLIO_KINDS), ...lists, ...RECORDS }, true);
}

function customerSchema(complete: boolean): Schema {
  return nested({ ...schemasOf(CUSTOMER_KINDS), ...RECORDS }, complete);
}

function schemasOf(kinds: Readonly<Record<string, Kind>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(kinds).map(([path, kind]) => [path, KIND_SCHEMAS[kind]]));
}

/** Object schema from dotted paths. */
function nested(paths: Readonly<Record<string, Schema>>, complete: boolean): Schema {
  const groups = new Map<string, Record<string, Schema>>();
  const properties: Record<string, Schema> = {};
  for (const [path, schema] of Object.entries(paths)) {
    const dot = path.indexOf('.');
    if (dot < 0) {
      properties[path] = schema;
      continue;
    }
    const name = path.slice(0, dot);
    const group = groups.get(name) ?? {};
    groups.set(name, group);
    group[path.slice(dot + 1)] = schema;
    properties[name] = {};
  }
  for (const [name, group] of groups) properties[name] = nested(group, complete);
  return closed(properties, complete);
}

function list(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'array', items: closed(properties) };
}

/** An object with these members and no others. */
function closed(properties: Readonly<Record<string, Schema>>, complete = true): Schema {
  const required = complete ? { required: Object.keys(properties) } : {};
  return { type: 'object', properties, ...required, additionalProperties: false };
}

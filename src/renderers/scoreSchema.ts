import { BEHAVIOURS } from '../domain/options.ts';
import type { EffortBand, ValueGroup, ValueShare } from '../domain/results.ts';
import { trackRecordSchema } from './backtestSchema.ts';
import { CUSTOMER_KINDS, type Kind, PORTFOLIO_KINDS } from './paths.ts';
import {
  COUNT_OR_NULL,
  closed,
  DATE_OR_NULL,
  documentOf,
  EFFORT_STATUS,
  EFFORT_STATUS_OR_NULL,
  GRADE,
  GRADES_BY_PATH,
  groundsOf,
  listOf,
  NUMBER_OR_NULL,
  OPEN,
  REASONS_BY_PATH,
  SCORE_OR_NULL,
  type Schema,
  SHARE,
  SHARE_OR_NULL,
  SIZE,
  STATUS_WORD,
  TEXT,
  TEXT_OR_NULL,
  YES_OR_NO,
} from './schemaParts.ts';

const KIND_SCHEMAS = {
  money: NUMBER_OR_NULL,
  probability: SHARE_OR_NULL,
  difference: { type: ['number', 'null'], minimum: -1, maximum: 1 },
  ratio: NUMBER_OR_NULL,
  months: { type: ['number', 'null'], minimum: 0 },
  score: SCORE_OR_NULL,
  count: COUNT_OR_NULL,
  quantity: NUMBER_OR_NULL,
  size: SIZE,
  text: TEXT_OR_NULL,
  date: DATE_OR_NULL,
  effortStatus: EFFORT_STATUS_OR_NULL,
  id: { type: 'string', minLength: 1 },
  status: STATUS_WORD,
  grade: GRADE,
  words: { type: 'string', minLength: 1 },
} as const satisfies Record<Kind, Schema>;

const RECORDS = { grades: GRADES_BY_PATH, reasons: REASONS_BY_PATH };

/** JSON Schema of the `score` result. */
export function resultSchema(): Schema {
  return {
    ...documentOf('score', {
      ...groundsOf(),
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

function modelsSchema(): Schema {
  const named = { behaviour: { enum: BEHAVIOURS }, behaviourBecause: TEXT, snapshot: YES_OR_NO };
  // What a model says of itself differs from model to model.
  return {
    ...closed({ ...named, revenue: OPEN, retention: OPEN, effort: OPEN, backtest: trackRecordSchema() }),
    additionalProperties: true,
  };
}

function portfolioSchema(): Schema {
  const band = bandsSchema();
  const group = listOf<ValueGroup>({
    key: TEXT_OR_NULL,
    customers: SIZE,
    active: SIZE,
    expected: NUMBER_OR_NULL,
    low: NUMBER_OR_NULL,
    high: NUMBER_OR_NULL,
  });
  const spread = listOf<ValueShare>({ customersShare: SHARE, customers: SIZE, valueShare: SHARE });
  const lists = { 'effort.bands': band, bySegment: group, byCohort: group, spread };
  return nested({ ...schemasOf(PORTFOLIO_KINDS), ...lists, ...RECORDS }, true);
}

export function customerSchema(complete: boolean): Schema {
  return nested({ ...schemasOf(CUSTOMER_KINDS), ...RECORDS }, complete);
}

/** Effort bands, as the portfolio and the effort report have them. */
export function bandsSchema(): Schema {
  return listOf<EffortBand>({
    status: EFFORT_STATUS,
    customers: SIZE,
    customerMonths: { type: ['number', 'null'], minimum: 0 },
    churned: COUNT_OR_NULL,
    monthlyChurnRate: SHARE_OR_NULL,
    rateLow: SHARE_OR_NULL,
    rateHigh: SHARE_OR_NULL,
  });
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

import { BEHAVIOURS } from '../domain/options.ts';
import type { EffortBand, ValueGroup, ValueShare } from '../domain/results.ts';
import { trackRecordSchema } from './backtestSchema.ts';
import { economicsLists } from './economicsSchema.ts';
import { membersOf, RECORDS, schemasOf } from './kindSchemas.ts';
import { CUSTOMER_KINDS, PORTFOLIO_KINDS } from './paths.ts';
import {
  COUNT_OR_NULL,
  closed,
  documentOf,
  EFFORT_STATUS,
  groundsOf,
  listOf,
  NUMBER_OR_NULL,
  OPEN,
  type Schema,
  SHARE,
  SHARE_OR_NULL,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
  YES_OR_NO,
} from './schemaParts.ts';

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
  const named = {
    behaviour: { enum: BEHAVIOURS },
    behaviourBecause: TEXT,
    snapshot: YES_OR_NO,
    lapseWindowDays: NUMBER_OR_NULL,
  };
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
  const lists = { 'effort.bands': band, bySegment: group, byPlan: group, byCohort: group, spread, ...economicsLists() };
  return closed(membersOf({ ...schemasOf(PORTFOLIO_KINDS), ...lists, ...RECORDS }, true));
}

export function customerSchema(complete: boolean): Schema {
  return closed(membersOf({ ...schemasOf(CUSTOMER_KINDS), ...RECORDS }, complete), complete);
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

import {
  type BandMove,
  type BandMovement,
  type ComparedResult,
  type Contribution,
  type CustomerMovement,
  FLOWS,
  type Flow,
  type Movement,
  type Movements,
  type RelativeMovement,
  type SharedMovement,
} from '../domain/compareReport.ts';
import { STATUSES } from '../domain/features.ts';
import { FOLLOWED_NAMES } from '../domain/storedResult.ts';
import {
  closed,
  DATE_OR_NULL,
  documentOf,
  EFFORT_STATUS,
  EFFORT_STATUS_OR_NULL,
  groundsOf,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  objectOf,
  REASONS_BY_PATH,
  type Schema,
  SHARE_OR_NULL,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
  TEXTS,
  YES_OR_NO,
} from './schemaParts.ts';

const RESULT = objectOf<ComparedResult>({
  file: TEXT,
  asOf: DATE_OR_NULL,
  version: TEXT,
  horizonMonths: { type: 'number', exclusiveMinimum: 0 },
  customers: SIZE,
});
const FLOW = { enum: FLOWS };
const MOVED = { before: NUMBER_OR_NULL, after: NUMBER_OR_NULL, change: NUMBER_OR_NULL };
const MOVEMENT = objectOf<Movement>(MOVED);
const RELATIVE = objectOf<RelativeMovement>({ ...MOVED, relative: NUMBER_OR_NULL });
const SHARED = objectOf<SharedMovement>({
  ...MOVED,
  relative: NUMBER_OR_NULL,
  came: NUMBER_OR_NULL,
  left: NUMBER_OR_NULL,
  changed: NUMBER_OR_NULL,
});

/** JSON Schema of the `compare` report. */
export function compareReportSchema(): Schema {
  return documentOf('compare', {
    ...groundsOf(),
    before: RESULT,
    after: RESULT,
    moved: YES_OR_NO,
    movement: movements(),
    measuredOtherwise: { type: 'object', additionalProperties: TEXTS },
    flows: listOf<Flow>({ name: FLOW, customers: SIZE, value: NUMBER, valueAtRisk: NUMBER }),
    bands: listOf<BandMovement>({
      status: EFFORT_STATUS,
      before: SIZE,
      after: SIZE,
      monthlyChurnRateBefore: SHARE_OR_NULL,
      monthlyChurnRateAfter: SHARE_OR_NULL,
    }),
    bandMoves: listOf<BandMove>({ from: EFFORT_STATUS_OR_NULL, to: EFFORT_STATUS_OR_NULL, customers: SIZE }),
    largest: closed(Object.fromEntries(FOLLOWED_NAMES.map((name) => [name, contributions()]))),
    reasons: REASONS_BY_PATH,
    customers: customers(),
  });
}

function movements(): Schema {
  return objectOf<Movements>({
    customers: SHARED,
    active: SHARED,
    revenue: SHARED,
    margin: SHARED,
    value: SHARED,
    valueAtRisk: SHARED,
    serviceCost: SHARED,
    effort: SHARED,
    atRiskShare: MOVEMENT,
    retention: MOVEMENT,
    upliftValue: RELATIVE,
  });
}

function contributions(): Schema {
  return listOf<Contribution>({
    customerId: TEXT,
    segment: TEXT_OR_NULL,
    flow: FLOW,
    bandBefore: EFFORT_STATUS_OR_NULL,
    bandAfter: EFFORT_STATUS_OR_NULL,
    before: NUMBER_OR_NULL,
    after: NUMBER_OR_NULL,
    contribution: NUMBER,
  });
}

function customers(): Schema {
  const status = { enum: [...STATUSES, null] };
  return listOf<CustomerMovement>({
    customerId: TEXT,
    segment: TEXT_OR_NULL,
    flow: FLOW,
    statusBefore: status,
    statusAfter: status,
    bandBefore: EFFORT_STATUS_OR_NULL,
    bandAfter: EFFORT_STATUS_OR_NULL,
    revenue: MOVEMENT,
    value: MOVEMENT,
    valueAtRisk: MOVEMENT,
    effort: MOVEMENT,
  });
}

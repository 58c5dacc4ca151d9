import { ALERT_CODES, type AlertKindSummary, type AlertRow, type AlertsSummary } from '../domain/alertsReport.ts';
import {
  closed,
  DATE_OR_NULL,
  documentOf,
  GRADE,
  groundsOf,
  listOf,
  NUMBER_OR_NULL,
  objectOf,
  orNull,
  REASON_OR_NULL,
  type Schema,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
} from './schemaParts.ts';

const CODE = { enum: ALERT_CODES } as const;
const GROUP = { enum: ['risk', 'engaged'] } as const;

/** JSON Schema of what `alerts` prints. */
export function alertsReportSchema(): Schema {
  const rows = listOf<AlertRow>({
    change: { enum: ['new', 'open', 'gone', null] },
    code: CODE,
    group: GROUP,
    customerId: TEXT,
    segment: TEXT_OR_NULL,
    money: NUMBER_OR_NULL,
    moneyGrade: GRADE,
    moneyReason: REASON_OR_NULL,
    text: TEXT,
    // Its names go with the code (docs/output.md).
    evidence: { type: 'object', additionalProperties: { type: ['number', 'string', 'null'] } },
  });
  const properties = { ...groundsOf(), summary: summarySchema(), gone: rows, alerts: rows };
  return documentOf('alerts', properties);
}

function summarySchema(): Schema {
  return objectOf<AlertsSummary>({
    kinds: listOf<AlertKindSummary>({
      code: CODE,
      group: GROUP,
      looked: SIZE,
      alerts: SIZE,
      money: NUMBER_OR_NULL,
      expectedByChance: NUMBER_OR_NULL,
      reason: REASON_OR_NULL,
    }),
    customersAtRisk: SIZE,
    customersEngaged: SIZE,
    atStake: NUMBER_OR_NULL,
    since: orNull(closed({ asOf: DATE_OR_NULL, new: SIZE, open: SIZE, gone: SIZE })),
  });
}

import { z } from 'zod';
import { ALERT_CODES, type EarlierAlerts } from '../domain/alertsReport.ts';
import { GRADES, REASON_CODES } from '../domain/grades.ts';
import { CxRoiError } from '../foundation/errors.ts';

const ALERT = z.object({
  code: z.enum(ALERT_CODES),
  group: z.enum(['risk', 'engaged']),
  customerId: z.string(),
  segment: z.string().nullable(),
  money: z.number().nullable(),
  moneyGrade: z.enum(GRADES),
  moneyReason: z.enum(REASON_CODES as unknown as readonly [(typeof REASON_CODES)[number]]).nullable(),
  text: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const REPORT = z.object({
  schemaVersion: z.literal('1'),
  meta: z.object({ command: z.literal('alerts'), asOf: z.string().nullable() }),
  alerts: z.array(ALERT),
});

/** An earlier `cx-roi alerts --json`. @throws input_syntax, input_unsuitable */
export function readEarlierAlerts(text: string, file: string): EarlierAlerts {
  const found = REPORT.safeParse(parsed(text, file));
  if (found.success) return { asOf: found.data.meta.asOf, alerts: found.data.alerts };
  const [issue] = found.error.issues;
  throw new CxRoiError(
    'input_unsuitable',
    `this is no result of cx-roi alerts (${issue?.path.join('.') || 'the whole'})`,
    {
      location: { file },
      hint: 'give --since what cx-roi alerts --json printed before',
    },
  );
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CxRoiError('input_syntax', 'this is not valid JSON', {
      location: { file },
      hint: 'give --since what cx-roi alerts --json printed before',
      cause,
    });
  }
}

import type { SqlDialect } from '../domain/featuresSql.ts';
import { CONTRACT_PERIODS } from '../engine/contractPeriods.ts';
import { LIVE_CONTACT_USD, SELF_SERVICE, SELF_SERVICE_CONTACT_USD } from '../engine/cost/contactPrice.ts';
import { isoDate } from '../foundation/days.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { renderFeaturesSql } from '../renderers/featuresSql.ts';
import { resultTarget } from './outputs.ts';
import type { Response, ScoreRequest } from './request.ts';

/** The query that counts the features inside a database: `features --sql`. */
export function featuresSql(dialect: SqlDialect, { score, output }: ScoreRequest): Response {
  if (score.minuteRate !== null) {
    throw new CxRoiError('usage', 'the query prices contacts by their cost or channel, not by the minute', {
      hint: 'leave --minute-rate out and fill the column cost of the interactions',
    });
  }
  const chunks = renderFeaturesSql({
    dialect,
    asOf: score.asOfDay === null ? null : isoDate(score.asOfDay),
    contactCosts: score.contactCosts,
    defaults: { selfService: SELF_SERVICE.source, selfServiceCost: SELF_SERVICE_CONTACT_USD, cost: LIVE_CONTACT_USD },
    contractGaps: CONTRACT_PERIODS.map(({ days, toleranceDays }) => [
      Math.ceil(days - toleranceDays),
      Math.floor(days + toleranceDays),
    ]),
  });
  return { outputs: [{ target: resultTarget(output), chunks }], exitCode: 0 };
}

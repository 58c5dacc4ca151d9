import { isoDate } from '../foundation/days.ts';
import type { ScoreRequest } from './request.ts';

/** Every option that can change the result, under the name it has in a config file: `meta.options`. */
export function optionsInForce({ read, score, output }: ScoreRequest): Readonly<Record<string, unknown>> {
  return {
    asOf: score.asOfDay === null ? null : isoDate(score.asOfDay),
    horizon: score.horizonMonths,
    discountRate: score.annualDiscountRate,
    margin: score.margin,
    marginIncludesService: score.marginIncludesService,
    behaviour: score.behaviour,
    model: score.model ?? 'auto',
    backtest: score.backtest ?? 'auto',
    churnWindow: score.churnWindowMonths,
    lapseWindow: score.lapseWindowDays,
    caseWindow: score.caseWindowDays,
    effortWindow: score.effortWindowDays,
    effortHalfLife: score.effortHalfLifeDays ?? 'none',
    cesScale: score.cesScale,
    target: score.targetEffort,
    prior: score.prior,
    contactCost: { ...score.contactCosts },
    minuteRate: score.minuteRate,
    acquisitionCost: score.acquisitionCost,
    retentionCost: score.retentionCost,
    seed: score.seed,
    inputFormat: read.format,
    map: Object.fromEntries(read.map),
    id: read.id,
    preset: read.preset,
    encoding: read.encoding,
    delimiter: read.delimiter,
    decimal: read.decimal,
    dateOrder: read.dateOrder,
    timezone: read.timezone,
    currency: read.currency,
    pseudonymise: read.pseudonymKey !== null,
    fields: output.fields,
    sort: output.sort,
    filter: output.filters,
    top: output.top,
  };
}

import type { InputFile, ReadOptions } from '../domain/reading.ts';
import { isoDate } from '../foundation/days.ts';
import type { ScoreRequest } from './request.ts';

/** Every option that can change the result, under the name it has in a config file: `meta.options`. */
export function optionsInForce({ files, read, score, output }: ScoreRequest): Readonly<Record<string, unknown>> {
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
    weights: score.weights,
    contactCost: { ...score.contactCosts },
    minuteRate: score.minuteRate,
    acquisitionCost: score.acquisitionCost,
    retentionCost: score.retentionCost,
    referralShare: score.referralShare,
    seed: score.seed,
    engine: read.engine,
    ...perFileOptions(read),
    files: ownOptions(files, read),
    currency: read.currency,
    rates: read.rates?.name ?? null,
    pseudonymise: read.pseudonymKey !== null,
    fields: output.fields,
    sort: output.sort,
    filter: output.filters,
    top: output.top,
  };
}

/** The options that can differ from file to file. */
function perFileOptions(read: ReadOptions): Readonly<Record<string, unknown>> {
  return {
    inputFormat: read.format,
    map: Object.fromEntries(read.map),
    id: read.id,
    preset: read.preset,
    encoding: read.encoding,
    delimiter: read.delimiter,
    headerLine: read.headerLine,
    decimal: read.decimal,
    dateOrder: read.dateOrder,
    timezone: read.timezone,
  };
}

/** What holds for single files and not for all. */
function ownOptions(files: readonly InputFile[], read: ReadOptions): Readonly<Record<string, unknown>> {
  const general = perFileOptions(read);
  const own = files.map(({ source, options = read }) => {
    const differs = ([name, value]: readonly [string, unknown]) =>
      JSON.stringify(value) !== JSON.stringify(general[name]);
    return [source.name, Object.fromEntries(Object.entries(perFileOptions(options)).filter(differs))] as const;
  });
  return Object.fromEntries(own.filter(([, options]) => Object.keys(options).length > 0));
}

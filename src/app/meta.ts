import type { ReadOutcome } from '../domain/reading.ts';
import type { Meta } from '../domain/results.ts';
import { isoDate } from '../foundation/days.ts';
import { optionsInForce } from './options.ts';
import type { ScoreRequest } from './request.ts';

/** Where a result comes from. `own` are options that only this command has. */
export function metaOf(
  command: string,
  { inputs, dataset }: Pick<ReadOutcome, 'inputs' | 'dataset'>,
  request: ScoreRequest,
  { asOfDay, own = {} }: { readonly asOfDay: number | null; readonly own?: Readonly<Record<string, unknown>> },
): Meta {
  return {
    program: 'cx-roi',
    version: request.version,
    command,
    asOf: asOfDay === null ? null : isoDate(asOfDay),
    currency: dataset.facts.currency,
    horizonMonths: request.score.horizonMonths,
    seed: request.score.seed,
    options: { ...optionsInForce(request), ...own },
    inputs,
  };
}

import { FORMATS } from '../app/request.ts';
import { CES_SCALES } from '../domain/dataset.ts';
import { SQL_DIALECTS } from '../domain/featuresSql.ts';
import { BEHAVIOURS, PRIORS, WEIGHTS } from '../domain/options.ts';
import { DATE_ORDERS, ENGINES, INPUT_FORMATS } from '../domain/reading.ts';
import { MODEL_NAMES } from './models.ts';
import type { OptionKey } from './options.ts';

/** The words an option takes, where they are few and known: for the shell to complete. */
export const CHOICES: Partial<Record<OptionKey, readonly string[]>> = {
  inputFormat: INPUT_FORMATS,
  engine: ENGINES,
  decimal: ['.', ','],
  dateOrder: DATE_ORDERS,
  behaviour: BEHAVIOURS,
  model: MODEL_NAMES,
  cesScale: CES_SCALES,
  prior: PRIORS,
  weights: WEIGHTS,
  format: FORMATS,
  errors: ['text', 'json'],
  sql: SQL_DIALECTS,
};

import type { Benchmark } from '../domain/benchmarks.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import {
  closed,
  documentOf,
  listOf,
  NUMBER_OR_NULL,
  orNull,
  type Schema,
  SHARE,
  TEXT,
  YES_OR_NO,
} from './schemaParts.ts';

/** JSON Schema of what `benchmarks` prints. */
export function benchmarksSchema(): Schema {
  return documentOf('benchmarks', {
    schemaVersion: { const: SCHEMA_VERSION },
    meta: closed({ program: TEXT, version: TEXT, command: TEXT }),
    benchmarks: listOf<Benchmark>({
      code: TEXT,
      figure: TEXT,
      study: TEXT,
      year: { type: 'integer' },
      n: { type: ['integer', 'null'] },
      kind: { enum: ['behaviour', 'attitude', 'intention', 'opinion'] },
      shares: orNull(closed({ good: SHARE, bad: SHARE })),
      logOddsRatio: NUMBER_OR_NULL,
      mayBePrior: YES_OR_NO,
      source: TEXT,
      caution: TEXT,
    }),
  });
}

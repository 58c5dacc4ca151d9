import { resultSchema } from '../renderers/schema.ts';
import type { Response } from './request.ts';

/** The JSON Schema of the `score` result: the `schema` command. */
export function printSchema(): Response {
  return {
    outputs: [{ target: { kind: 'stdout' }, chunks: [`${JSON.stringify(resultSchema(), null, 2)}\n`] }],
    exitCode: 0,
  };
}

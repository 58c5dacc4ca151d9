import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import type { Response } from './request.ts';
import { SCHEMA_NAMES, SCHEMAS } from './schemas.ts';

/** The JSON Schema of what a command prints as JSON: the `schema` command. @throws usage for a command without one */
export async function printSchema(command: string): Promise<Response> {
  const name = SCHEMA_NAMES.find((known) => known === command);
  if (name === undefined) throw withoutSchema(command);
  const schema = await SCHEMAS[name]();
  return {
    outputs: [{ target: { kind: 'stdout' }, chunks: [`${JSON.stringify(schema, null, 2)}\n`] }],
    exitCode: 0,
  };
}

function withoutSchema(command: string): CxRoiError {
  const near = nearest(command, SCHEMA_NAMES);
  const suggestion = near === null ? '' : `Did you mean ${near}? `;
  return new CxRoiError('usage', `there is no schema of "${command}"`, {
    hint: `${suggestion}There are schemas of ${SCHEMA_NAMES.join(', ')}`,
  });
}

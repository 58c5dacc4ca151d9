import { printSchema } from '../../app/schema.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';

export async function runSchema({ operands, io }: Invocation): Promise<number> {
  const [command = 'score', ...more] = operands;
  if (more.length > 0) throw new CxRoiError('usage', 'schema takes the name of one command');
  return deliver(await printSchema(command), io, false);
}

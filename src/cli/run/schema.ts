import { printSchema } from '../../app/schema.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';

export function runSchema({ io }: Invocation): Promise<number> {
  return deliver(printSchema(), io, false);
}

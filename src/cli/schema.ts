import { printSchema } from '../app/schema.ts';
import { deliver } from './deliver.ts';
import type { Io } from './shell.ts';

export function runSchema(io: Io): Promise<number> {
  return deliver(printSchema(), io, false);
}

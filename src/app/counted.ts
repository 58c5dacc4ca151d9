import { decimal } from '../renderers/numbers.ts';

/** `1 row`, `1,234 rows`. */
export function counted(count: number, noun: string): string {
  return `${decimal(count, 0)} ${noun}${count === 1 ? '' : 's'}`;
}

import type { InteractionTable } from '../../src/domain/interactions.ts';

/** The customer of each row of a sealed table. */
export function customerColumn({ rows, start }: InteractionTable): Int32Array {
  const customer = new Int32Array(rows);
  for (let i = 0; i + 1 < start.length; i++) customer.fill(i, start[i]!, start[i + 1]!);
  return customer;
}

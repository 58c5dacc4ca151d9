import type { TablePlan } from './plan.ts';
import type { SampleRecord } from './sniff.ts';
import { isNoId, trimmed } from './text.ts';

/** What shops write where somebody bought without an account. */
const GUEST = /^\s*(?:0|-1|guest(?: (?:customer|user|checkout))?|anonymous|gast|invité|invitado|ospite)\s*$/i;

export function isGuest(id: string): boolean {
  return GUEST.test(id);
}

/** Whether such an id stands beside several e-mail addresses, so that it names nobody. */
export function holdsGuests({ kind, key, customers }: TablePlan, sample: readonly SampleRecord[]): boolean {
  const email = customers.get('email');
  if (kind === 'customers' || key.how !== 'id' || email === undefined) return false;
  const addresses = new Set<string>();
  for (const { cells } of sample) {
    const address = cells[email.index] ?? '';
    if (isGuest(cells[key.match.index] ?? '') && !isNoId(address)) addresses.add(trimmed(address).toLowerCase());
  }
  return addresses.size > 1;
}

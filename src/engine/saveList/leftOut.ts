import type { ReasonCode } from '../../domain/grades.ts';
import type { LeftOut } from '../../domain/saveListReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { Analysis } from '../analyse.ts';
import type { Cut, Offers } from './choose.ts';
import { whyNotPaying } from './offers.ts';

/** Everyone who is not on the list, by why, most customers first: with the list they are all customers. */
export function leftOutBy(analysis: Analysis, offers: Offers, ranked: Int32Array, cut: Cut): readonly LeftOut[] {
  const groups = new Map<ReasonCode, { customers: number; value: CompensatedSum; known: boolean }>();
  const add = (reason: ReasonCode, row: number) => {
    const group = groups.get(reason) ?? { customers: 0, value: new CompensatedSum(), known: false };
    groups.set(reason, group);
    group.customers++;
    const value = offers.valueMinor[row]!;
    if (Number.isNaN(value)) return;
    group.value.add(value);
    group.known = true;
  };
  const pays = new Uint8Array(offers.valueMinor.length);
  for (const row of ranked) pays[row] = 1;
  for (let row = 0; row < pays.length; row++) if (pays[row] === 0) add(whyNotPaying(analysis, offers, row), row);
  if (cut.by !== null) for (const row of ranked.subarray(cut.chosen).toSorted()) add(cut.by, row);
  return [...groups]
    .map(([reason, { customers, value, known }]) => ({
      reason,
      customers,
      upliftValue: known ? toUnits(value.value) : null,
    }))
    .sort((a, b) => b.customers - a.customers || compareCodeUnits(a.reason, b.reason));
}

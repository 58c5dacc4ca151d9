import { STATUS } from '../../domain/features.ts';
import { twoSidedP } from '../../math/normal.ts';
import { type AreaUnderCurve, areaUnderCurve, type IsotonicStep, isotonicSteps } from '../../math/ranks.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import type { RetentionInput } from './input.ts';
import type { Estimate } from './prior.ts';

/** Undated effort beside an undated churn flag: which came first is unknown, so this is an association and no effect. */
export interface SnapshotAssociation {
  readonly customers: number;
  readonly churned: number;
  /** Log odds of having left from effort 0 to 100; null where unusable. */
  readonly own: Estimate | null;
  readonly p: number | null;
  readonly auc: AreaUnderCurve | null;
  /** Share that left by number of contacts, pooled until it rises: churn by count is often a threshold. */
  readonly byContacts: readonly IsotonicStep[];
}

const MOST_CONTACTS = 20;

/** Null where a history exists (then it is measured), or effort or fate are unknown. */
export function associateSnapshot({ effort, lifecycle }: RetentionInput): SnapshotAssociation | null {
  if (effort.byMonth !== null) return null;
  const { values } = effort.score;
  const rows = Int32Array.from(values.keys()).filter(
    (i) => !Number.isNaN(values[i]!) && lifecycle.status[i] !== STATUS.unknown,
  );
  const outcome = Uint8Array.from(rows, (i) => (lifecycle.status[i] === STATUS.active ? 0 : 1));
  if (!outcome.includes(0) || !outcome.includes(1)) return null;
  const share = Float64Array.from(rows, (i) => values[i]! / 100);
  const { fit, dropped } = fitSteady({ names: ['effort'], columns: [share], outcome }, 'effort');
  const usable = fit.trouble === null && dropped.length === 0;
  const own = usable ? { value: fit.coefficients[1]!, se: Math.sqrt(fit.clusteredCovariance[3]!) } : null;
  const scoresOf = (event: 0 | 1) => share.filter((_, k) => outcome[k] === event);
  return {
    customers: rows.length,
    churned: outcome.reduce((sum, y) => sum + y, 0),
    own,
    p: own === null ? null : twoSidedP(own.value / own.se),
    auc: areaUnderCurve(scoresOf(1), scoresOf(0)),
    byContacts: contactSteps(effort.contacts.values, rows, outcome),
  };
}

function contactSteps(contacts: Float64Array, rows: Int32Array, outcome: Uint8Array): readonly IsotonicStep[] {
  const trials = new Float64Array(MOST_CONTACTS + 1);
  const events = new Float64Array(MOST_CONTACTS + 1);
  rows.forEach((row, k) => {
    const count = Math.min(contacts[row]!, MOST_CONTACTS);
    if (Number.isNaN(count)) return;
    trials[count]!++;
    events[count]! += outcome[k]!;
  });
  return isotonicSteps(events, trials);
}

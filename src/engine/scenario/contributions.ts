import type { SegmentChange } from '../../domain/simulateReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { logHazardFactor, mostLikely, scenarioLeaving, serviceFactor } from './changes.ts';
import type { Setting } from './setting.ts';
import { AS_IT_IS, horizonUnits } from './totals.ts';

/** What each customer adds to the net change over the horizon, minor units; 0 for those who are not counted. */
export function customerContributions(setting: Setting): Float64Array {
  const { curves, marginFactor, analysis } = setting;
  const likely = mostLikely(setting);
  const before = horizonUnits(curves, AS_IT_IS);
  const after = horizonUnits(curves, scenarioLeaving(setting, logHazardFactor(setting, likely)));
  const factor = serviceFactor(setting, likely);
  // Where the margin carries support, staying longer costs no more service.
  const served = analysis.options.marginIncludesService ? after : before;
  return Float64Array.from(curves.pathOf, (path, row) => {
    if (path < 0) return 0;
    const margin = curves.marginMinor[row]! * ((marginFactor?.[row] ?? 1) * after[path]! - before[path]!);
    const service = curves.serviceMinor[row]! * (factor * after[path]! - served[path]!);
    return margin - (Number.isNaN(service) ? 0 : service);
  });
}

/** The contributions added up by segment, in the order of the segments' names; customers without one last. */
export function changeBySegment({ analysis, curves }: Setting, contributions: Float64Array): SegmentChange[] {
  const column = analysis.dataset.customers.texts.get('segment');
  const groups = new Map<string | null, { customers: number; readonly change: CompensatedSum }>();
  for (let row = 0; row < contributions.length; row++) {
    if (curves.pathOf[row]! < 0) continue;
    const code = column?.codes[row] ?? -1;
    const key = code < 0 ? null : column!.dictionary.text(code);
    const group = groups.get(key) ?? { customers: 0, change: new CompensatedSum() };
    groups.set(key, group);
    group.customers++;
    group.change.add(contributions[row]!);
  }
  return [...groups]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : compareCodeUnits(a, b)))
    .map(([key, { customers, change }]) => ({ key, customers, netChange: toUnits(change.value) }));
}

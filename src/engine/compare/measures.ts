import type { Movements } from '../../domain/compareReport.ts';
import type { Warning } from '../../domain/results.ts';
import type { StoredPair, StoredResult } from '../../domain/storedResult.ts';
import { toldApartBy } from '../../domain/toldApart.ts';

/** What a result learnt from its own data, learnt otherwise in the other: figures moved with it, customers or not. */
export interface MeasureChange {
  readonly warning: Warning;
  readonly figures: readonly (keyof Movements)[];
}

const BY_EFFORT = ['effort', 'valueAtRisk', 'atRiskShare', 'upliftValue'] as const;
const BY_FORECAST = ['value', 'valueAtRisk', 'atRiskShare', 'upliftValue'] as const;
const BY_PRIOR = ['valueAtRisk', 'atRiskShare', 'upliftValue'] as const;
const BY_LAPSE = ['active', 'value', 'valueAtRisk', 'atRiskShare', 'retention', 'upliftValue'] as const;

/** Weights learnt anew differ a little each time; below these shares nobody would see it in a figure. */
const WEIGHTS_MOVED = 0.05;
const SHARE_MOVED = 0.05;

/** Every measure that is not the same in both, with what stands on it and how to make it so. */
export function measureChanges({ before, after }: StoredPair): MeasureChange[] {
  return [weightsChange, surveyShareChange, forecastChange, priorChange, lapseChange].flatMap((change) =>
    change(before, after),
  );
}

/** Movements by their path in the report, with the codes of the warnings that say what they were measured with. */
export function measuredOtherwise(changes: readonly MeasureChange[]): Record<string, string[]> {
  const codes: Record<string, string[]> = {};
  for (const { warning, figures } of changes) {
    for (const figure of figures) {
      const path = `movement.${figure}`;
      codes[path] = [...(codes[path] ?? []), warning.code];
    }
  }
  return codes;
}

function changeOf(code: string, message: string, figures: readonly (keyof Movements)[]): MeasureChange[] {
  return [{ warning: { code, message, count: 1 }, figures }];
}

interface Weighing {
  readonly from: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly surveyShare: number;
}

function weighingOf({ models }: StoredResult): Weighing | null {
  return (models.effort['weighing'] ?? null) as Weighing | null;
}

const WEIGHED_BY = {
  published: 'those published',
  surveys: 'learnt from surveys',
  churn: 'learnt from churn',
} as const;

function weightsChange(before: StoredResult, after: StoredResult): MeasureChange[] {
  const [then, now] = [weighingOf(before), weighingOf(after)];
  if (then === null || now === null) return [];
  const names = Object.keys(then.weights);
  const part = ({ weights }: Weighing, name: string) =>
    (weights[name] ?? 0) / names.reduce((sum, each) => sum + (weights[each] ?? 0), 0);
  const moved = names.map((name) => Math.abs(part(now, name) - part(then, name)));
  // Half of the sum: what went from some components to others.
  if (!(moved.reduce((sum, by) => sum + by, 0) / 2 > WEIGHTS_MOVED)) return [];
  const most = names[moved.indexOf(Math.max(...moved))]!;
  const words = ({ from }: Weighing) => WEIGHED_BY[from as keyof typeof WEIGHED_BY] ?? from;
  const how = then.from === now.from ? `${words(now)}, each time anew` : `${words(then)} and are ${words(now)}`;
  const share = (weighing: Weighing) => `${Math.round(part(weighing, most) * 100)}%`;
  return changeOf(
    'effort_weights_differ',
    `effort was not measured alike: its weights were ${how} (${most}: ${share(then)}, now ${share(now)}), so effort, its bands, risk and uplift move though no customer does; score both with --weights published to compare them`,
    BY_EFFORT,
  );
}

function surveyShareChange(before: StoredResult, after: StoredResult): MeasureChange[] {
  const [then, now] = [weighingOf(before)?.surveyShare, weighingOf(after)?.surveyShare];
  if (then === undefined || now === undefined || !(Math.abs(then - now) > SHARE_MOVED)) return [];
  return changeOf(
    'survey_share_differs',
    `a survey answer counted for ${then} of its case's effort and counts for ${now}: effort, its bands, risk and uplift move with it; score both with --weights published to compare them`,
    BY_EFFORT,
  );
}

/** The model, and by what it told customers of equal tenure apart. */
function forecastOf({ models }: StoredResult): string {
  const by = toldApartBy(models);
  const apart = by.length === 0 ? '' : `, customers told apart by ${by.join(' and ')}`;
  return `${models.revenue['chosen']}${apart}`;
}

function forecastChange(before: StoredResult, after: StoredResult): MeasureChange[] {
  const [then, now] = [forecastOf(before), forecastOf(after)];
  if (then === now) return [];
  const remedy = after.models.behaviour === 'transactional' ? `; score both with --model ${now} to compare them` : '';
  return changeOf('model_differs', `the forecast was ${then} and is ${now}: value moves with it${remedy}`, BY_FORECAST);
}

function weightOnData({ models }: StoredResult): number | null {
  const customers = models.retention['perCustomer'] as { readonly weightOnData?: number } | null | undefined;
  return customers?.weightOnData ?? null;
}

function priorChange(before: StoredResult, after: StoredResult): MeasureChange[] {
  const [then, now] = [weightOnData(before), weightOnData(after)];
  if (then === null || now === null || !(Math.abs(then - now) > SHARE_MOVED)) return [];
  const share = (weight: number) => `${Math.round(weight * 100)}%`;
  return changeOf(
    'weight_on_data_differs',
    `the effect of effort on a customer stood on the data by ${share(then)} and stands on them by ${share(now)}, on a published study otherwise: risk and uplift move with it; score both with --prior none to compare the data alone`,
    BY_PRIOR,
  );
}

function lapseChange(before: StoredResult, after: StoredResult): MeasureChange[] {
  const [then, now] = [before.models.lapseWindowDays ?? null, after.models.lapseWindowDays ?? null];
  if (then === null || now === null || then === now) return [];
  return changeOf(
    'lapse_window_differs',
    `a lapse was ${then} days without a purchase and is ${now}: who has left, and all that stands on it, move with it; score both with --lapse-window ${now} to compare them`,
    BY_LAPSE,
  );
}

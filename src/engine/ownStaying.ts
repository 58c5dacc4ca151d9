import { type Lifecycle, STATUS } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import type { Grade } from '../domain/grades.ts';
import type { ScoreOptions } from '../domain/options.ts';
import { percentInWords, plainNumber, timesInWords } from '../foundation/words.ts';
import { OwnPaths } from './ownPaths.ts';
import type { LeadModels } from './retention/leadModels.ts';
import { type Lead, type OwnHazard, ownHazard, SAME_HAZARD } from './retention/ownHazard.ts';
import { type Strata, strataAmong } from './retention/strata.ts';
import type { RevenueOutcome } from './revenue/outcome.ts';
import type { LevelStaying } from './revenue/staying.ts';

/** How long single subscribers stay, by what is known of them beside their tenure. */
export interface OwnStaying {
  readonly paths: OwnPaths;
  /** Effort is among what tells them apart, and a path moves with it. */
  readonly byEffort: boolean;
  /** How many of a cohort stay, by the levels in it; null where the curve of all says it. */
  readonly byLevel: LevelStaying | null;
  /** Level of each customer. */
  readonly level: Uint8Array;
  readonly leads: readonly Lead[];
  readonly grade: Grade;
  /** What they are told apart by, and how surely, in words and figures. */
  readonly model: { readonly inWords: string; readonly figures: Readonly<Record<string, unknown>> };
}

export interface OwnStayingInput {
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  /** Effort of every customer, NaN where unknown: those stay on the curve of all. */
  readonly effort: Figure;
  /** What customers differ in from the start. */
  readonly strata: Strata;
  readonly revenue: Pick<RevenueOutcome, 'survivalAt' | 'curve'>;
}

/**
 * Null where nothing but tenure tells customers apart: buyers, whose purchase model does it, and wherever the history bears
 * out neither that effort goes with leaving nor that their plans do (METHODS 1 and 3). The published prior alone sets
 * nobody apart.
 */
export function ownStaying(input: OwnStayingInput, found: LeadModels | null): OwnStaying | null {
  const { lifecycle, options, effort } = input;
  const { survivalAt, curve } = input.revenue;
  if (curve === null) return null;
  // On an earlier day plans that came later are nobody's.
  const strata =
    curve.byLevel === null ? input.strata : strataAmong(input.strata, (row) => lifecycle.tenureMonths[row]! > 0);
  const byLevel = curve.byLevel?.({ count: strata.levels.length, code: strata.code }) ?? null;
  // Where levels may have curves of their own, their coefficients by month have nothing to say.
  const levelShare = curve.byLevel === null ? (found?.levelShare ?? 0) : 0;
  const byEffort = found?.byEffort ?? false;
  const told = byEffort || levelShare > 0 ? found : null;
  if (byLevel === null && told === null) return null;
  const scores = byEffort ? effort.values : new Float64Array(effort.values.length);
  const rows = Int32Array.from(curve.place.keys()).filter(
    (row) => lifecycle.status[row] === STATUS.active && !Number.isNaN(scores[row]!) && !Number.isNaN(curve.place[row]!),
  );
  if (rows.length === 0) return null;
  const hazard = told === null ? SAME_HAZARD : ownHazard({ ...told, levelShare }, options);
  const paths = new OwnPaths({
    ...(byLevel === null ? { survivalAt, place: curve.place } : placed(byLevel, strata.code.length)),
    ...{ byTenure: survivalAt, rows, effort: scores, level: strata.code, oddsBeside: hazard.oddsBeside },
  });
  const model = describe({ told, hazard, levelShare, byLevel, strata, customers: rows.length });
  return { paths, byEffort, byLevel, level: strata.code, leads: hazard.leads, grade: hazard.grade, model };
}

function placed({ survival, place }: LevelStaying, customers: number) {
  return { survivalAt: survival, place: Float64Array.from({ length: customers }, (_, row) => place(row)) };
}

interface ToldApart {
  /** What goes by months ahead; null where levels tell customers apart alone. */
  readonly told: LeadModels | null;
  readonly hazard: OwnHazard;
  readonly levelShare: number;
  readonly byLevel: LevelStaying | null;
  readonly strata: Strata;
  readonly customers: number;
}

function describe(apart: ToldApart): OwnStaying['model'] {
  const { told, hazard, levelShare, byLevel, strata, customers } = apart;
  const byStrata = byLevel !== null || levelShare > 0 ? [strata.name!] : [];
  const by = [...(told?.byEffort ? ['effort'] : []), ...byStrata];
  const together =
    byLevel === null
      ? 'the curve of their tenure says'
      : `the curve of their tenure says with each ${strata.name} at its own rate of leaving`;
  const loss = told === null ? byLevel!.laterLoss : lossOf(told);
  return {
    inWords: `Those of equal tenure are told apart by ${by.join(' and ')}, as leaving went with it before: ${howInWords(apart)}. Together they stay as long as ${together}.`,
    figures: {
      by,
      customers,
      leads: hazard.leads.map(({ months, slope, weightOnData }) => ({
        ...{ months, logOdds: slope[0], low: slope[-1], high: slope[1], weightOnData },
      })),
      levelShare: byLevel?.share ?? levelShare,
      levelRates: byLevel && Object.fromEntries(strata.levels.map((level, i) => [level, byLevel.rates[i]!])),
      laterLogLoss: loss,
    },
  };
}

function lossOf({ trial }: LeadModels) {
  return { byTenure: trial.priorLoss, asUsed: trial.learntLoss, se: trial.lossSe };
}

function howInWords({ told, hazard: { leads }, levelShare, byLevel, strata }: ToldApart): string {
  const apart = (logs: Float64Array) => timesInWords(Math.max(...logs) - Math.min(...logs));
  const ofRates =
    byLevel === null
      ? []
      : [
          `between the firmest and the loosest ${strata.name} the rate of leaving becomes ${apart(byLevel.rates.map(Math.log))}`,
        ];
  if (told === null) return ofRates.join('');
  const [near, far] = [leads[0]!, leads.at(-1)!];
  if (!told.byEffort) {
    const levels = told.leads.at(-1)!.levels.map((log) => levelShare * log);
    return `between the firmest and the loosest ${strata.name} the odds to leave within ${plainNumber(far.months)} months become ${apart(levels)}`;
  }
  const odds = ({ months, slope }: Lead) =>
    `${timesInWords(slope[0])} within ${months === 1 ? 'a month' : `${plainNumber(months)} months`}`;
  const all = near === far ? odds(near) : `${odds(near)}, ${odds(far)}`;
  return [`from no effort to full effort the odds to leave become ${all}${weightInWords(leads)}`, ...ofRates].join(
    '; ',
  );
}

/** What the published study has in it is owned up to. */
function weightInWords(leads: readonly Lead[]): string {
  const shares = leads.map(({ weightOnData }) => percentInWords(Math.round(100 * weightOnData) / 100));
  if (leads.every(({ weightOnData }) => weightOnData === 1)) return '';
  const [near, far] = [shares[0]!, shares.at(-1)!];
  return ` (weight on these data ${near === far ? near : `${near} and ${far}`}, the rest a published study’s)`;
}

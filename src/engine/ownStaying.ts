import { type Lifecycle, STATUS } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import type { Grade } from '../domain/grades.ts';
import type { ScoreOptions } from '../domain/options.ts';
import { percentInWords, plainNumber, timesInWords } from '../foundation/words.ts';
import { OwnPaths } from './ownPaths.ts';
import type { LeadModels } from './retention/leadModels.ts';
import type { Measured } from './retention/measure.ts';
import { type Lead, type OwnHazard, ownHazard } from './retention/ownHazard.ts';
import type { Strata } from './retention/strata.ts';
import type { RevenueOutcome } from './revenue/outcome.ts';
import type { LevelStaying } from './revenue/staying.ts';

/** How long single subscribers stay, by what is known of them beside their tenure. */
export interface OwnStaying {
  readonly paths: OwnPaths;
  /** Effort is among what tells them apart, and a path moves with it. */
  readonly byEffort: boolean;
  /** How many of a cohort stay, by the levels in it; null where the curve of all says it. */
  readonly byLevel: LevelStaying | null;
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
  readonly revenue: Pick<RevenueOutcome, 'survivalAt' | 'curve'>;
}

/**
 * Null where nothing but tenure tells customers apart: buyers, whose purchase model does it, and wherever the history does
 * not bear out that effort goes with leaving (METHODS 1 and 3). The published prior alone sets nobody apart.
 */
export function ownStaying(
  { lifecycle, options, effort, revenue }: OwnStayingInput,
  measured: Pick<Measured, 'leads' | 'strata'> | null,
): OwnStaying | null {
  const { survivalAt, curve } = revenue;
  if (curve === null || measured === null || measured.leads === null) return null;
  const { strata } = measured;
  const { byEffort, levelShare } = measured.leads;
  const scores = byEffort ? effort.values : new Float64Array(effort.values.length);
  const { leads, oddsBeside, grade } = ownHazard(measured.leads, options);
  const rows = Int32Array.from(curve.place.keys()).filter(
    (row) => lifecycle.status[row] === STATUS.active && !Number.isNaN(scores[row]!) && !Number.isNaN(curve.place[row]!),
  );
  if (rows.length === 0) return null;
  const levels = { count: strata.levels.length, code: strata.code, share: levelShare };
  const byLevel = levelShare > 0 ? curve.byLevel(levels) : null;
  const common =
    byLevel === null ? { survivalAt, place: curve.place, oddsBeside } : onLevels(byLevel, oddsBeside, strata);
  const paths = new OwnPaths({ ...common, byTenure: survivalAt, rows, effort: scores, level: strata.code });
  const model = describe(measured.leads, { leads, strata, byLevel, customers: rows.length });
  return { paths, byEffort, byLevel, leads, grade, model };
}

/** On the curve of their own level, so that its coefficients have no more to say. */
function onLevels({ survival, place }: LevelStaying, oddsBeside: OwnHazard['oddsBeside'], { code }: Strata) {
  return {
    survivalAt: survival,
    place: Float64Array.from(code, (_, row) => place(row)),
    oddsBeside: (months: number) => {
      const { slope, ofLevel } = oddsBeside(months);
      return { slope, ofLevel: ofLevel.map(() => 1) };
    },
  };
}

interface ToldApart {
  readonly leads: readonly Lead[];
  readonly strata: Strata;
  readonly byLevel: LevelStaying | null;
  readonly customers: number;
}

function describe(
  { trial, levelShare, byEffort, leads: found }: LeadModels,
  { leads, strata, byLevel, customers }: ToldApart,
): OwnStaying['model'] {
  const by = [...(byEffort ? ['effort'] : []), ...(levelShare > 0 && strata.name !== null ? [strata.name] : [])];
  const [near, far] = [leads[0]!, leads.at(-1)!];
  const odds = ({ months, slope }: Lead) =>
    `${timesInWords(slope[0])} within ${months === 1 ? 'a month' : `${plainNumber(months)} months`}`;
  const all = near === far ? odds(near) : `${odds(near)}, ${odds(far)}`;
  const ofLevels = found.at(-1)!.levels;
  const apart = timesInWords(levelShare * (Math.max(...ofLevels) - Math.min(...ofLevels)));
  const how = byEffort
    ? `from no effort to full effort the odds to leave become ${all}${weightInWords(leads)}`
    : `between the firmest and the loosest ${strata.name} the odds to leave within ${plainNumber(far.months)} months become ${apart}`;
  const together =
    byLevel === null
      ? 'the curve of their tenure says'
      : `the curve of their tenure says with each ${strata.name} at its own rate of leaving`;
  return {
    inWords: `Those of equal tenure are told apart by ${by.join(' and ')}, as leaving went with it before: ${how}. Together they stay as long as ${together}.`,
    figures: {
      by,
      customers,
      leads: leads.map(({ months, slope, weightOnData }) => ({
        ...{ months, logOdds: slope[0], low: slope[-1], high: slope[1], weightOnData },
      })),
      levelShare,
      levelRates: byLevel && Object.fromEntries(strata.levels.map((level, i) => [level, byLevel.rates[i]!])),
      laterLogLoss: { byTenure: trial.priorLoss, asUsed: trial.learntLoss, se: trial.lossSe },
    },
  };
}

/** What the published study has in it is owned up to. */
function weightInWords(leads: readonly Lead[]): string {
  const shares = leads.map(({ weightOnData }) => percentInWords(Math.round(100 * weightOnData) / 100));
  if (leads.every(({ weightOnData }) => weightOnData === 1)) return '';
  const [near, far] = [shares[0]!, shares.at(-1)!];
  return ` (weight on these data ${near === far ? near : `${near} and ${far}`}, the rest a published study’s)`;
}

import type { BinaryData } from '../../math/binaryFit.ts';
import { fitBinary } from '../../math/binaryRegression.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import { startOf } from '../effort/customerScore.ts';
import type { ScoredMonths } from '../effort/scoredMonths.ts';
import { judge, type Trial } from '../effort/trial.ts';
import { SURVEY_SHARE } from '../effort/weights.ts';
import { EFFORT_COEFFICIENT, hazardData, scoredRows } from './hazard.ts';
import { cutDayOf, laterLosses, splitAt } from './outOfTime.ts';
import type { Strata } from './strata.ts';

/** How much an answer should count beside the behaviour in the same case, and whether that earned its place. */
export interface LearntShare extends Trial {
  readonly assumed: number;
  /** 0 the behaviour alone … 1 the answer alone. */
  readonly learnt: number;
  /** Without prior and bounds. */
  readonly unconstrained: number | null;
}

const LEAST_EVENTS = 100;
/** Customer-months with an answered case in the window, and leavers among them, below which nothing is learnt. */
const LEAST_ANSWERED = 300;
const LEAST_ANSWERED_EVENTS = 20;
/** The prior's spread around one half. */
const SHARE_SD = 0.25;

/** Places of the two loads: all effort with answers at the assumed share, and answers less behaviour. */
const [LEVEL, DIFFERENCE] = [1, 2];

/**
 * The share ρ of the answer in ρ·E_survey + (1−ρ)·E, learnt from leaving: in a logit of leaving in a month on both loads,
 * β·(other + ½ answers + ½ behaviour) + γ·(answers − behaviour), ρ is ½ + γ/β. MAP with ρ ~ N(½, ¼²), on the earlier two
 * thirds of the calendar; tried on the rest as weights are. Null with too few answers or leavers, or where effort explains
 * nothing.
 */
export function surveyShareFromChurn(
  scored: ScoredMonths,
  strata: Strata,
  rescored: (surveyShare: number) => ScoredMonths,
): LearntShare | null {
  const { byMonth, cases } = scored;
  if (cases.surveys.effort.length === 0) return null;
  const cutDay = cutDayOf(byMonth);
  const { earlier } = splitAt(withSurveyLoads(scored, strata), byMonth, cutDay);
  if (!enoughAnswered(earlier)) return null;
  const free = fitSteady(earlier).fit;
  const slope = free.coefficients[EFFORT_COEFFICIENT]!;
  if (free.events < LEAST_EVENTS || free.trouble !== null || !(slope > 0)) return null;
  const fit = fitBinary(earlier, { prior: priorOn(slope, earlier.columns.length + 1) });
  const shareOf = (b: Float64Array) => SURVEY_SHARE + b[DIFFERENCE]! / b[LEVEL]!;
  if (fit.trouble !== null || !(fit.coefficients[LEVEL]! > 0)) return null;
  const learnt = Math.min(1, Math.max(0, shareOf(fit.coefficients)));
  const before = laterLosses(byMonth, strata, cutDay);
  const after = laterLosses(rescored(learnt).byMonth, strata, cutDay);
  if (before === null || after === null) return null;
  const trial = judge(earlier.outcome.length, before.loss, after.loss, before.cluster);
  return { ...trial, assumed: SURVEY_SHARE, learnt, unconstrained: shareOf(free.coefficients) };
}

function withSurveyLoads({ scorer, byMonth }: ScoredMonths, strata: Strata): BinaryData {
  const whole = hazardData(byMonth, strata);
  const rows = scoredRows(byMonth.score);
  const [level, difference] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const loads = new Float64Array(3);
  rows.forEach((row, k) => {
    scorer.surveyLoads(byMonth.months.customer[row]!, startOf(byMonth.months.startDay[row]!), loads);
    const [other, answers, behaviour] = [loads[0]!, loads[1]!, loads[2]!];
    level[k] = other + SURVEY_SHARE * answers + (1 - SURVEY_SHARE) * behaviour;
    difference[k] = answers - behaviour;
  });
  return {
    ...whole,
    names: ['effort', 'answers less behaviour', ...whole.names.slice(1)],
    columns: [level, difference, ...whole.columns.slice(1)],
  };
}

function enoughAnswered({ columns, outcome }: BinaryData): boolean {
  let [answered, left] = [0, 0];
  columns[DIFFERENCE - 1]!.forEach((difference, k) => {
    if (difference === 0) return;
    answered++;
    left += outcome[k]!;
  });
  return answered >= LEAST_ANSWERED && left >= LEAST_ANSWERED_EVENTS;
}

function priorOn(slope: number, size: number) {
  const sd = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  sd[DIFFERENCE] = SHARE_SD * slope;
  return { mean: new Float64Array(size), sd };
}

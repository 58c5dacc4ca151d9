import type { CesScale } from '../../domain/dataset.ts';
import type { Amount } from '../../domain/figures.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import { plainNumber } from '../../foundation/words.ts';
import type { EffortInput } from './outcome.ts';
import { type AnswerSpan, type SurveySummary, spanOfAnswers, summariseSurveys } from './surveys.ts';
import { publishedWeighing, type Weighing } from './weights.ts';

/** What is said of the surveys beside the scores: their mean, the distribution's two usual shares, and what is missing. */
export interface SurveyReport {
  readonly surveyMean: Amount;
  readonly model: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

export function reportSurveys({ dataset, options, weighing }: EffortInput, asOfDay: number): SurveyReport {
  const scale = options.cesScale ?? dataset.facts.cesScale;
  if (scale !== null) {
    const summary = summariseSurveys(dataset, scale, asOfDay);
    const warnings = outsideWarnings(scale, summary, spanOfAnswers(dataset));
    return { ...reportOn(scale, summary, weighing ?? publishedWeighing()), warnings };
  }
  const span = spanOfAnswers(dataset);
  const { answers } = span;
  const why =
    span.onNoScale >= MANY * answers
      ? `they run from ${span.least} to ${span.most}, and only scales of 1 to 5 and of 1 to 7 are read as effort; ${CONVERT}, then give --ces-scale easy7 where high means easy, effort7 where it means hard`
      : 'whether a high answer means easy or hard is not said; give --ces-scale easy7, easy5, effort5 or effort7';
  const warning: Warning = {
    code: 'survey_scale_unknown',
    message: `effort survey answers were left out: ${why}`,
    count: answers,
  };
  return {
    surveyMean: { value: null, grade: 'observed', reason: answers > 0 ? 'no_survey_scale' : 'no_survey' },
    model: { surveys: { scale: null, answers } },
    assumptions: [],
    warnings: answers > 0 ? [warning] : [],
  };
}

/** A typing error here and there fits no scale; more than that fits another scale. */
const MANY = 0.05;
const CONVERT = 'bring them to 1 to 7 in the file (0 to 10: 1 + 0.6 × answer)';

/** Answers that do not fit the scale cast doubt on how those are read that do, where they are many. */
function outsideWarnings(scale: CesScale, { answers, outsideScale }: SurveySummary, span: AnswerSpan): Warning[] {
  if (outsideScale === 0) return [];
  const all = answers + outsideScale;
  const doubt =
    outsideScale < MANY * all
      ? ''
      : `, too many of ${plainNumber(all)} to be typing errors: they run from ${span.least} to ${span.most}, and those left are misread if all are on one other scale; ${CONVERT}`;
  const message = `effort survey answers outside the scale ${scale} were left out${doubt}`;
  return [{ code: 'survey_outside_scale', message, count: outsideScale }];
}

function reportOn(
  scale: CesScale,
  summary: SurveySummary,
  { surveyShare, surveyShareFrom }: Weighing,
): Omit<SurveyReport, 'warnings'> {
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  const { answers } = summary;
  const learnt = surveyShareFrom === 'churn';
  const assumption: Assumption = {
    code: 'survey_share',
    value: surveyShare,
    source: learnt
      ? 'learnt from churn, drawn towards one half: the share of the answer in a surveyed case'
      : 'assumption of cx-roi: half survey, half behaviour in a surveyed case',
    replaceWith: learnt
      ? 'learnt from your churn (--weights published: one half)'
      : 'enough surveyed cases and leavers to learn it',
  };
  return {
    surveyMean: { value: orNull(summary.mean), grade: 'observed', reason: answers > 0 ? null : 'no_survey' },
    model: {
      surveys: {
        scale,
        answers,
        mean: orNull(summary.mean),
        shareFiveUp: orNull(summary.shareFiveUp),
        netEasy: orNull(summary.netEasy),
      },
    },
    assumptions: answers > 0 ? [assumption] : [],
  };
}

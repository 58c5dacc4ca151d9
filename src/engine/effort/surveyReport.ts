import type { Amount } from '../../domain/figures.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import type { EffortInput } from './outcome.ts';
import { countAnswers, type SurveySummary, summariseSurveys } from './surveys.ts';
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
    return reportOn(scale, summariseSurveys(dataset, scale, asOfDay), weighing ?? publishedWeighing());
  }
  const answers = countAnswers(dataset);
  const warning: Warning = {
    code: 'survey_scale_unknown',
    message:
      'effort survey answers were left out: whether a high answer means easy or hard is not said; ' +
      'give --ces-scale easy7, easy5, effort5 or effort7',
    count: answers,
  };
  return {
    surveyMean: { value: null, grade: 'observed', reason: answers > 0 ? 'no_survey_scale' : 'no_survey' },
    model: { surveys: { scale: null, answers } },
    assumptions: [],
    warnings: answers > 0 ? [warning] : [],
  };
}

function reportOn(scale: string, summary: SurveySummary, { surveyShare, surveyShareFrom }: Weighing): SurveyReport {
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  const { answers, outsideScale } = summary;
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
  const warning: Warning = {
    code: 'survey_outside_scale',
    message: `effort survey answers outside the scale ${scale} were left out`,
    count: outsideScale,
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
    warnings: outsideScale > 0 ? [warning] : [],
  };
}

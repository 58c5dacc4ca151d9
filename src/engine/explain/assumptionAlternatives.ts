import { PRIORS, type ScoreOptions } from '../../domain/options.ts';
import { toUnits } from '../../foundation/money.ts';
import { percentInWords, plainNumber } from '../../foundation/words.ts';
import { type Analysis, analyse, type Held } from '../analyse.ts';
import { channelPrice } from '../cost/contactPrice.ts';
import type { EffortOutcome } from '../effort/outcome.ts';
import { publishedWeighing, type Weighing } from '../effort/weights.ts';
import type { PurchaseFit } from '../revenue/purchaseFit.ts';
import type { Alternative } from './alternative.ts';
import type { Explained } from './known.ts';

/** What an option is stood on by; the others are held. */
type Wing = 'ground' | 'revenue' | 'effort' | 'measured';

interface Change {
  readonly code: string;
  readonly what: string;
  readonly now: string;
  readonly instead: string;
  readonly options: Partial<ScoreOptions>;
  readonly touches: readonly Wing[];
  readonly weighing?: Weighing;
}

/** Every assumption that this customer's figures stand on, replaced by what one might have assumed as well. */
export function assumptionAlternatives(explained: Explained): readonly Alternative[] {
  const { analysis } = explained;
  const changes = [
    ...valueChanges(analysis),
    ...effortChanges(analysis),
    ...retentionChanges(analysis),
    ...costChanges(analysis),
  ];
  return [...changes.map((change) => alternative(analysis, change)), ...modelAlternatives(analysis)];
}

function alternative(analysis: Analysis, { options, touches, weighing, ...words }: Change): Alternative {
  const held = { ...heldBut(analysis, touches), ...(weighing && { weighing }) };
  return {
    kind: 'assumption',
    ...words,
    analyse: () => analyse(analysis.dataset, { ...frozen(analysis), ...options }, held),
  };
}

/** The options in force, with what was derived from all of the data held as it is. */
export function frozen({ options, asOfDay, lifecycle }: Analysis): ScoreOptions {
  const { behaviour, lapseWindowDays } = lifecycle;
  return { ...options, asOfDay, behaviour, lapseWindowDays: lapseWindowDays ?? options.lapseWindowDays };
}

function heldBut(analysis: Analysis, touches: readonly Wing[]): Held {
  const { ground, forecast, effort, learning, retention } = analysis;
  const keep = (wing: Wing) => !touches.includes(wing) && !touches.includes('ground');
  return {
    ...{ purchaseFit: forecast.purchaseFit, weighing: effort.weighing },
    ...(keep('ground') ? { ground } : {}),
    ...(keep('revenue') ? { forecast } : {}),
    ...(keep('effort') ? { effort: { effort, learning } } : {}),
    ...(keep('measured') ? { measured: retention.measured } : {}),
  };
}

function valueChanges({ options, lifecycle }: Analysis): readonly Change[] {
  const { annualDiscountRate: rate, horizonMonths: horizon, churnWindowMonths: window } = options;
  const discount = (instead: number): Change => ({
    ...{ code: 'discount_rate', what: 'discount rate', now: percentInWords(rate), instead: percentInWords(instead) },
    ...{ options: { annualDiscountRate: instead }, touches: ['revenue'] },
  });
  const ahead = (instead: number): Change => ({
    ...{ code: 'horizon_months', what: 'horizon', now: months(horizon), instead: months(instead) },
    ...{ options: { horizonMonths: instead }, touches: ['revenue', 'measured'] },
  });
  const windows: readonly Change[] = [1, 12].map((instead) => ({
    ...{ code: 'churn_window', what: 'window of the churn flag', instead: months(instead) },
    ...{ now: window === null ? 'since sign-up' : months(window), touches: ['revenue'] },
    options: { churnWindowMonths: instead },
  }));
  return [
    ...[0, 2 * rate].filter((instead) => instead !== rate && instead < 1).map(discount),
    ...[horizon / 2, 2 * horizon].filter((instead) => instead >= 1).map(ahead),
    ...(lifecycle.snapshot && lifecycle.behaviour === 'subscription' ? windows : []),
    ...lapseChanges(lifecycle),
  ];
}

function lapseChanges({ lapseWindowDays }: Analysis['lifecycle']): readonly Change[] {
  if (lapseWindowDays === null) return [];
  return [lapseWindowDays / 2, 2 * lapseWindowDays].map((instead) => ({
    ...{ code: 'lapse_window', what: 'days without purchase that are a lapse', touches: ['ground'] },
    ...{ now: days(lapseWindowDays), instead: days(instead), options: { lapseWindowDays: instead } },
  }));
}

function effortChanges({ options, effort }: Analysis): readonly Change[] {
  if (effort.log === null) return [];
  const touches: readonly Wing[] = ['effort', 'measured'];
  const { effortHalfLifeDays: half, effortWindowDays: window, caseWindowDays: gap } = options;
  const halfLives = half === null ? [90] : [half / 2, null];
  const inferred = (effort.counts?.casesInferred ?? 0) > 0;
  return [
    ...halfLives.map(
      (instead): Change => ({
        ...{ code: 'effort_half_life_days', what: 'half-life of effort', now: decayWords(half), touches },
        ...{ instead: decayWords(instead), options: { effortHalfLifeDays: instead } },
      }),
    ),
    {
      ...{ code: 'effort_window_days', what: 'how far back effort counts', now: days(window), touches },
      ...{ instead: days(Math.round(window / 2)), options: { effortWindowDays: Math.round(window / 2) } },
    },
    ...weighingChanges(effort),
    ...(inferred ? [1, 30] : []).map(
      (instead): Change => ({
        ...{ code: 'case_window_days', what: 'quiet days that end a case', now: days(gap), touches },
        ...{ instead: days(instead), options: { caseWindowDays: instead } },
      }),
    ),
  ];
}

/** Other ways to weigh a case: as published where weights were learnt, and the answer or the behaviour alone. */
function weighingChanges({ weighing, surveyMean }: EffortOutcome): readonly Change[] {
  const { weights, from } = publishedWeighing();
  const touches: readonly Wing[] = ['effort', 'measured'];
  const published: Change = {
    ...{ code: 'effort_weights', what: 'weights of what happened', now: `learnt from ${weighing.from}` },
    ...{ instead: 'as published', options: {}, touches, weighing: { ...weighing, weights, from } },
  };
  const shares = [0, 1].map(
    (surveyShare): Change => ({
      ...{ code: 'survey_share', what: 'share of the answer in a surveyed case', options: {}, touches },
      ...{ now: percentInWords(weighing.surveyShare), instead: percentInWords(surveyShare) },
      weighing: { ...weighing, surveyShare },
    }),
  );
  return [...(weighing.from === 'published' ? [] : [published]), ...shares.filter(() => surveyMean.value !== null)];
}

function retentionChanges({ options, retention }: Analysis): readonly Change[] {
  const { targetEffort: target, prior } = options;
  if (retention.tilt.estimate === null) return [];
  const targets = [0, 50].filter((instead) => instead !== target);
  return [
    ...PRIORS.filter((name) => name !== prior).map(
      (name): Change => ({
        ...{ code: 'effort_prior', what: 'prior of what effort does to leaving', now: prior, instead: name },
        ...{ options: { prior: name }, touches: [] },
      }),
    ),
    ...targets.map(
      (instead): Change => ({
        ...{ code: 'target', what: 'effort that easier experience reaches', now: plainNumber(target), touches: [] },
        ...{ instead: plainNumber(instead), options: { targetEffort: instead } },
      }),
    ),
  ];
}

/** Unit costs that nobody gave, halved and doubled. */
function costChanges({ dataset, options, cost }: Analysis): readonly Change[] {
  if (!cost.assumptions.some(({ code }) => code === 'contact_cost')) return [];
  const { channel } = dataset.interactions.dictionaries;
  const names = ['', ...Array.from({ length: channel.size }, (_, code) => channel.text(code).trim().toLowerCase())];
  const scaled = (factor: number) =>
    Object.fromEntries(names.map((name) => [name, factor * toUnits(channelPrice(name, options).minor)]));
  return [0.5, 2].map((factor) => ({
    ...{ code: 'contact_cost', what: 'cost of a contact', now: 'published default', touches: [] },
    ...{ instead: factor === 2 ? 'twice that' : 'half of it', options: { contactCosts: scaled(factor) } },
  }));
}

/** The other purchase models, as they were fitted to the same histories. */
function modelAlternatives(analysis: Analysis): readonly Alternative[] {
  const { purchaseFit } = analysis.revenue;
  // On a clock of seasons, or where the choice was made on some customers, the others were fitted to other histories.
  if (purchaseFit === null || purchaseFit.clock !== null || purchaseFit.fit !== purchaseFit.choice.fit) return [];
  const { fit, choice } = purchaseFit;
  return choice.fits
    .filter((other) => other !== fit)
    .map((other) => ({
      ...{ kind: 'assumption' as const, code: 'model', what: 'purchase model' },
      ...{ now: fit.model.name, instead: other.model.name },
      analyse: () => analyse(analysis.dataset, frozen(analysis), withModel(analysis, { ...purchaseFit, fit: other })),
    }));
}

function withModel(analysis: Analysis, purchaseFit: PurchaseFit): Held {
  return { ...heldBut(analysis, ['revenue']), purchaseFit };
}

function months(count: number): string {
  return count === 1 ? '1 month' : `${plainNumber(count)} months`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${plainNumber(count)} days`;
}

function decayWords(half: number | null): string {
  return half === null ? 'none' : days(half);
}

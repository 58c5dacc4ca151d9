import { describe, expect, it } from 'vitest';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { weightsFromSurveys } from '../../../src/engine/effort/surveyWeights.ts';
import { judge } from '../../../src/engine/effort/trial.ts';
import { COMPONENTS, PRIOR_WEIGHTS, publishedWeighing } from '../../../src/engine/effort/weights.ts';
import { scoreEffortLearning } from '../../../src/engine/learntEffort.ts';
import { fitHazard } from '../../../src/engine/retention/hazard.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { validateEffort } from '../../../src/engine/retention/validation.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { ridgeTowardsPrior } from '../../../src/math/nonNegativeRidge.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { type SubscriberWorld, simulateSubscribers } from '../../support/simulatedChurn.ts';
import { subscribersOf, synthDataset } from '../../support/synth.ts';

describe('ridge towards a prior', () => {
  const random = new SeededRandom(9);
  const columns = [0, 1].map(() => Float64Array.from({ length: 400 }, () => random.normal()));
  const response = columns[0]!.map((x, i) => 1 + 2 * x - columns[1]![i]! + 0.1 * random.normal());
  const data = { columns, response, prior: Float64Array.of(1, 1), strength: 0 };

  it('is least squares without strength, the prior with endless strength, and between them otherwise', () => {
    const free = ridgeTowardsPrior(data, Number.NEGATIVE_INFINITY);
    expect(free.coefficients[0]!).toBeCloseTo(2, 1);
    expect(free.coefficients[1]!).toBeCloseTo(-1, 1);
    expect(free.intercept).toBeCloseTo(1, 1);
    expect([...ridgeTowardsPrior({ ...data, strength: 1e15 }, 0).coefficients]).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
    ]);
    const between = ridgeTowardsPrior({ ...data, strength: 400 }, Number.NEGATIVE_INFINITY).coefficients[0]!;
    expect(between > 1.2 && between < 1.8).toBe(true);
  });

  it('keeps to its bound, and solves the rest as if the bounded column were fixed there', () => {
    const { coefficients } = ridgeTowardsPrior(data, 0);
    expect(coefficients[1]!).toBe(0);
    const alone = ridgeTowardsPrior({ ...data, columns: [columns[0]!], prior: Float64Array.of(1) }, 0);
    expect(coefficients[0]!).toBeCloseTo(alone.coefficients[0]!, 10);
  });
});

describeWithSharedData('weights learnt on the synthetic subscribers', () => {
  const dataset = synthDataset();
  const effort = scoreEffort(subscribersOf(dataset, { cesScale: 'easy7' }));

  it('find, unconstrained, the weights that the surveys were made with, and nothing for time', () => {
    const learnt = weightsFromSurveys(effort.log!.cases)!;
    // data/synth/truth.json, case_weights_raw; time is no part of it.
    const truth = { repeat: 0.77, unresolved: 1.846, switch: 0.57, transfer: 0.405, time: 0 };
    for (const [name, weight] of Object.entries(truth)) {
      expect(Math.abs(learnt.unconstrained[COMPONENTS.indexOf(name as 'time')]! - weight)).toBeLessThan(0.1);
    }
    expect(learnt.unconstrained[COMPONENTS.indexOf('generic')]!).toBeNaN();
    expect(learnt.kept).toBe(true);
    expect(learnt.learntLoss).toBeLessThan(learnt.priorLoss);
    expect(learnt.learnt.reduce((sum, w) => sum + w, 0)).toBeCloseTo(
      Object.values(PRIOR_WEIGHTS).reduce((sum, { weight }) => sum + weight, 0),
      12,
    );
  });

  it('win from surveys and are scored with; from churn they win by no more than chance, and are not', () => {
    const { effort: learnt, learning } = scoreEffortLearning(subscribersOf(dataset, { cesScale: 'easy7' }));
    const [surveys, churn] = learning.weights;
    expect(surveys).toMatchObject({ from: 'surveys', kept: true, learntOn: 2857, triedOn: 1429 });
    expect(churn).toMatchObject({ from: 'churn', kept: false });
    expect(churn!.learntOn + churn!.triedOn).toBe(69_188);
    expect(learnt.weighing).toMatchObject({ from: 'surveys', weights: surveys!.learnt, surveyShareFrom: 'assumed' });
    expect(learnt.score.values).not.toEqual(effort.score.values);
    // Who left has no part in weights from surveys, so those who left may judge them.
    expect(learnt.verdictMonths).toBe(learnt.byMonth);
    expect(learnt.assumptions.find(({ code }) => code === 'effort_weight_time')).toMatchObject({
      value: surveys!.learnt[COMPONENTS.indexOf('time')],
      source: expect.stringContaining('learnt from surveys, drawn towards 0.2'),
    });
    // Answers were made from the behaviour, with noise: leaving goes by the behaviour.
    expect(learning.surveyShare!.learnt).toBeLessThan(0.3);
  });

  it('stay those published when that is asked for', () => {
    const published = scoreEffortLearning(subscribersOf(dataset, { cesScale: 'easy7', weights: 'published' }));
    expect(published.effort.score.values).toEqual(effort.score.values);
    expect(published.learning.weights.map(({ kept }) => kept)).toEqual([true, false]);
    const churn = scoreEffortLearning(subscribersOf(dataset, { cesScale: 'easy7', weights: 'churn' }));
    expect(churn.effort.weighing.from).toBe('published');
  });

  it('stand beside how far behaviour goes with the answers', () => {
    expect(effort.model['surveyAgreement']).toMatchObject({ cases: 4286, rho: expect.closeTo(0.668, 3) });
  });
});

describe('weights', () => {
  it('are not learnt from a handful of answers', () => {
    const few = literalDataset([], [{ id: 'a', at: '2024-01-01', kind: 'support', resolved: 0, ces: 2 }]);
    const effort = scoreEffort(subscribersOf(few, { cesScale: 'easy7' }));
    expect(weightsFromSurveys(effort.log!.cases)).toBeNull();
  });
});

describe('weights learnt from who left', () => {
  const only = (component: (typeof COMPONENTS)[number]) =>
    Float64Array.from(COMPONENTS, (name) => (name === component ? 3 : 0.01));
  const world: SubscriberWorld = {
    customers: 3000,
    months: 24,
    weighing: { ...publishedWeighing(), weights: only('switch') },
    effect: 3,
    intercept: -4.5,
    surveyed: false,
  };
  const { input } = simulateSubscribers(world, new SeededRandom(12));
  const { effort, learning } = scoreEffortLearning(input);

  it('win where something drives customers away that the published ones make little of', () => {
    const [learnt] = learning.weights;
    expect(learnt).toMatchObject({ from: 'churn', kept: true });
    expect(learnt!.priorLoss - learnt!.learntLoss).toBeGreaterThan(2 * learnt!.lossSe);
    expect(effort.weighing).toMatchObject({ from: 'churn', weights: learnt!.learnt });
    const place = COMPONENTS.indexOf('switch');
    expect(Math.max(...learnt!.learnt)).toBe(learnt!.learnt[place]);
    for (const [k, weight] of learnt!.learnt.entries()) {
      expect(weight).toBeGreaterThanOrEqual(0.01 * Object.values(PRIOR_WEIGHTS)[k]!.weight);
    }
  });

  it('are not judged by those who left: the verdict stays with the published ones', () => {
    const published = scoreEffort(input);
    expect(effort.byMonth!.score).not.toEqual(published.byMonth!.score);
    expect(effort.verdictMonths!.score).toEqual(published.byMonth!.score);
    const survivalAt = (_row: number, months: number) => 0.98 ** months;
    const monthlyMarginMinor = new Float64Array(world.customers).fill(100);
    const retention = scoreRetention({ ...input, effort, survivalAt, monthlyMarginMinor });
    const judged = validateEffort({
      model: fitHazard(published.byMonth!, strataOf(input.dataset)),
      byMonth: published.byMonth!,
      strata: strataOf(input.dataset),
      seed: 1,
    });
    expect(retention.measured!.validation).toEqual(judged);
    expect(retention.measured!.hazard.own).not.toEqual(fitHazard(published.byMonth!, strataOf(input.dataset)).own);
    expect(retention.verdict).toContain('judged with the published weights');
  });

  it('may not be used when only surveys may', () => {
    const options = { ...input.options, weights: 'surveys' } as const;
    expect(scoreEffortLearning({ ...input, options }).effort.weighing.from).toBe('published');
  });
});

describe('the share of an answer in its case', () => {
  const { input } = simulateSubscribers(
    {
      customers: 3000,
      months: 24,
      weighing: { ...publishedWeighing(), surveyShare: 1 },
      effect: 4,
      intercept: -5,
      surveyed: true,
    },
    new SeededRandom(13),
  );

  it('is learnt where customers leave by what they answered, and then used', () => {
    const { effort, learning } = scoreEffortLearning(input);
    const share = learning.surveyShare!;
    expect(share.learnt).toBeGreaterThan(0.75);
    expect(share.kept).toBe(true);
    expect(effort.weighing).toMatchObject({ surveyShare: share.learnt, surveyShareFrom: 'churn' });
    expect(effort.verdictMonths).not.toBe(effort.byMonth);
    expect(effort.assumptions.find(({ code }) => code === 'survey_share')).toMatchObject({ value: share.learnt });
  });

  it('is one half where only surveys may teach weights, and unknown without answers', () => {
    const options = { ...input.options, weights: 'surveys' } as const;
    expect(scoreEffortLearning({ ...input, options }).effort.weighing.surveyShare).toBe(0.5);
    const silent = { ...input.options, cesScale: null };
    expect(scoreEffortLearning({ ...input, options: silent }).learning.surveyShare).toBeNull();
  });
});

describe('a trial on later data', () => {
  const losses = Float64Array.of(1, 2, 3, 4);

  it('is only won by more than one standard error of the difference', () => {
    const clear = judge(
      8,
      losses,
      losses.map((loss) => loss - 0.5),
    );
    expect(clear).toMatchObject({ learntOn: 8, triedOn: 4, priorLoss: 2.5, learntLoss: 2, lossSe: 0, kept: true });
    const luck = judge(8, losses, Float64Array.of(0, 2.5, 3, 4.4));
    expect(luck.learntLoss).toBeLessThan(luck.priorLoss);
    expect(luck.kept).toBe(false);
    expect(judge(8, losses, losses).kept).toBe(false);
  });

  it('counts rows of one customer together', () => {
    const learnt = Float64Array.of(0.9, 1.9, 3.1, 4.1);
    const apart = judge(8, losses, learnt).lossSe;
    expect(judge(8, losses, learnt, Int32Array.of(1, 1, 2, 2)).lossSe).toBeCloseTo(apart * Math.SQRT2, 14);
  });
});

import { describe, expect, it } from 'vitest';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { weightsFromSurveys } from '../../../src/engine/effort/surveyWeights.ts';
import { COMPONENTS, PRIOR_WEIGHTS } from '../../../src/engine/effort/weights.ts';
import { weightsFromChurn } from '../../../src/engine/retention/churnWeights.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { ridgeTowardsPrior } from '../../../src/math/nonNegativeRidge.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
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

  it('from churn are only kept when they lose less on later months', () => {
    const learnt = weightsFromChurn(effort.log!, effort.byMonth!, strataOf(dataset))!;
    expect(learnt.kept).toBe(learnt.learntLoss < learnt.priorLoss);
    expect(learnt.learntOn + learnt.triedOn).toBe(69_188);
    const place = COMPONENTS.indexOf('unresolved');
    expect(Math.max(...learnt.learnt)).toBe(learnt.learnt[place]);
    for (const weight of learnt.learnt) expect(weight).toBeGreaterThanOrEqual(0);
  });

  it('can be put in place of the published ones', () => {
    const { learnt } = weightsFromSurveys(effort.log!.cases)!;
    const again = scoreEffort({ ...subscribersOf(dataset, { cesScale: 'easy7' }), weights: learnt });
    expect(again.score.values).not.toEqual(effort.score.values);
    expect(again.counts).toEqual(effort.counts);
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

import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/foundation/random.ts';
import type { BinaryData, BinaryFit } from '../../src/math/binaryFit.ts';
import { fitBinary } from '../../src/math/binaryRegression.ts';
import { Scoring } from '../../src/math/binaryScoring.ts';
import { logistic } from '../../src/math/links.ts';
import reference from '../reference/retention.json' with { type: 'json' };
import { describeWithSharedData } from '../support/sharedData.ts';
import { numbersOf, sharedCsv } from '../support/sharedTables.ts';

interface ReferenceFit {
  readonly names: readonly string[];
  readonly coef: readonly number[];
  readonly se: readonly number[];
  readonly deviance: number;
  readonly n: number;
}

/** Coefficients to 1e-8 and standard errors to 1e-6 relative: R and statsmodels agree no better (2e-8 on errors). */
function expectFit(fit: BinaryFit, expected: ReferenceFit): void {
  const size = expected.coef.length;
  expect(fit.trouble).toBeNull();
  expect(fit.rows).toBe(expected.n);
  expected.coef.forEach((coefficient, j) => {
    expect(Math.abs(fit.coefficients[j]! / coefficient - 1), expected.names[j]).toBeLessThan(1e-8);
    const error = Math.sqrt(fit.covariance[j * size + j]!);
    expect(Math.abs(error / expected.se[j]! - 1), expected.names[j]).toBeLessThan(1e-6);
  });
  expect(Math.abs(fit.deviance / expected.deviance - 1)).toBeLessThan(1e-12);
}

describeWithSharedData('binary regression against R', () => {
  const rossi = rossiPersonWeeks();

  it('gives the discrete-time logit of rossi', () => expectFit(fitBinary(rossi), reference.rossi.discrete_logit));

  it('gives its complementary log-log form', () =>
    expectFit(fitBinary(rossi, { link: 'cloglog' }), reference.rossi.discrete_cloglog));

  it('gives the logit of larose', () => {
    const rows = sharedCsv('larose/larose_model.csv');
    const names = reference.larose.logit.names.slice(1);
    const columns = names.map((name) => numbersOf(rows, name));
    const outcome = Uint8Array.from(numbersOf(rows, 'event'));
    expectFit(fitBinary({ names, columns, outcome }), reference.larose.logit);
  });

  it('gives the person-period logit of the synthetic subscribers', () => {
    const rows = sharedCsv('synth/person_period.csv');
    const columns = [
      numbersOf(rows, 'effort').map((e) => e / 100),
      numbersOf(rows, 'basic'),
      numbersOf(rows, 'tenure'),
    ];
    const names = ['e', 'basic', 'tenure'];
    expectFit(fitBinary({ names, columns, outcome: Uint8Array.from(numbersOf(rows, 'event')) }), reference.synth.logit);
  });
});

function rossiPersonWeeks(): BinaryData {
  const people = sharedCsv('rossi/rossi.csv');
  const [fin, age, prio] = ['fin', 'age', 'prio'].map((name) => numbersOf(people, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const weeks = people.flatMap((person, i) =>
    Array.from({ length: Number(person['week']) }, (_, k) => ({ i, week: k + 1 })),
  );
  const column = (of: (row: { i: number; week: number }) => number) => Float64Array.from(weeks, of);
  return {
    names: ['t', 'I(t^2)', 'fin', 'age', 'prio'],
    columns: [
      column(({ week }) => week),
      column(({ week }) => week * week),
      column(({ i }) => fin[i]!),
      column(({ i }) => age[i]!),
      column(({ i }) => prio[i]!),
    ],
    outcome: Uint8Array.from(weeks, ({ i, week }) =>
      week === Number(people[i]!['week']) && people[i]!['arrest'] === '1' ? 1 : 0,
    ),
  };
}

const FLIPS = Uint8Array.from([0, 1, 0, 1, 1, 0, 1, 0, 1, 1]);
const RAMP = Float64Array.from(FLIPS.keys());

describe('a fit that cannot be believed says so, by column', () => {
  it('when a column separates the outcome perfectly', () => {
    const outcome = Uint8Array.from([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    const fit = fitBinary({ names: ['ramp'], columns: [RAMP], outcome });
    expect(fit.trouble).toEqual({ code: 'separated', columns: ['ramp'] });
  });

  it('when a column separates on one side only, and names that column alone', () => {
    const flag = Float64Array.from(FLIPS, (y, i) => (y === 1 && i > 2 ? 1 : 0));
    const fit = fitBinary({ names: ['ramp', 'flag'], columns: [RAMP, flag], outcome: FLIPS });
    expect(fit.trouble).toEqual({ code: 'separated', columns: ['flag'] });
  });

  it('when a column repeats another or never varies', () => {
    const columns = [RAMP, RAMP.map((x) => 3 - 2 * x), RAMP.map(() => 7)];
    const fit = fitBinary({ names: ['ramp', 'again', 'constant'], columns, outcome: FLIPS });
    expect(fit.trouble).toEqual({ code: 'collinear', columns: ['again', 'constant'] });
    expect(fit.coefficients[0]).toBeNaN();
  });

  it('when a column separates beside others that lean on it, in whatever order and unit', () => {
    const random = new SeededRandom(3);
    for (const unit of [1e-6, 1, 1e6]) {
      const effort = Float64Array.from({ length: 400 }, () => unit * random.uniform());
      const others = [effort.map((_, i) => i % 24), effort.map(() => random.below(2))];
      const outcome = Uint8Array.from(effort, (value) => (value > 0.9 * unit ? 1 : 0));
      const first = fitBinary({ names: ['effort', 'month', 'plan'], columns: [effort, ...others], outcome });
      const last = fitBinary({ names: ['month', 'plan', 'effort'], columns: [...others, effort], outcome });
      for (const { trouble } of [first, last]) expect(trouble).toEqual({ code: 'separated', columns: ['effort'] });
    }
  });

  it('when it stops short of the maximum, naming what still moves', () => {
    const outcome = Uint8Array.from({ length: 300 }, (_, i) => i % 2);
    // The first goes with the outcome; the second has each value once on either side of it.
    const columns = [outcome.map((y, i) => y + (i % 3)), outcome.map((_, i) => (i >> 1) % 5)];
    const scoring = new Scoring({ names: ['moves', 'rests'], columns, outcome }, {});
    const start = scoring.start();
    scoring.evaluate(start);
    expect(scoring.finish(start, 60, false).trouble).toEqual({ code: 'not_converged', columns: ['moves'] });
  });

  it('when nobody left, or there is nothing at all', () => {
    const none = { names: ['ramp'], columns: [RAMP], outcome: new Uint8Array(10) };
    expect(fitBinary(none).trouble?.code).toBe('one_outcome');
    expect(fitBinary({ names: [], columns: [], outcome: new Uint8Array(0) }).trouble?.code).toBe('one_outcome');
  });
});

describe('a prior', () => {
  it('makes a separated column finite and keeps it near its mean when data are silent', () => {
    const outcome = Uint8Array.from([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    const prior = { mean: Float64Array.of(0, 0.5), sd: Float64Array.of(Number.POSITIVE_INFINITY, 1) };
    const fit = fitBinary({ names: ['ramp'], columns: [RAMP], outcome }, { prior });
    expect(fit.trouble).toBeNull();
    expect(fit.coefficients[1]!).toBeGreaterThan(0.5);
    expect(fit.coefficients[1]!).toBeLessThan(3);
    const silent = fitBinary({ names: ['nil'], columns: [new Float64Array(10)], outcome }, { prior });
    expect(silent.coefficients[1]!).toBeCloseTo(0.5, 12);
  });
});

describe('clustered standard errors', () => {
  it('do not believe rows that only repeat their cluster', () => {
    const random = new SeededRandom(5);
    const x = Float64Array.from({ length: 400 }, () => random.normal());
    const y = Uint8Array.from(x, (value) => (random.uniform() < logistic(value) ? 1 : 0));
    const single = fitBinary({ names: ['x'], columns: [x], outcome: y });
    const cluster = Int32Array.from({ length: 800 }, (_, i) => i >> 1);
    const columns = [Float64Array.from(cluster, (i) => x[i]!)];
    const doubled = fitBinary({ names: ['x'], columns, outcome: Uint8Array.from(cluster, (i) => y[i]!), cluster });
    expect(doubled.clusteredCovariance[3]! / single.clusteredCovariance[3]!).toBeCloseTo(1, 10);
    expect(doubled.covariance[3]! / single.covariance[3]!).toBeCloseTo(0.5, 10);
  });
});

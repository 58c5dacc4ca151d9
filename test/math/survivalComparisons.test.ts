import { describe, expect, it } from 'vitest';
import { chiSquareTail } from '../../src/math/chiSquare.ts';
import { type CoxData, type CoxFit, fitCox } from '../../src/math/cox.ts';
import { type KaplanMeierCurve, kaplanMeier, type SurvivalSample, survivalAt } from '../../src/math/kaplanMeier.ts';
import { logRank, riskTable } from '../../src/math/logRank.ts';
import { normalQuantile } from '../../src/math/normal.ts';
import { restrictedMean } from '../../src/math/restrictedMean.ts';
import reference from '../reference/retention.json' with { type: 'json' };
import { describeWithSharedData } from '../support/sharedData.ts';
import { numbersOf, sharedCsv } from '../support/sharedTables.ts';

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

interface ReferenceCox {
  readonly coef: number | readonly number[];
  readonly se: number | readonly number[];
  readonly loglik: readonly number[];
  readonly lrt: number;
}

/** Coefficients to 1e-8, errors to 1e-6 relative; R stops iterating at 1e-9 of the log-likelihood. */
function expectCox(fit: CoxFit, expected: ReferenceCox): void {
  expect(fit.converged).toBe(true);
  const [coefficients, errors] = [[expected.coef].flat(), [expected.se].flat()];
  coefficients.forEach((coefficient, j) => {
    expect(relative(fit.coefficients[j]!, coefficient)).toBeLessThan(1e-8);
    expect(relative(Math.sqrt(fit.covariance[j * coefficients.length + j]!), errors[j]!)).toBeLessThan(1e-6);
  });
  expect(relative(fit.logLikelihood[0], expected.loglik[0]!)).toBeLessThan(1e-11);
  expect(relative(fit.logLikelihood[1], expected.loglik[1]!)).toBeLessThan(1e-11);
  const ratio = 2 * (fit.logLikelihood[1] - fit.logLikelihood[0]);
  // A difference of numbers of up to 12,000: nine digits of it are left.
  expect(relative(ratio, expected.lrt)).toBeLessThan(1e-8);
}

/** Numbers at risk just before the times that have an event; R tells them between events too. */
function expectAtRisk({ time, atRisk }: KaplanMeierCurve, week: number, expected: number): void {
  const place = time.indexOf(week);
  if (place >= 0) expect(atRisk[place]).toBe(expected);
}

describe("Therneau's six rows", () => {
  const rows: CoxData = {
    names: ['x'],
    columns: [Float64Array.of(1, 1, 1, 0, 0, 0)],
    exit: Float64Array.of(1, 1, 6, 6, 8, 9),
    event: Uint8Array.of(1, 0, 1, 1, 0, 1),
  };

  it('give the closed form under Breslow ties', () => {
    const fit = fitCox(rows, 'breslow');
    expect(fit.coefficients[0]!).toBeCloseTo(Math.log((3 + Math.sqrt(33)) / 2), 12);
    expectCox(fit, reference.therneau1.breslow);
  });

  it('give the published digits under Efron ties', () => expectCox(fitCox(rows, 'efron'), reference.therneau1.efron));
});

describeWithSharedData('rossi against R', () => {
  const people = sharedCsv('rossi/rossi.csv');
  const exit = numbersOf(people, 'week');
  const event = Uint8Array.from(numbersOf(people, 'arrest'));
  const fin = numbersOf(people, 'fin');
  const groups = [0, 1].map((value) => sampleWhere({ exit, event }, (i) => fin[i] === value));
  const names = reference.rossi.cox_efron.names;
  const data: CoxData = { names, columns: names.map((name) => numbersOf(people, name)), exit, event };

  it('gives the Kaplan-Meier curves by aid with log-log intervals', () => {
    const { strata, time, nrisk, surv, se, lower, upper } = reference.rossi.km;
    time.forEach((week, k) => {
      const curve = kaplanMeier(groups[strata[k] === 'fin=1' ? 1 : 0]!);
      const { survival, low, high } = survivalAt(curve, week, 0.95);
      expect(relative(survival, surv[k]!)).toBeLessThan(1e-12);
      expect(relative(low, lower[k]!)).toBeLessThan(1e-12);
      expect(relative(high, upper[k]!)).toBeLessThan(1e-12);
      expectAtRisk(curve, week, nrisk[k]!);
      const place = curve.time.findLastIndex((t) => t <= week);
      expect(relative(survival * Math.sqrt(curve.logVariance[place]!), se[k]!)).toBeLessThan(1e-12);
    });
  });

  it('gives the log-rank test', () => {
    const test = logRank(riskTable(groups))!;
    expect(relative(test.chiSquare, reference.rossi.logrank.chisq)).toBeLessThan(1e-12);
    expect(test.expected).toEqual(reference.rossi.logrank.exp.map((value) => expect.closeTo(value, 11)));
    expect(test.p).toBeCloseTo(0.0501, 4);
  });

  it('gives the restricted means at 52 weeks', () => {
    groups.forEach((group, g) => {
      const { mean, se } = restrictedMean(kaplanMeier(group), 52);
      expect(relative(mean, reference.rossi.rmst52.rmean[g]!)).toBeLessThan(1e-12);
      expect(relative(se, reference.rossi.rmst52.se[g]!)).toBeLessThan(1e-12);
    });
  });

  it('gives Cox under both ties', () => {
    expectCox(fitCox(data, 'efron'), reference.rossi.cox_efron);
    expectCox(fitCox(data, 'breslow'), reference.rossi.cox_breslow);
  });

  it('gives the same Cox when each person is cut into weeks', () => {
    const weeks = people.flatMap((_, i) => Array.from({ length: exit[i]! }, (__, k) => ({ i, week: k })));
    const fit = fitCox(
      {
        names,
        columns: data.columns.map((column) => Float64Array.from(weeks, ({ i }) => column[i]!)),
        entry: Float64Array.from(weeks, ({ week }) => week),
        exit: Float64Array.from(weeks, ({ week }) => week + 1),
        event: Uint8Array.from(weeks, ({ i, week }) => (week + 1 === exit[i] ? event[i]! : 0)),
      },
      'efron',
    );
    expectCox(fit, reference.rossi.cox_efron);
  });
});

describeWithSharedData('aml against R', () => {
  const patients = sharedCsv('rossi/aml.csv');
  const sample = { exit: numbersOf(patients, 'time'), event: Uint8Array.from(numbersOf(patients, 'status')) };
  const arm = (name: string) => sampleWhere(sample, (i) => patients[i]!['x'] === name);

  it('gives the Kaplan-Meier curves with their log intervals', () => {
    const { strata, time, nrisk, surv, se, lower, upper } = reference.aml.km;
    const z = normalQuantile(0.975);
    time.forEach((week, k) => {
      const curve = kaplanMeier(arm(strata[k]!.slice(2)));
      const { survival } = survivalAt(curve, week, 0.95);
      expect(survival).toBeCloseTo(surv[k]!, 12);
      expectAtRisk(curve, week, nrisk[k]!);
      const place = curve.time.findLastIndex((t) => t <= week);
      if (survival === 0 || place < 0) return;
      const spread = z * Math.sqrt(curve.logVariance[place]!);
      expect(relative(survival * Math.sqrt(curve.logVariance[place]!), se[k]!)).toBeLessThan(1e-12);
      expect(relative(survival * Math.exp(-spread), lower[k]!)).toBeLessThan(1e-12);
      expect(relative(Math.min(1, survival * Math.exp(spread)), upper[k]!)).toBeLessThan(1e-12);
    });
  });

  it('gives the log-rank test and Cox', () => {
    const test = logRank(riskTable([arm('Maintained'), arm('Nonmaintained')]))!;
    expect(relative(test.chiSquare, reference.aml.logrank)).toBeLessThan(1e-12);
    const column = Float64Array.from(patients, (patient) => (patient['x'] === 'Nonmaintained' ? 1 : 0));
    expectCox(fitCox({ names: ['x'], columns: [column], ...sample }, 'efron'), reference.aml.cox);
  });
});

describeWithSharedData('time-varying Cox on the synthetic subscribers against R', () => {
  it('gives the published digits', () => {
    const rows = sharedCsv('synth/person_period.csv');
    const tenure = numbersOf(rows, 'tenure');
    const fit = fitCox(
      {
        names: ['e', 'basic'],
        columns: [numbersOf(rows, 'effort').map((e) => e / 100), numbersOf(rows, 'basic')],
        entry: tenure,
        exit: tenure.map((t) => t + 1),
        event: Uint8Array.from(numbersOf(rows, 'event')),
      },
      'efron',
    );
    expectCox(fit, reference.synth.tv_cox);
  });
});

function sampleWhere({ exit, event }: SurvivalSample, keep: (i: number) => boolean): SurvivalSample {
  return { exit: exit.filter((_, i) => keep(i)), event: event.filter((_, i) => keep(i)) };
}

describe('a comparison that cannot be made', () => {
  it('is null for the log-rank test of one group or no event', () => {
    const alone = { exit: Float64Array.of(1, 2), event: Uint8Array.of(1, 1) };
    expect(logRank(riskTable([alone]))).toBeNull();
    expect(logRank(riskTable([alone, { exit: new Float64Array(0), event: new Uint8Array(0) }]))).toBeNull();
    const nobody = { exit: Float64Array.of(1, 2), event: Uint8Array.of(0, 0) };
    expect(logRank(riskTable([nobody, nobody]))).toBeNull();
  });

  it('is not converged for a Cox model whose likelihood has no maximum', () => {
    const exit = Float64Array.of(1, 2, 3, 4);
    const runaway = { names: ['x'], columns: [Float64Array.of(1, 1, 0, 0)], exit, event: Uint8Array.of(1, 1, 1, 1) };
    expect(fitCox(runaway, 'efron').converged).toBe(false);
    expect(fitCox({ ...runaway, columns: [new Float64Array(4)] }, 'efron').converged).toBe(false);
  });
});

describe('the tail of chi-square', () => {
  it.each([
    // mpmath gammainc(k/2, x/2, regularized) at 30 digits
    [3.841458820694124, 1, 0.05],
    [5.991464547107979, 2, 0.05],
    [7.814727903251178, 3, 0.05],
    [18.307038053275146, 10, 0.05],
    [100, 5, 5.28514836094324e-20],
  ])('of %d with %d degrees is known', (x, degrees, tail) => {
    expect(relative(chiSquareTail(x, degrees), tail)).toBeLessThan(1e-13);
  });
});

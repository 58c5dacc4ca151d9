import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelledHistories } from '../../../../src/engine/revenue/holdout.ts';
import { BG_NBD, MBG_NBD } from '../../../../src/engine/revenue/models/bgNbd.ts';
import { fitPurchases } from '../../../../src/engine/revenue/models/fitPurchases.ts';
import { fitSpend } from '../../../../src/engine/revenue/models/fitSpend.ts';
import { groupHistories } from '../../../../src/engine/revenue/models/histories.ts';
import type { PurchaseModel } from '../../../../src/engine/revenue/models/model.ts';
import { NBD } from '../../../../src/engine/revenue/models/nbd.ts';
import { PARETO_NBD } from '../../../../src/engine/revenue/models/paretoNbd.ts';
import { SeededRandom } from '../../../../src/foundation/random.ts';
import reference from '../../../reference/clv.json' with { type: 'json' };
import { CDNOW_SPLIT, cdnowDataset } from '../../../support/cdnow.ts';
import { revenueInputOf } from '../../../support/revenueInput.ts';
import { describeWithSharedData, sharedRecords } from '../../../support/sharedData.ts';

const MODELS = [BG_NBD, MBG_NBD, PARETO_NBD, NBD] as const;

/** A BG/NBD world: purchases until the customer leaves, seen for `age`. */
function simulate(customers: number, seed: number, unit = 1) {
  const random = new SeededRandom(seed);
  const columns = { frequency: [] as number[], recency: [] as number[], age: [] as number[] };
  for (let i = 0; i < customers; i++) {
    const rate = random.gamma(0.6) / 8;
    const leaving = random.beta(0.8, 2.5);
    const age = 20 + random.below(20);
    let [x, last, time] = [0, 0, random.exponential() / rate];
    while (time < age) {
      x++;
      last = time;
      if (random.uniform() < leaving) break;
      time += random.exponential() / rate;
    }
    columns.frequency.push(x);
    columns.recency.push(last * unit);
    columns.age.push(age * unit);
  }
  return groupHistories(columns);
}

describe('fits', () => {
  it.each(MODELS)('$name: the gradient is the slope of the likelihood', (model) => {
    const objective = model.objective(simulate(50, 3));
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }), (point) => {
        const theta = Float64Array.from(point.slice(0, model.parameterNames.length));
        const gradient = new Float64Array(theta.length);
        objective(theta, gradient);
        const scratch = new Float64Array(theta.length);
        for (let i = 0; i < theta.length; i++) {
          const step = 1e-5;
          const at = (by: number) =>
            objective(
              theta.map((v, j) => (j === i ? v + by : v)),
              scratch,
            );
          const slope = (at(step) - at(-step)) / (2 * step);
          expect(Math.abs(slope - gradient[i]!)).toBeLessThan(1e-5 * (1 + Math.abs(slope)) + 1e-5);
        }
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  it.each(MODELS)('$name: days, weeks or any other unit make no difference', (model) => {
    const samples = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      customers: fc.constantFrom(40, 150, 400),
      // Weeks in years, in days, in minutes, and anything between.
      unit: fc.oneof(fc.constantFrom(1 / 52.18, 7, 10_080), fc.double({ min: 1e-3, max: 1e5, noNaN: true })),
    });
    fc.assert(
      fc.property(samples, ({ seed, customers, unit }) => {
        const weeks = fitPurchases(model, simulate(customers, seed), { keepPrior: false })!;
        const other = fitPurchases(model, simulate(customers, seed, unit), { keepPrior: false })!;
        expect(other.penalised).toBe(weeks.penalised);
        other.parameters.forEach((value, i) => {
          const scale = model.timeParameters.includes(i) ? unit : 1;
          // A Newton step ends each fit: what is left is rounding, larger where the likelihood is flat.
          expect(value / scale / weeks.parameters[i]!).toBeCloseTo(1, 5);
        });
        const expected = weeks.predictor.outlook(2, 20).expected(10);
        expect(other.predictor.outlook(2, 20 * unit).expected(10 * unit) / expected).toBeCloseTo(1, 7);
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  it.each(MODELS)('$name: a hopeless sample gives finite figures and keeps the prior', (model) => {
    for (const rows of [
      [[0, 0, 30]],
      [
        [0, 0, 30],
        [0, 0, 10],
      ],
      [[1, 5, 5]],
      [
        [40, 30, 30],
        [0, 0, 30],
      ],
      [
        [0, 0, 0],
        [3, 9, 10],
      ],
    ]) {
      const histories = groupHistories({
        frequency: rows.map((row) => row[0]!),
        recency: rows.map((row) => row[1]!),
        age: rows.map((row) => row[2]!),
      });
      const fit = fitPurchases(model, histories, { keepPrior: false })!;
      expect(fit.penalised).toBe(true);
      for (const value of fit.parameters) expect(value).toBeLessThan(1e8);
      for (const [x, t, age] of rows) {
        const alive = fit.predictor.probabilityAlive(x!, t!, age!);
        const expected = fit.predictor.outlook(x!, age!).expected(30);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(expected).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(expected)).toBe(true);
      }
    }
  });

  it('have nothing to say without any time observed', () => {
    expect(
      fitPurchases(BG_NBD, groupHistories({ frequency: [0], recency: [0], age: [0] }), { keepPrior: false }),
    ).toBeNull();
  });
});

/** Tight fits by exact gradients in the reference: parameters to 1e-4 relative, log-likelihood to 1e-5. */
function expectFit(
  fit: { parameters: readonly number[]; logLikelihood: number },
  wanted: { params: object; LL: number },
) {
  Object.values(wanted.params).forEach((value, i) => {
    expect(Math.abs(fit.parameters[i]! / value - 1), `parameter ${i}: ${fit.parameters[i]}`).toBeLessThan(1e-4);
  });
  expect(Math.abs(fit.logLikelihood - wanted.LL), `log-likelihood ${fit.logLikelihood}`).toBeLessThan(1e-5);
}

describeWithSharedData('fits on CDNOW, exact weeks', () => {
  const rows = sharedRecords('data/cdnow/cdnow_summary_exact_weeks.csv').map((row) => row.map(Number));
  const histories = groupHistories({
    frequency: rows.map((row) => row[1]!),
    recency: rows.map((row) => row[2]!),
    age: rows.map((row) => row[3]!),
  });
  const WANTED: [PurchaseModel, { params: object; LL: number; se_log: object }][] = [
    [BG_NBD, reference['cdnow2357_exact/BGNBD']],
    [MBG_NBD, reference['cdnow2357_exact/MBGNBD']],
    [PARETO_NBD, reference['cdnow2357_exact/ParetoNBD']],
    [NBD, reference['cdnow2357_exact/NBD']],
  ];

  it.each(WANTED)('%o reproduces the reference, standard errors included', (model, wanted) => {
    const fit = fitPurchases(model, histories, { keepPrior: false })!;
    expect(fit.penalised).toBe(false);
    expectFit(fit, wanted);
    const size = fit.parameters.length;
    Object.values(wanted.se_log).forEach((error, i) => {
      expect(Math.sqrt(fit.logCovariance[i * size + i]!) / error).toBeCloseTo(1, 4);
    });
  });
});

describeWithSharedData('fits on CDNOW, weeks rounded to two digits', () => {
  const rows = sharedRecords('data/cdnow/cdnow_customers_summary_with_transactions.csv').map((row) => row.map(Number));
  const column = (place: number) => rows.map((row) => row[place]!);
  const histories = groupHistories({ frequency: column(1), recency: column(2), age: column(3) });
  const WANTED: [PurchaseModel, { params: object; LL: number }][] = [
    [BG_NBD, reference['cdnow2357_rounded/BGNBD']],
    [MBG_NBD, reference['cdnow2357_rounded/MBGNBD']],
    [PARETO_NBD, reference['cdnow2357_rounded/ParetoNBD']],
    [NBD, reference['cdnow2357_rounded/NBD']],
  ];

  it.each(WANTED)('%o reproduces the reference', (model, wanted) => {
    expectFit(fitPurchases(model, histories, { keepPrior: false })!, wanted);
  });
});

describeWithSharedData('fits on all 23,570 customers of CDNOW, from the raw purchases', () => {
  const { purchases } = revenueInputOf(cdnowDataset('master'), { asOfDay: CDNOW_SPLIT });
  const histories = groupHistories(modelledHistories(purchases!));
  const WANTED: [PurchaseModel, { params: object; LL: number }][] = [
    [BG_NBD, reference['cdnow_master/BGNBD']],
    [MBG_NBD, reference['cdnow_master/MBGNBD']],
    [PARETO_NBD, reference['cdnow_master/ParetoNBD']],
  ];
  // Published to six digits, the log-likelihood to three decimals; time in weeks, ours in days.
  const expectDigits = (found: readonly number[], wanted: object) => {
    for (const [i, value] of Object.values(wanted).entries()) {
      expect(Math.abs(found[i]! / value - 1), `parameter ${i}: ${found[i]}`).toBeLessThan(1e-5);
    }
  };

  it.each(WANTED)('%o to the digits of the reference', (model, { params, LL }) => {
    const fit = fitPurchases(model, histories, { keepPrior: false })!;
    const inWeeks = fit.parameters.map((value, i) => (model.timeParameters.includes(i) ? value / 7 : value));
    expectDigits(inWeeks, params);
    const repeats = purchases!.frequency.reduce((sum, x) => sum + x, 0);
    expect(fit.logLikelihood + repeats * Math.log(7)).toBeCloseTo(LL, 2);
  });

  it('Gamma-Gamma too', () => {
    const rows = [...purchases!.spendDays.keys()].filter((row) => purchases!.spendDays[row]! > 0);
    const columns = {
      purchases: Float64Array.from(rows, (row) => purchases!.spendDays[row]!),
      meanSpend: Float64Array.from(rows, (row) => purchases!.meanRepeatSpendMinor[row]! / 100),
    };
    const fit = fitSpend(columns, { keepPrior: false })!;
    expectDigits(fit.parameters, reference['cdnow_master/GG'].params);
    expect(fit.logLikelihood).toBeCloseTo(reference['cdnow_master/GG'].LL, 1);
  });
});

describeWithSharedData('Gamma-Gamma on CDNOW', () => {
  it('reproduces the reference on the rounded summary', () => {
    const rows = sharedRecords('data/cdnow/cdnow_customers_summary_with_transactions.csv').map((row) =>
      row.map(Number),
    );
    const repeaters = rows.filter((row) => row[1]! > 0);
    const columns = {
      purchases: Float64Array.from(repeaters, (row) => row[1]!),
      meanSpend: Float64Array.from(repeaters, (row) => row[4]!),
    };
    expectFit(fitSpend(columns, { keepPrior: false })!, reference['cdnow_rounded/GG']);
  });
});

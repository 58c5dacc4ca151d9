import { describe, expect, it } from 'vitest';
import {
  chooseRenewals,
  discountedRenewals,
  fitRenewals,
  logRenewalSurvival,
  type RenewalTable,
  renewalRate,
} from '../../../../src/engine/revenue/models/betaDiscreteWeibull.ts';
import {
  bgBbExpected,
  bgBbLogLikelihood,
  bgBbProbabilityAlive,
  fitBgBb,
} from '../../../../src/engine/revenue/models/bgBb.ts';
import reference from '../../../reference/clv.json' with { type: 'json' };
import vectors from '../../../reference/clv-vectors.json' with { type: 'json' };
import { describeWithSharedData, sharedRecords } from '../../../support/sharedData.ts';

const KEEP_NO_PRIOR = { keepPrior: false };

describe.each(Object.entries(vectors.sBG))('sBG vectors, %s', (_, { params, r, S, DEL_new_d10, DERL_d10 }) => {
  const parameters = { alpha: params[0]!, beta: params[1]!, c: 1 };

  it('retention and survival', () => {
    for (const [i, rate] of r.entries()) expect(renewalRate(parameters, i + 1)).toBeCloseTo(rate, 12);
    for (const [t, survival] of S.entries())
      expect(Math.exp(logRenewalSurvival(parameters, t))).toBeCloseTo(survival, 12);
  });

  it('discounted renewals, new and after n years', () => {
    expect(discountedRenewals(parameters, 0, 0.1)).toBeCloseTo(DEL_new_d10, 9);
    for (const [n, value] of Object.entries(DERL_d10)) {
      expect(discountedRenewals(parameters, Number(n), 0.1)).toBeCloseTo(value, 9);
    }
  });
});

describe('renewal fits', () => {
  it('stay finite with nobody lost, everybody lost, and nobody at all', () => {
    for (const table of [
      { atRisk: [10, 10], lost: [0, 0] },
      { atRisk: [10], lost: [10] },
      { atRisk: [], lost: [] },
    ]) {
      for (const name of ['sbg', 'bdw'] as const) {
        const fit = fitRenewals(table, name, KEEP_NO_PRIOR)!;
        expect(fit.penalised).toBe(true);
        expect(renewalRate(fit.renewal, 3)).toBeGreaterThanOrEqual(0);
        expect(renewalRate(fit.renewal, 3)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('never run away without a discount', () => {
    expect(discountedRenewals({ alpha: 1, beta: 1, c: 1 }, 0, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

function expectFit(
  fit: { parameters: readonly number[]; logLikelihood: number },
  wanted: { params: object; LL: number },
) {
  for (const [i, value] of Object.values(wanted.params).entries()) {
    expect(Math.abs(fit.parameters[i]! / value - 1), `parameter ${i}: ${fit.parameters[i]}`).toBeLessThan(1e-4);
  }
  expect(Math.abs(fit.logLikelihood - wanted.LL), `log-likelihood ${fit.logLikelihood}`).toBeLessThan(1e-5);
}

describeWithSharedData('renewals of Fader & Hardie', () => {
  const survivors = (column: number) =>
    sharedRecords('data/sbg_survival.csv').map((row) => Math.round(Number(row[column]) * 10));

  function table(column: number, years: number): RenewalTable {
    const here = survivors(column);
    const atRisk = here.slice(0, years);
    return { atRisk, lost: atRisk.map((n, i) => n - here[i + 1]!) };
  }

  it.each([
    ['highend', 1, 7],
    ['highend', 1, 12],
    ['regular', 2, 7],
    ['regular', 2, 12],
  ] as const)('%s (column %d), %d years: sBG and BdW digits', (segment, column, years) => {
    const data = table(column, years);
    const sbg = fitRenewals(data, 'sbg', KEEP_NO_PRIOR)!;
    const bdw = fitRenewals(data, 'bdw', KEEP_NO_PRIOR)!;
    expectFit(sbg, reference[`sBG/${segment}/${years}y`]);
    expectFit(bdw, reference[`BdW/${segment}/${years}y`]);
    // Only the high-end customers grow more loyal than a mixture of constant rates explains.
    expect(chooseRenewals(sbg, bdw).name).toBe(segment === 'highend' ? 'bdw' : 'sbg');
  });
});

describeWithSharedData('BG/BB on yearly donations', () => {
  const rows = sharedRecords('data/donations/donations.csv').map((row) => row.map(Number));
  const column = (place: number) => rows.map((row) => row[place]!);
  const fit = fitBgBb(
    { x: column(0), last: column(1), opportunities: column(2), customers: column(3) },
    KEEP_NO_PRIOR,
  )!;

  it('reproduces the reference fit', () => {
    expectFit(fit, reference['donations/BGBB']);
  });

  // The paper's closed form at the reference parameters in 15 digits: 12884.15686336.
  it('expects 12,884.157 donations in the next five years', () => {
    const expected = rows.reduce(
      (sum, [x, last, n, count]) => sum + count! * bgBbExpected(fit.bgBb, [x!, last!, n!], 5),
      0,
    );
    expect(expected).toBeCloseTo(12_884.1569, 3);
  });

  it('gives probabilities: all histories of six years together have probability one', () => {
    let sum = 0;
    for (let sequence = 0; sequence < 64; sequence++) {
      const years = [1, 2, 3, 4, 5, 6].filter((year) => sequence & (1 << (year - 1)));
      sum += Math.exp(bgBbLogLikelihood(fit.bgBb, [years.length, years.at(-1) ?? 0, 6]));
    }
    expect(sum).toBeCloseTo(1, 12);
    expect(bgBbProbabilityAlive(fit.bgBb, [6, 6, 6])).toBe(1);
    expect(bgBbProbabilityAlive(fit.bgBb, [1, 1, 6])).toBeLessThan(0.2);
  });
});

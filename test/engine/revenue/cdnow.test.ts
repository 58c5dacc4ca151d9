import { expect, it } from 'vitest';
import { reasonAt, valueAt } from '../../../src/domain/figures.ts';
import type { PurchaseModelName } from '../../../src/domain/options.ts';
import { purchasesBetween } from '../../../src/engine/revenue/purchases.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { DAYS_PER_MONTH } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import reference from '../../reference/clv.json' with { type: 'json' };
import { CDNOW_END, CDNOW_SPLIT, cdnowDataset } from '../../support/cdnow.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';
import { describeWithSharedData, sharedRecords } from '../../support/sharedData.ts';

const HORIZON_DAYS = CDNOW_END - CDNOW_SPLIT;
const OPTIONS = { asOfDay: CDNOW_SPLIT, horizonMonths: HORIZON_DAYS / DAYS_PER_MONTH };

/** Scores as of the split and puts the next 39 weeks beside it. */
function predict(file: 'sample' | 'master', model?: PurchaseModelName) {
  const dataset = cdnowDataset(file);
  const input = { ...revenueInputOf(dataset, OPTIONS), ...(model === undefined ? {} : { model }) };
  const outcome = scoreRevenue(input);
  const actual = purchasesBetween(dataset, input.grouping!, { afterDay: CDNOW_SPLIT, untilDay: CDNOW_END });
  const expected = outcome.expectedPurchases.values;
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return {
    outcome,
    actualSpend: total(actual.netMinor),
    actual: total(actual.days),
    meanAbsoluteError: expected.reduce((sum, value, i) => sum + Math.abs(value - actual.days[i]!), 0) / expected.length,
    bias: total(expected) / total(actual.days) - 1,
  };
}

describeWithSharedData('CDNOW from the raw purchases to 30 September 1997', () => {
  it('reproduces the exact-week parameters, of purchases and of spend', () => {
    const { model } = predict('sample').outcome;
    const wanted = reference['cdnow2357_exact/MBGNBD'].params;
    const found = model['parameters'] as typeof wanted;
    expect(model['chosen']).toBe('mbg-nbd');
    // Days inside, weeks in the reference.
    expect(found.alpha / 7 / wanted.alpha).toBeCloseTo(1, 6);
    for (const name of ['r', 'a', 'b'] as const) expect(found[name] / wanted[name]).toBeCloseTo(1, 6);
    const spend = (model['spend'] as { parameters: { p: number; q: number; v: number } }).parameters;
    const gammaGamma = reference['cdnow2357_exact/GG'].params;
    expect(spend.p / gammaGamma.p).toBeCloseTo(1, 6);
    expect(spend.q / gammaGamma.q).toBeCloseTo(1, 6);
    expect(spend.v / 100 / gammaGamma.v).toBeCloseTo(1, 6);
    // Cents inside: a density of 946 mean spends is 100 times as high in currency units.
    const { logLikelihood } = model['spend'] as { logLikelihood: number };
    const { LL, n } = reference['cdnow2357_exact/GG'];
    expect(Math.abs(logLikelihood + n * Math.log(100) - LL)).toBeLessThan(1e-5);
  });

  it('predicts the sample’s next 39 weeks within the published error, by its own choice', () => {
    const { actual, meanAbsoluteError, bias } = predict('sample');
    expect(actual).toBe(1882);
    expect(meanAbsoluteError).toBeLessThanOrEqual(0.766);
    expect(Math.abs(bias)).toBeLessThanOrEqual(0.165);
  });

  it('predicts them better still with Pareto/NBD asked for', () => {
    const { meanAbsoluteError, bias, outcome } = predict('sample', 'pareto-nbd');
    expect(outcome.model['chosen']).toBe('pareto-nbd');
    expect(meanAbsoluteError).toBeLessThanOrEqual(0.755);
    expect(Math.abs(bias)).toBeLessThanOrEqual(0.12);
  });

  it('predicts all 23,570 customers within .795', () => {
    expect(predict('master').meanAbsoluteError).toBeLessThanOrEqual(0.795);
  });
});

/** What no forecast may hold, by customer; checked without an assertion each, of which there would be a million. */
function faultsOf({ portfolio, ...figures }: ReturnType<typeof scoreRevenue>, customers: number): string[] {
  const faults: string[] = [];
  const { probabilityAlive, low, high } = figures;
  for (let row = 0; row < customers; row++) {
    // Whose only order was sent back has never bought: nothing is known of their rhythm, and that is the reason.
    if (reasonAt(figures.expected, row) === 'no_purchases') continue;
    for (const name of ['expected', 'expectedPurchases', 'probabilityAlive', 'low', 'high'] as const) {
      const value = valueAt(figures[name], row);
      if (value === null || !(value >= 0 && value < 1e9)) faults.push(`${name} of ${row} is ${value}`);
    }
    if (!(probabilityAlive.values[row]! <= 1)) faults.push(`probabilityAlive of ${row} is above 1`);
    if (!(low.values[row]! <= high.values[row]!)) faults.push(`low of ${row} is above high`);
  }
  const total = portfolio.expected.value ?? Number.NaN;
  if (!(total >= portfolio.low.value! && total <= portfolio.high.value!))
    faults.push('the total lies outside its interval');
  return faults;
}

describeWithSharedData('random subsamples of CDNOW', () => {
  const ids = [...cdnowDataset('sample').customerIds];

  it.each([10, 20, 50, 100, 200, 500])('60 samples of %d customers: no failure, no NaN, nothing negative', (size) => {
    const random = new SeededRandom(size);
    for (let sample = 0; sample < 60; sample++) {
      const kept = new Set<string>();
      while (kept.size < size) kept.add(ids[random.below(ids.length)]!);
      const input = revenueInputOf(
        cdnowDataset('sample', (id) => kept.has(id)),
        OPTIONS,
      );
      expect(faultsOf(scoreRevenue(input), size), `sample ${sample}`).toEqual([]);
    }
  });

  // What other tools are known to stumble over: cancellations left among the purchases.
  it.each([20, 100, 500])('20 samples of %d customers with every fifth order sent back: the same', (size) => {
    const random = new SeededRandom(size);
    const rows = sharedRecords('data/cdnow/cdnow_sample.csv');
    for (let sample = 0; sample < 20; sample++) {
      const kept = new Set<string>();
      while (kept.size < size) kept.add(ids[random.below(ids.length)]!);
      const log = rows
        .filter(([id]) => kept.has(id!))
        .flatMap(([id, at, , amount], i): LiteralInteraction[] => {
          const purchase = { id: id!, at: at!, kind: 'purchase', amount: Number(amount) } as const;
          // In full, in part, and of more than was paid.
          const share = [1, 0.4, 3][i % 3]!;
          const refund = { ...purchase, kind: 'refund', amount: share * purchase.amount } as const;
          return i % 5 === 0 ? [purchase, refund] : [purchase];
        });
      const input = revenueInputOf(literalDataset([], log), OPTIONS);
      expect(faultsOf(scoreRevenue(input), size), `sample ${sample}`).toEqual([]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/domain/figures.ts';
import { purchaseGrid } from '../../../src/engine/revenue/purchaseGrid.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';
import { describeWithSharedData, sharedRecords } from '../../support/sharedData.ts';

const gift = (id: string, at: string): LiteralInteraction => ({ id, at, kind: 'purchase', amount: 25 });
const gridOf = (rows: LiteralInteraction[]) => purchaseGrid(revenueInputOf(literalDataset([], rows)).purchases!);

describe('purchase grid', () => {
  it('is yearly or monthly where every purchase says so, and none where one does not', () => {
    expect(gridOf([gift('a', '2020-05-01'), gift('a', '2023-05-01')])).toBe(365.25);
    expect(gridOf([gift('a', '2020-05-01'), gift('b', '2020-08-01'), gift('b', '2021-01-01')])).toBe(365.25 / 12);
    expect(gridOf([gift('a', '2020-05-01'), gift('a', '2023-05-02')])).toBeNull();
    expect(gridOf([gift('a', '2020-05-01'), gift('a', '2021-05-01')])).toBeNull();
  });

  it('lets BG/BB in on a monthly grid, and it is chosen where it holds', () => {
    const random = new SeededRandom(2);
    const rows = Array.from({ length: 400 }, (_, i) => {
      const [takes, leaves] = [random.beta(1.5, 1), random.beta(0.6, 6)];
      const gifts = [gift(`c${i}`, '2022-01-01')];
      for (let month = 1; month <= 30 && random.uniform() >= leaves; month++) {
        const at = new Date(Date.UTC(2022, month, 1)).toISOString();
        if (random.uniform() < takes) gifts.push(gift(`c${i}`, at));
      }
      return gifts;
    }).flat();
    const { model, expectedPurchases, purchaseProbabilities, survivalAt } = scoreRevenue(
      revenueInputOf(literalDataset([], rows)),
    );
    expect(model['chosen']).toBe('bg-bb');
    for (const value of expectedPurchases.values) expect(value).toBeLessThanOrEqual(12);
    expect(purchaseProbabilities!(0)).toHaveLength(13);
    expect(purchaseProbabilities!(0).reduce((sum, p) => sum + p)).toBeCloseTo(1, 9);
    expect(survivalAt(0, 12)).toBeLessThanOrEqual(survivalAt(0, 0));
  });
});

describeWithSharedData('yearly donations from raw gifts', () => {
  it('five years ahead: the 12,884.157 of the closed form', () => {
    // x gifts after the first, the last of them in year `last`: the histories of the published table.
    const rows = sharedRecords('data/donations/donations.csv').flatMap((record, group) => {
      const [x, last, , count] = record.map(Number) as [number, number, number, number];
      const years = x === 0 ? [] : [...Array.from({ length: x - 1 }, (_, i) => i + 1), last];
      return Array.from({ length: count }, (_, i) =>
        [0, ...years].map((year) => gift(`${group}-${i}`, `${1995 + year}-01-01`)),
      ).flat();
    });
    const input = revenueInputOf(literalDataset([], rows), { horizonMonths: 60 });
    const { model, expectedPurchases } = scoreRevenue({ ...input, model: 'bg-bb' });
    expect(model['chosen']).toBe('bg-bb');
    expect(valueAt(expectedPurchases, 0)).toBeGreaterThan(0);
    expect(expectedPurchases.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12_884.157, 2);
  });
});

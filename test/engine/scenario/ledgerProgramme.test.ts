import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import type { SimulateFindings } from '../../../src/domain/simulateReport.ts';
import { simulate } from '../../../src/engine/scenario/simulate.ts';
import { score } from '../../../src/engine/score.ts';
import { scenarioFromText } from '../../../src/readers/scenarios.ts';
import { datasetOf } from '../../support/readFixture.ts';

const OPTIONS = { ...DEFAULT_OPTIONS, backtest: false };
const FILES = ['customers', 'interactions', 'costs'].map((name) => `fixtures/subscription/${name}.csv`);
let dataset: Dataset;
beforeAll(async () => {
  dataset = await datasetOf(FILES);
});

const simulated = (texts: readonly string[], options = OPTIONS): SimulateFindings =>
  simulate(
    dataset,
    options,
    texts.map((text) => scenarioFromText(text, [])),
  ).findings;

describe('a programme that the ledger knows', () => {
  test('costs each year what the ledger says, whatever the horizon, and says so', () => {
    for (const horizonMonths of [6, 12, 24]) {
      const options = { ...OPTIONS, horizonMonths };
      const { programmeCost } = score(dataset, options).portfolio.economics.marginal;
      const [outcome] = simulated(['Easier: effort-to=33'], options).scenarios;
      const { costSource, cash } = outcome!.programme!;
      expect(costSource).toBe('ledger');
      expect(cash[0]!.costs).toBe(0);
      for (const { costs } of cash.slice(1)) expect(costs).toBeCloseTo((programmeCost! * 12) / horizonMonths, 6);
      expect(outcome!.receipts.find(({ line }) => line === 'Programme cost')!.words).toMatch(/^the ledger’s programme/);
    }
  });

  test('gives way to a cost that is given, and pays for nothing that no programme brings', () => {
    const { scenarios } = simulated([
      'Own: effort-to=33, programme-cost=100',
      'Dearer: price=+3%',
      'As it is: price=0%',
    ]);
    expect(scenarios.map(({ programme }) => [programme!.costSource, programme!.costs])).toEqual([
      ['given', 100],
      [null, null],
      [null, null],
    ]);
  });
});

describe('one more customer kept against one more won', () => {
  test('winning is priced by the slope of the ledger, as economics has it', () => {
    const { acquisition, acquisitionLow, acquisitionHigh } = score(dataset, OPTIONS).portfolio.economics.marginal;
    const { oneMoreWon } = simulated(['Easier: effort-to=33']);
    expect(oneMoreWon).toMatchObject({ value: acquisition, low: acquisitionLow, high: acquisitionHigh });
  });

  test('keeping has a range over the draws, and only ranges that do not meet tell the two apart', () => {
    const costs = [1, 500, 5000, 1e6];
    const { scenarios } = simulated(costs.map((cost) => `At ${cost}: effort-to=33, programme-cost=${cost}`));
    for (const { programme } of scenarios) {
      const { costPerCustomerKept, costPerCustomerKeptLow, costPerCustomerKeptHigh } = programme!;
      expect(costPerCustomerKeptLow!).toBeLessThan(costPerCustomerKept!);
      expect(costPerCustomerKeptHigh!).toBeGreaterThan(costPerCustomerKept!);
    }
    // Winning one more costs 159 to 324, and a customer is worth 1,672.
    expect(scenarios.map(({ programme }) => programme!.next)).toEqual(['keep', 'either', 'win', 'win']);
    expect(simulated(['Nothing: retention=0, programme-cost=10']).scenarios[0]!.programme).toMatchObject({
      costPerCustomerKept: null,
      next: 'unknown',
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, inOnePart, type PartedDataset } from '../../src/domain/dataset.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { featuresOf } from '../../src/engine/features/features.ts';
import { featureTable } from '../../src/renderers/featureTable.ts';
import { typedCsv } from '../../src/renderers/typedTable.ts';
import { fileSource, read, sourceOf } from '../readers/reading.ts';
import { literalDataset } from '../support/literalDataset.ts';
import { inParts } from '../support/parted.ts';
import { describeWithSharedData } from '../support/sharedData.ts';
import { shopTables } from '../support/shopTables.ts';

/** The table and the warnings as texts, or why there are none. */
function told(parted: PartedDataset, options: ScoreOptions): readonly string[] {
  try {
    const { columns, warnings } = featuresOf(parted, options);
    return [...typedCsv(featureTable(parted.dataset, columns), false), JSON.stringify(warnings)];
  } catch (error) {
    return [String(error)];
  }
}

function expectSame(whole: Dataset, rowsOfPart: number, options: ScoreOptions = DEFAULT_OPTIONS): void {
  expect(told(inParts(whole, rowsOfPart), options)).toEqual(told(inOnePart(whole), options));
}

async function shop(seed: number, customers: number): Promise<Dataset> {
  const tables = shopTables(seed, customers, true);
  return (await read([sourceOf(tables.customers, 'c.csv'), sourceOf(tables.interactions, 'i.csv')])).dataset;
}

describe('features of parts', () => {
  it('are those of the whole, to the last byte, whatever the shop and the size of its parts', async () => {
    const size = fc.integer({ min: 1, max: 400 });
    const shops = fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 40 }));
    await fc.assert(
      fc.asyncProperty(shops, size, async ([seed, customers], rowsOfPart) => {
        expectSame(await shop(seed, customers), rowsOfPart);
      }),
      { numRuns: 30 },
    );
  });

  it('are those of the whole on another day, and with prices of contacts', async () => {
    const whole = await shop(7, 50);
    const asked: Partial<ScoreOptions>[] = [{ asOfDay: 19_000 }, { asOfDay: 10 }, { contactCosts: { phone: 3 } }];
    for (const options of asked) expectSame(whole, 20, { ...DEFAULT_OPTIONS, ...options });
  });

  it('are those of the whole for the fixtures, which one of them refuses', async () => {
    const of = async (name: string) =>
      (await read(['customers', 'interactions'].map((table) => fileSource(`fixtures/${name}/${table}.csv`)))).dataset;
    expectSame(await of('shop'), 100);
    const subscription = await of('subscription');
    expectSame(subscription, 100);
    expectSame(subscription, 100, { ...DEFAULT_OPTIONS, behaviour: 'transactional' });
  });

  it('cost nothing, not nothing known, where a part has no contact and others have', () => {
    const whole = literalDataset(
      [],
      [
        { id: 'a', at: '2024-01-01', kind: 'purchase', amount: 5 },
        { id: 'b', at: '2024-01-02', kind: 'support' },
      ],
    );
    const { columns } = featuresOf(inParts(whole, 1), DEFAULT_OPTIONS);
    expect([...columns.service_to_date!]).toEqual([0, 801]);
    expectSame(whole, 1);
  });

  it('are refused where customers pay as contracts are paid, however few of them stand in a part', () => {
    const months = Array.from({ length: 8 }, (_, month) => `2024-0${month + 1}-03`);
    const payers = Array.from({ length: 25 }, (_, i) => `c${i}`);
    const payments = payers.flatMap((id) => months.map((at) => ({ id, at, kind: 'purchase', amount: 9 }) as const));
    const whole = literalDataset([], payments);
    expect(told(inParts(whole, 8), DEFAULT_OPTIONS)).toEqual([expect.stringMatching(/contracts/)]);
    expectSame(whole, 8);
  });

  it('tell the same of leavers who bought yesterday, and of a stray date', () => {
    const left = Array.from({ length: 20 }, (_, i) => ({ id: `c${i}`, churned: i % 2 }));
    const bought = left.map(({ id }, i) => ({ id, at: `2024-03-${10 + i}`, kind: 'purchase', amount: i }) as const);
    const stray = { id: 'c3', at: '2031-01-01', kind: 'purchase', amount: 1 } as const;
    for (const rows of [bought, [...bought, stray]]) {
      const whole = literalDataset(left, rows);
      expect(featuresOf(inParts(whole, 3), DEFAULT_OPTIONS).warnings).not.toEqual([]);
      for (const asOfDay of [null, 19_790]) expectSame(whole, 3, { ...DEFAULT_OPTIONS, asOfDay });
    }
  });
});

describeWithSharedData('features of parts of real and simulated data', () => {
  it.each([
    ['cdnow/cdnow_sample.csv'],
    ['synth/customers.csv', 'synth/interactions.csv'],
  ])('are those of the whole: %s', async (...names) => {
    const { dataset } = await read(names.map((name) => fileSource(`../shared/data/${name}`)));
    const shop: ScoreOptions = { ...DEFAULT_OPTIONS, behaviour: 'transactional' };
    expect(told(inOnePart(dataset), shop).length).toBeGreaterThan(2);
    for (const rowsOfPart of [700, 5_000]) expectSame(dataset, rowsOfPart, shop);
  });
});

import { createReadStream, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf, failure, fileSource, read, sharedFile, sourceOf } from './reading.ts';

/** Sums of the present values. */
function total(values: ArrayLike<number> | undefined): number {
  let sum = 0;
  for (const value of Array.from(values ?? [])) if (!Number.isNaN(value)) sum += value;
  return sum;
}

function withData(path: string, title: string, check: (path: string) => Promise<void>): void {
  const file = sharedFile(path);
  if (file === null) it.skip(`${title} (skipped: no shared data)`);
  else it(title, () => check(file));
}

describe('real exports', () => {
  withData(
    'telco/Telco-Customer-Churn.csv',
    'reads the telco snapshot whole, 11 blank totals and all',
    async (path) => {
      const { dataset, inputs, warnings } = await read([fileSource(path)]);
      expect(inputs[0]).toMatchObject({
        kind: 'customers',
        rows: { read: 7043, used: 7043, skipped: 0 },
        cellsRejected: 0,
      });
      expect(total(dataset.customers.numbers.get('churned'))).toBe(1869);
      expect(total(dataset.customers.numbers.get('revenue_total'))).toBe(1_605_616_870);
      expect(warnings).toMatchObject([{ code: 'cell_blank', count: 11 }]);
      expect(dataset.facts).toEqual({ currency: null, cesScale: null, tenureUnitStated: false });
    },
  );

  for (const [path, customers, purchases, minor] of [
    ['cdnow/cdnow_sample.csv', 2357, 6919, 24_409_194],
    ['cdnow/cdnow_master.csv', 23_570, 69_659, 250_031_563],
  ] as const) {
    withData(path, `reads ${path} to the cent`, async (file) => {
      const { dataset, diagnostics } = await read([fileSource(file)]);
      expect([dataset.customerIds.length, dataset.interactions.rows]).toEqual([customers, purchases]);
      expect(total(dataset.interactions.columns.amountMinor)).toBe(minor);
      expect(new Set(dataset.interactions.kind)).toEqual(new Set([0]));
      expect(diagnostics).toEqual([]);
    });
  }

  withData('synth/interactions.csv', 'reads the synthetic customers with their support log', async (path) => {
    const { dataset } = await read([fileSource(path.replace('interactions', 'customers')), fileSource(path)]);
    expect([dataset.customerIds.length, dataset.customers.rows, dataset.interactions.rows]).toEqual([
      4000, 4000, 23_817,
    ]);
    expect(dataset.interactions.dictionaries.caseId.size).toBe(14_588);
    const answers = Array.from(dataset.interactions.columns.ces ?? []).filter((answer) => !Number.isNaN(answer));
    expect(total(answers) / answers.length).toBeCloseTo(5.66635557629491, 14);
  });

  withData(
    'larose/mlc_churn.csv',
    'refuses the phone snapshot without ids, and numbers its rows on demand',
    async (path) => {
      expect(await failure([fileSource(path)])).toMatchObject({
        code: 'input_columns',
        hint: expect.stringContaining('--id row'),
      });
      const { dataset } = await read([fileSource(path)], { id: 'row' });
      const { numbers } = dataset.customers;
      expect([...numbers.keys()].sort()).toEqual(['churned', 'contacts', 'tenure_months']);
      expect([total(numbers.get('churned')), total(numbers.get('contacts'))]).toEqual([707, 7852]);
    },
  );

  withData('hillstrom/hillstrom.csv', 'refuses the campaign file without ids', async (path) => {
    expect(await failure([fileSource(path)])).toMatchObject({
      code: 'input_columns',
      hint: expect.stringContaining('--id row'),
    });
  });

  withData(
    'helpdesk/helpdesk.csv',
    'refuses a help desk log without customers, and reads it when told',
    async (path) => {
      expect(await failure([fileSource(path)])).toMatchObject({
        code: 'input_columns',
        message: expect.stringContaining('"CaseID"'),
      });
      const { dataset } = await read([fileSource(path)], { map: { customer_id: 'CaseID' } });
      expect(dataset.interactions.rows).toBe(13_710);
    },
  );

  withData('synth/interactions.csv', 'reads the same from a pipe as from a file', async (path) => {
    const piped = await read([{ name: '-', open: () => createReadStream(path, { highWaterMark: 1000 }) }]);
    const whole = await read([sourceOf(readFileSync(path))]);
    expect(contentOf(piped.dataset)).toEqual(contentOf(whole.dataset));
    expect(piped.inputs[0]?.sha256).toBe(whole.inputs[0]?.sha256);
  });
});

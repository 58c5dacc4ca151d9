import { describe, expect, it } from 'vitest';
import type { ReadOutcome } from '../../src/domain/reading.ts';
import { failure, read } from './reading.ts';

const TRIAL = `id;plan;arm;Recency (months);Zip code
b;gold;letter;10,5;Rural
a;tin;none;;Urban
c;gold;none;2;Rural
`;

function covariatesOf({ dataset }: ReadOutcome): Record<string, (string | null)[]> {
  const found: Record<string, (string | null)[]> = {};
  for (const [name, { codes, dictionary }] of dataset.customers.covariates) {
    found[name] = Array.from(codes, (code) => (code < 0 ? null : dictionary.text(code)));
  }
  return found;
}

describe('columns asked for as covariates', () => {
  it('are kept by customer, numbers in one way of writing, in the order asked for', async () => {
    const outcome = await read(TRIAL, { covariates: ['Zip code', 'Recency (months)', 'plan'] });
    expect(covariatesOf(outcome)).toEqual({
      'Zip code': ['Urban', 'Rural', 'Rural'],
      'Recency (months)': [null, '10.5', '2'],
      plan: ['tin', 'gold', 'gold'],
    });
    expect(Object.keys(covariatesOf(outcome))).toEqual(['Zip code', 'Recency (months)', 'plan']);
    // A column that is a field besides stays one.
    expect([...outcome.dataset.customers.texts.keys()]).toContain('plan');
  });

  it('are found by any spelling of their header, as fields are, and from JSON too', async () => {
    const json = JSON.stringify([{ id: 'a', plan: 'tin', zip_code: 'Urban', recency: 3 }]);
    const outcome = await read(json, { covariates: ['Zip Code', 'recency'] });
    expect(covariatesOf(outcome)).toEqual({ 'Zip Code': ['Urban'], recency: ['3'] });
  });

  it('that contradict each other are refused, as fields are, unless something says which counts', async () => {
    const error = await failure('id,plan,zip\na,tin,Urban\na,tin,Rural\n', { covariates: ['zip'] });
    expect(error).toMatchObject({ code: 'input_duplicate', location: { header: 'zip', line: 3 } });
    const dated = 'id,plan,zip,updated_at\na,tin,Urban,2024-02-01\na,tin,Rural,2024-01-01\n';
    const outcome = await read(dated, { covariates: ['zip'] });
    expect(covariatesOf(outcome)).toEqual({ zip: ['Urban'] });
    expect(outcome.warnings.map(({ code }) => code)).toContain('customer_conflict');
  });

  it('are refused where no customers file has them, with the header that was meant', async () => {
    const error = await failure(TRIAL, { covariates: ['zip kode'] });
    expect(error).toMatchObject({ code: 'input_columns', message: expect.stringContaining('"zip kode"') });
    expect(error.hint).toContain('"Zip code"');
    const log = await failure('customer_id,date,type,amount,zip\nC1,2024-01-05,purchase,10,Urban\n', {
      covariates: ['zip'],
    });
    expect(log.code).toBe('input_columns');
  });
});

import { describe, expect, it } from 'vitest';
import { contentOf, read } from './reading.ts';

describe('what no customer can have', () => {
  it('a day before 1900 or a price below nothing counts as missing, and the cell is named', async () => {
    const text = [
      'customer_id,created_at,mrr,churned_at',
      'C1,2021-03-01,10.00,',
      'C2,0001-01-01,-20.00,',
      'C3,2021-03-01,0,1753-01-01',
      '',
    ].join('\n');
    for (const engine of ['exact', 'duckdb'] as const) {
      const { dataset, diagnostics } = await read(text, { engine });
      const { customers } = contentOf(dataset);
      expect(customers['C2']).not.toHaveProperty('created_at');
      expect(customers['C2']).not.toHaveProperty('mrr');
      expect(customers['C3']).toMatchObject({ mrr: 0 });
      expect(customers['C3']).not.toHaveProperty('churned_at');
      const cells = diagnostics.filter(({ code }) => code === 'cell_unreadable');
      expect(cells.map(({ message, location }) => [message, location?.line, location?.column])).toEqual([
        ['"created_at" should be a date or time such as 2024-02-29 or 2024-02-29T14:30:00Z (1970-01-01 and days before 1900-01-02 count as blank).', 3, 2],
        ['"mrr" should be an amount of 0 or more such as 1234.50.', 3, 3],
        ['"churned_at" should be a date or time such as 2024-02-29 or 2024-02-29T14:30:00Z (1970-01-01 and days before 1900-01-02 count as blank).', 4, 4],
      ]);
    }
  });

  it.each(['exact', 'duckdb'] as const)('a tenure below 0 counts as missing (%s)', async (engine) => {
    const { dataset, diagnostics } = await read('customer_id,tenure_months,mrr\nC1,0,1\nC2,-4,1\n', { engine });
    expect([...dataset.customers.numbers.get('tenure_months')!]).toEqual([0, Number.NaN]);
    const cells = diagnostics.filter(({ code }) => code === 'cell_unreadable');
    expect(cells.map(({ message }) => message)).toEqual([
      '"tenure_months" should be a number of 0 or more such as 12.5.',
    ]);
  });

  it('an event before 1900 cannot be placed, and is skipped', async () => {
    const text = 'customer_id,date,type,amount\nC1,2024-01-05,purchase,7\nC1,1024-01-05,purchase,7\n';
    const { dataset, diagnostics, inputs } = await read(text);
    expect(contentOf(dataset).interactions.length).toBe(1);
    expect(inputs[0]?.rows).toEqual({ read: 2, used: 1, skipped: 1 });
    expect(diagnostics.map(({ code, location }) => [code, location?.line])).toContainEqual(['row_time', 3]);
  });
});

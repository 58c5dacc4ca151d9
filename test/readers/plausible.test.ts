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
        [
          '"created_at" should be a date or time such as 2024-02-29 or 2024-02-29T14:30:00Z, after 1900-01-01 and not 1970-01-01.',
          3,
          2,
        ],
        ['"mrr" should be an amount of 0 or more such as 1234.50.', 3, 3],
        [
          '"churned_at" should be a date or time such as 2024-02-29 or 2024-02-29T14:30:00Z, after 1900-01-01 and not 1970-01-01.',
          4,
          4,
        ],
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

  it.each([
    'exact',
    'duckdb',
  ] as const)('the day that clocks and databases count from is a blank one (%s)', async (engine) => {
    const blanks = [
      '1970-01-01',
      '1970-01-01 00:00:00',
      '1970-01-01T00:00:00Z',
      '1970-01-01T01:00:00+01:00',
      '1900-01-01',
    ];
    for (const blank of blanks) {
      const text = `customer_id,date,amount\nC1,2024-01-05,7\nC2,${blank},8\n`;
      const { dataset, diagnostics, inputs } = await read(text, { engine });
      expect(contentOf(dataset).interactions.map(({ customer }) => customer)).toEqual(['C1']);
      expect(inputs[0]?.rows).toEqual({ read: 2, used: 1, skipped: 1 });
      expect(diagnostics).toMatchObject([{ code: 'row_time', location: { line: 3, column: 2 }, value: blank }]);
    }
  });

  it('midnight of 1970-01-01 on the clock of a zone is blank in that zone', async () => {
    const text = 'customer_id,date,amount\nC1,2024-01-05 10:00,7\nC2,1969-12-31 19:00:00,8\nC3,1970-01-01 00:00:00,8\n';
    const { inputs } = await read(text, { timezone: 'America/New_York' });
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 1, skipped: 2 });
  });

  it.each([
    ['seconds', '1704448800'],
    ['milliseconds', '1704448800000'],
  ])('0 of a column of epoch %s is blank', async (_, good) => {
    const { diagnostics } = await read(`customer_id,date,amount\nC1,${good},7\nC2,0,8\n`);
    expect(diagnostics).toMatchObject([{ code: 'row_time', value: '0' }]);
  });

  it('the days around 1970-01-01 are days', async () => {
    const text = 'customer_id,date,amount\nC1,1969-12-31,7\nC1,1970-01-02,8\nC1,1970-01-01 09:41:07,8\n';
    const { inputs } = await read(text);
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 3, skipped: 0 });
  });

  it('a churn date that is a blank one says nothing of leaving', async () => {
    const { dataset, diagnostics } = await read('customer_id,mrr,churned_at\nC1,5,2024-01-05\nC2,5,1970-01-01\n');
    expect(contentOf(dataset).customers['C2']).toEqual({ mrr: 500 });
    expect(diagnostics).toMatchObject([{ code: 'cell_unreadable', value: '1970-01-01' }]);
  });

  it.each([
    '1/0/1900',
    '1/0/00',
    '0/1/1900',
    '00.01.1900',
    '1/0/1900 0:00',
    '1900-01-00',
  ])('day 0 of a spreadsheet is blank and tells no order of day and month: %s', async (zero) => {
    const text = `customer_id,mrr,created_at,churned_at\nC1,5,${zero},3/13/2024\nC2,5,2/3/2024,${zero}\n`;
    const { dataset, diagnostics } = await read(text);
    expect(contentOf(dataset).customers).toEqual({
      C1: { mrr: 500, churned_at: Date.UTC(2024, 2, 13) },
      C2: { mrr: 500, created_at: Date.UTC(2024, 1, 3) },
    });
    expect(diagnostics).toEqual([]);
  });

  it('day 0 of a spreadsheet is no reason to ask for the order of day and month', async () => {
    const { diagnostics } = await read('customer_id,mrr,churned_at\nC1,5,1/0/1900\nC2,5,2024-03-13\n');
    expect(diagnostics).toEqual([]);
  });
});

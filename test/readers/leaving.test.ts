import { describe, expect, it } from 'vitest';
import { NO, YES } from '../../src/domain/interactions.ts';
import { contentOf, read } from './reading.ts';

const header = 'customer_id,signup_date,churn_date,mrr';
const table = (...dates: readonly string[]) =>
  [header, ...dates.map((date, i) => `a${i + 1},2023-02-01,${date},30`), ''].join('\n');

describe('what stands among churn dates and is no date', () => {
  it.each(['exact', 'duckdb'] as const)('says that the customer left on an unknown day (%s)', async (engine) => {
    const { dataset, diagnostics } = await read(table('', 'cancelled', '2023-10-01', '31/31/2024'), { engine });
    const { customers } = contentOf(dataset);
    expect(Object.values(customers).map((each) => each['churned'])).toEqual([undefined, YES, undefined, YES]);
    expect(customers['a3']).toHaveProperty('churned_at');
    const told = diagnostics.filter(({ code }) => code === 'cell_unreadable');
    expect(told.map(({ location, value }) => [location?.line, value])).toEqual([
      [3, 'cancelled'],
      [5, '31/31/2024'],
    ]);
    for (const { message } of told) expect(message).toMatch(/; counted as left on an unknown day\.$/);
  });

  it.each([
    'no',
    'nein',
    'non',
    'never',
    'n/a',
    'none',
    'false',
    '0',
    'Active',
    '-',
    '0000-00-00',
    'noch nicht',
  ])('is no leaving where it says "%s"', async (word) => {
    const { dataset, diagnostics } = await read(table(word, '2023-10-01'));
    expect(contentOf(dataset).customers['a1']).not.toHaveProperty('churned');
    expect(contentOf(dataset).customers['a2']).toHaveProperty('churned_at');
    expect(diagnostics.map(({ code }) => code)).not.toContain('cell_unreadable');
  });

  it('counts less than a flag of the same row', async () => {
    const text = `${header},churned\na1,2023-02-01,??,30,no\na2,2023-02-01,??,30,\na3,2023-02-01,2023-10-01,30,yes\n`;
    const { dataset, diagnostics } = await read(text);
    const flags = dataset.customers.numbers.get('churned');
    expect([...flags!]).toEqual([NO, YES, YES]);
    expect(diagnostics.map(({ message }) => message.includes('unknown day'))).toContain(true);
    expect(diagnostics.find(({ location }) => location?.line === 2)?.message).not.toContain('unknown day');
  });

  it('makes a column of noes and days one of churn dates', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `a${i},2023-02-01,${i === 8 ? '2023-10-01' : 'no'},30`);
    const { dataset } = await read(['customer_id,signup_date,left,mrr', ...rows, ''].join('\n'));
    expect(dataset.customers.numbers.get('churned_at')?.filter((time) => !Number.isNaN(time)).length).toBe(1);
  });
});

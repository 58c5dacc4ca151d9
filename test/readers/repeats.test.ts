import { describe, expect, it } from 'vitest';
import { read, sourceOf } from './reading.ts';

const rows = (count: number) => Array.from({ length: count }, (_, i) => `C${i},2024-01-05,${10 + i}`);
const warned = async (header: string, lines: readonly string[]) =>
  (await read(`${header}\n${lines.join('\n')}\n`)).warnings.filter(({ code }) => code === 'rows_repeated');

describe('rows without ids that repeat another', () => {
  it('are kept and counted, wherever in the file they stand', async () => {
    const lines = [...rows(50), 'C7,2024-01-05,17', 'C3,2024-01-05,13', 'C3,2024-01-05,13'];
    const text = `customer_id,date,amount\n${lines.join('\n')}\n`;
    const { dataset, warnings } = await read(text);
    expect(dataset.interactions.rows).toBe(53);
    expect(warnings).toMatchObject([{ code: 'rows_repeated', count: 3 }]);
    expect(warnings[0]?.message).toContain('3 of 53 purchases');
  });

  it('are told of copies in another file', async () => {
    const text = `customer_id,date,amount\n${rows(3).join('\n')}\n`;
    const { warnings } = await read([sourceOf(text, 'one.csv'), sourceOf(text, 'two.csv')]);
    expect(warnings).toMatchObject([{ code: 'rows_repeated', count: 3 }]);
  });

  it('are not told where they are 1 % or fewer, as chance makes them', async () => {
    expect(await warned('customer_id,date,amount', [...rows(99), 'C3,2024-01-05,13'])).toEqual([]);
    expect(await warned('customer_id,date,amount', [...rows(98), 'C3,2024-01-05,13', 'C4,2024-01-05,14'])).toHaveLength(
      1,
    );
  });

  it('are twins where ids tell them apart, and another amount or hour makes no repeat', async () => {
    expect(await warned('order_id,customer_id,date,amount', ['1,A,2024-01-05,5', '2,A,2024-01-05,5'])).toEqual([]);
    expect(await warned('customer_id,date,amount', ['A,2024-01-05,5', 'A,2024-01-05,6'])).toEqual([]);
    expect(await warned('customer_id,date,amount', ['A,2024-01-05T10:00Z,5', 'A,2024-01-05T11:00Z,5'])).toEqual([]);
  });
});

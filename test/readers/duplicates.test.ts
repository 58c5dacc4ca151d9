import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, failure, read, sourceOf } from './reading.ts';

const file = (header: string, rows: readonly string[]) => `${header}\n${rows.join('\n')}\n`;

/** All orders of a few rows. */
function ordersOf<T>(rows: readonly T[]): T[][] {
  if (rows.length < 2) return [[...rows]];
  return rows.flatMap((row, i) => ordersOf(rows.filter((_, j) => j !== i)).map((rest) => [row, ...rest]));
}

async function customersOf(text: string) {
  return contentOf((await read(text)).dataset).customers;
}

describe('rows of one customer', () => {
  it('are merged where they agree or complement each other, in any order', async () => {
    for (const rows of ordersOf(['A,basic,', 'A,,10', 'A,basic,10', 'B,pro,5'])) {
      const { dataset, diagnostics, inputs } = await read(file('customer_id,plan,mrr', rows));
      expect(contentOf(dataset).customers).toEqual({ A: { plan: 'basic', mrr: 1000 }, B: { plan: 'pro', mrr: 500 } });
      expect(inputs[0]?.rows).toEqual({ read: 4, used: 4, skipped: 0 });
      expect(diagnostics.filter(({ code }) => code !== 'cell_blank')).toMatchObject([
        { code: 'customer_merged', severity: 'note', message: expect.stringContaining('2 rows name') },
      ]);
    }
  });

  it('that contradict each other are refused with their lines, in any order', async () => {
    for (const rows of ordersOf(['A,basic,10', 'A,basic,20', 'A,basic,', 'B,pro,5'])) {
      const error = await failure(file('customer_id,plan,mrr', rows));
      const lines = rows.flatMap((row, i) => (row.startsWith('A') ? [i + 2] : []));
      expect(error).toMatchObject({
        code: 'input_duplicate',
        exitCode: 3,
        message: `"mrr" of customer "A" is not the same in lines ${lines[0]}, ${lines[1]} and ${lines[2]}, and nothing says which counts.`,
        hint: expect.stringContaining('--map'),
        location: { line: lines[2], header: 'mrr' },
      });
    }
  });

  it('that contradict each other are counted, and the first is shown', async () => {
    const rows = ['B,pro,1', 'A,pro,1', 'A,pro,2', 'B,pro,2', 'C,pro,1', 'C,basic,1'];
    expect((await failure(file('customer_id,plan,mrr', rows))).message).toBe(
      '"mrr" of customer "B" is not the same in lines 2 and 5, and nothing says which counts. The same goes for 2 more customers.',
    );
  });

  it('are settled by the row written last where a column says when, field by field', async () => {
    const rows = ['A,basic,10,2024-01-05', 'A,pro,,2024-03-01', 'A,team,20,2024-02-01', 'A,free,5,'];
    for (const order of ordersOf(rows)) {
      const { dataset, warnings } = await read(file('customer_id,plan,mrr,Last modified', order));
      expect(contentOf(dataset).customers).toEqual({ A: { plan: 'pro', mrr: 2000 } });
      expect(warnings.filter(({ code }) => code === 'customer_conflict')).toEqual([
        {
          code: 'customer_conflict',
          message:
            '"plan" says different things of 1 customer; the file named first counts, and within it the row updated last.',
          count: 1,
        },
        {
          code: 'customer_conflict',
          message:
            '"mrr" says different things of 1 customer; the file named first counts, and within it the row updated last.',
          count: 1,
        },
      ]);
    }
  });

  it('are refused where the latest of them contradict each other, and only then', async () => {
    const latest = ['A,10,2024-01-05', 'A,20,2024-03-01', 'A,30,2024-03-01'];
    const older = ['A,10,2024-01-05', 'A,20,2024-01-05', 'A,30,2024-03-01'];
    for (const rows of ordersOf(latest)) {
      expect(await failure(file('customer_id,mrr,updated_at', rows))).toMatchObject({ code: 'input_duplicate' });
    }
    for (const rows of ordersOf(older)) {
      expect(await customersOf(file('customer_id,mrr,updated_at', rows))).toEqual({ A: { mrr: 3000 } });
    }
  });

  it('may bear different names, of which the last by alphabet is shown', async () => {
    for (const rows of ordersOf(['A,Ann Smith,10', 'A,Anna Smith,10'])) {
      const { dataset, warnings } = await read(file('customer_id,name,mrr', rows));
      expect(contentOf(dataset).customers).toEqual({ A: { name: 'Anna Smith', mrr: 1000 } });
      expect(warnings).toMatchObject([{ code: 'customer_conflict', count: 1 }]);
    }
  });

  it('of two files count as the one named first says', async () => {
    const crm = file('customer_id,plan,created_at', ['A,basic,2024-01-01', 'B,basic,']);
    const billing = file('customer_id,plan,mrr,created_at', ['A,pro,10,2024-02-01', 'B,pro,20,2024-02-02']);
    const both = async (...files: [string, string][]) =>
      contentOf((await read(files.map(([text, name]) => sourceOf(text, name)))).dataset).customers;
    const first = await both([crm, 'crm.csv'], [billing, 'billing.csv']);
    expect(first).toMatchObject({ A: { plan: 'basic', mrr: 1000 }, B: { plan: 'basic', mrr: 2000 } });
    expect(first['A']?.['created_at']).toBe(Date.UTC(2024, 0, 1));
    const second = await both([billing, 'billing.csv'], [crm, 'crm.csv']);
    expect(second).toMatchObject({ A: { plan: 'pro' }, B: { plan: 'pro' } });
  });

  it('that contradict each other are settled by a file named before, wherever that is read', async () => {
    const byMail = file('email,plan', ['a@x.com,team']);
    const byId = file('customer_id,email,plan', ['A,a@x.com,basic', 'A,a@x.com,pro']);
    const { dataset } = await read([sourceOf(byMail, 'mail.csv'), sourceOf(byId, 'ids.csv')]);
    expect(contentOf(dataset).customers).toMatchObject({ A: { plan: 'team' } });
    expect(await failure([sourceOf(byId, 'ids.csv'), sourceOf(byMail, 'mail.csv')])).toMatchObject({
      code: 'input_duplicate',
      location: { file: 'ids.csv' },
    });
  });

  it('give the same customers and warnings whatever the order of rows', async () => {
    const row = fc.tuple(
      fc.constantFrom('A', 'B'),
      fc.constantFrom('', 'basic', 'pro'),
      fc.constantFrom('', '1', '2'),
      fc.constantFrom('2024-01-05', '2024-02-05'),
    );
    const outcome = async (rows: readonly (readonly string[])[]) => {
      const text = file(
        'customer_id,plan,mrr,updated_at',
        rows.map((cells) => cells.join(',')),
      );
      return read(text).then(
        ({ dataset, warnings }) => [contentOf(dataset).customers, warnings],
        (error) => [error.code],
      );
    };
    const rows = fc.array(row, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat()), async (one, keys) => {
        const other = one.map((cells) => [cells, keys.next().value] as const).sort((a, b) => a[1] - b[1]);
        expect(await outcome(other.map(([cells]) => cells))).toEqual(await outcome(one));
      }),
      { seed: 4, numRuns: 150 },
    );
  });
});

describe('a wide file', () => {
  it('gives the same customers and warnings whatever the order of rows', async () => {
    for (const rows of ordersOf(['C,2024-01-05,1,a', 'C,2024-02-05,1,b', 'C,2024-03-05,1,a', 'C,2024-03-05,2,b'])) {
      const { dataset, warnings } = await read(file('customer_id,date,amount,plan', rows));
      expect(contentOf(dataset).customers).toEqual({ C: { plan: 'b' } });
      expect(warnings).toEqual([
        {
          code: 'customer_conflict',
          message: '"plan" says different things of 1 customer; the latest counts.',
          count: 1,
        },
      ]);
    }
  });
});

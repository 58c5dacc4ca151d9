import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, failure, read, sourceOf } from './reading.ts';

const HEADER = 'interaction_id,customer_id,date,type,amount,ces\n';

describe('bad rows and cells', () => {
  it.each([
    ['a blank customer', 'I1,,2024-01-05,purchase,5,', 'row_customer', 2, ''],
    ['a bad time', 'I1,C1,2024-02-30,purchase,5,', 'row_time', 3, '2024-02-30'],
    ['a blank time', 'I1,C1,,purchase,5,', 'row_time', 3, ''],
    ['a bad purchase amount', 'I1,C1,2024-01-05,purchase,abc,', 'row_amount', 5, 'abc'],
    ['a blank refund amount', 'I1,C1,2024-01-05,refund,,', 'row_amount', 5, ''],
    ['a percentage for an amount', 'I1,C1,2024-01-05,purchase,5%,', 'row_amount', 5, '5%'],
  ])('skips a row with %s and says where', async (...example) => {
    const [, row, code, column, value] = example;
    const { inputs, diagnostics, dataset } = await read(`${HEADER}I0,C0,2024-01-01,purchase,1,\n\n${row}\n`);
    expect(inputs[0]?.rows).toEqual({ read: 2, used: 1, skipped: 1 });
    expect(diagnostics).toMatchObject([
      {
        code,
        severity: 'error',
        value,
        location: { file: 'data.csv', line: 4, column, header: HEADER.trim().split(',')[column - 1] },
      },
    ]);
    expect(dataset.customerIds).toEqual(['C0']);
  });

  it.each([
    ['an unreadable answer', 'I1,C1,2024-01-05,survey,,six', 'cell_unreadable', 6],
    ['an unknown kind', 'I1,C1,2024-01-05,zzz,5,', 'cell_unknown_word', 4],
    ['an amount that a contact does not need', 'I1,C1,2024-01-05,support,abc,', 'cell_unreadable', 5],
  ])('uses a row without %s', async (_, row, code, column) => {
    const { inputs, diagnostics } = await read(`${HEADER}${row}\n`);
    expect(inputs[0]).toMatchObject({ rows: { read: 1, used: 1, skipped: 0 }, cellsRejected: 1 });
    expect(diagnostics).toMatchObject([{ code, severity: 'warning', location: { line: 2, column } }]);
  });

  it('skips ragged rows, but takes cells beyond the header when they are blank', async () => {
    const { inputs, diagnostics } = await read(
      `${HEADER}I1,C1,2024-01-05,purchase,5\nI2,C1,2024-01-05,purchase,5,,,\nI3,C1,2024-01-05,purchase,5,,x\n`,
    );
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 1, skipped: 2 });
    expect(diagnostics.map(({ code, location }) => [code, location?.line])).toEqual([
      ['row_ragged', 2],
      ['row_ragged', 4],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('names the line a record begins on among cells of several lines (%j)', async (end) => {
    const text = ['customer_id,date,topic', 'C1,2024-01-05,"a\nb\r\nc"', '', 'C1,bad,"x\r\ny"', 'C2,worse,z', ''].join(
      end,
    );
    const { diagnostics } = await read(text);
    expect(diagnostics.map(({ location }) => location?.line)).toEqual([6, 8]);
  });

  it('skips an identical row with the same id and counts it', async () => {
    const row = 'I1,C1,2024-01-05,purchase,5,';
    const { inputs, diagnostics, dataset } = await read(`${HEADER}${row}\n${row}\nI2,C1,2024-01-05,purchase,5,\n`);
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 2, skipped: 1 });
    expect(diagnostics).toMatchObject([{ code: 'row_duplicate', message: expect.stringContaining('data.csv:2') }]);
    expect(dataset.interactions.rows).toBe(2);
  });

  it('refuses different rows with the same id and names both lines', async () => {
    const error = await failure(
      `${HEADER}I1,C1,2024-01-05,purchase,5,\nI2,C1,2024-01-05,purchase,5,\nI1,C1,2024-01-05,purchase,6,\n`,
    );
    expect(error).toMatchObject({ code: 'input_duplicate', exitCode: 3, location: { line: 4, column: 1 } });
    expect(error.message).toContain('data.csv:2');
  });

  it('lets a refund bear the id of its order', async () => {
    const { dataset } = await read(
      `${HEADER}I1,C1,2024-01-05,purchase,5,\nI1,C1,2024-01-09,refund,2,\nI1,C1,2024-01-10,refund,1,\n`,
    );
    expect(contentOf(dataset).interactions.map(({ orderId }) => orderId)).toEqual(['I1', 'I1', 'I1']);
  });

  it('compares ids among files of one layout only', async () => {
    const orders = 'id,customer_id,date,amount\n1,C1,2024-01-05,5\n';
    const tickets = 'id,customer_id,date,subject\n1,C1,2024-01-05,help\n';
    const { dataset } = await read([
      sourceOf(orders, 'o.csv'),
      sourceOf(tickets, 't.csv'),
      sourceOf(orders, 'again.csv'),
    ]);
    expect(dataset.interactions.rows).toBe(2);
  });
});

describe('files that cannot be read', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'input_empty'],
    ['white space only', ' \n\n', 'input_empty'],
    ['an empty gzip', gzipSync(''), 'input_empty'],
    ['zeros', Buffer.alloc(100), 'input_binary'],
    ['a workbook', Buffer.from('504b03041400000008', 'hex'), 'input_binary'],
    ['a damaged gzip', gzipSync(HEADER.repeat(50)).subarray(0, 40), 'input_syntax'],
    ['no customer column', 'CaseID,ActivityID,CompleteTimestamp\n2,1,2012-04-03 16:55:38\n', 'input_columns'],
    ['a customer and nothing known', 'Customer,When,How much\nA,2024-01-02,12\n', 'input_columns'],
    ['no time column', 'customer_id,amount,topic\n1,2,x\n', 'input_columns'],
    ['two columns for one field', 'customer_id,date,order total,net sales\nC1,2024-01-05,1,2\n', 'input_columns'],
    ['a mapped header that stands twice', 'customer_id,date,amount,amount\nC1,2024-01-05,1,2\n', 'input_headers'],
    [
      'two currencies',
      'customer_id,date,amount,currency\nC1,2024-01-05,1,EUR\nC1,2024-01-05,1,USD\n',
      'input_currency',
    ],
    ['an unclosed quote', `${HEADER}I1,C1,2024-01-05,"purchase,5,\nI2,C1,2024-01-05,purchase,5,\n`, 'input_syntax'],
  ])('refuses %s with its own code', async (_, content, code) => {
    const error = await failure(content);
    expect(error).toMatchObject({ code, exitCode: 3, location: { file: 'data.csv' } });
    // A way on, in a sentence of its own.
    expect(error.hint).toMatch(/^\S+( \S+){2,}/);
  });

  it('names the line on which the record with an unclosed quote begins', async () => {
    const text = `${HEADER}I1,C1,2024-01-05,purchase,5,\n"I2",C1,2024-01-05,"purchase,5,\nI3,C1,2024-01-05,purchase,5,\n`;
    expect(await failure(text)).toMatchObject({ location: { line: 3 } });
  });

  it('limits the length of one record', async () => {
    expect(await failure(`${HEADER}${'x'.repeat(17_000_000)}\n`)).toMatchObject({ code: 'input_limit' });
    expect(await failure(`${HEADER}"${'x'.repeat(17_000_000)}\n`)).toMatchObject({ code: 'input_limit' });
  });

  it('reads a file of a header only as an empty dataset with a warning', async () => {
    const { dataset, warnings, inputs } = await read(HEADER);
    expect(dataset.customerIds).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'file_without_rows' }]);
    expect(inputs[0]?.rows).toEqual({ read: 0, used: 0, skipped: 0 });
  });

  it('keeps an unmapped header that stands twice under a second name', async () => {
    const { diagnostics } = await read('customer_id,date,amount,Related to,Related to\nC1,2024-01-05,1,,\n');
    expect(diagnostics).toMatchObject([{ code: 'header_repeated', message: expect.stringContaining('Related to_2') }]);
  });

  it('settles a tie by --map and refuses a --map that finds no column', async () => {
    const text = 'customer_id,date,order total,net sales\nC1,2024-01-05,1,2\n';
    const { dataset } = await read(text, { map: { amount: 'net sales' } });
    expect(contentOf(dataset).interactions[0]).toMatchObject({ amountMinor: 200 });
    expect(await failure(text, { map: { amount: 'Net sales', topic: 'nowhere' } })).toMatchObject({
      code: 'input_columns',
    });
  });
});

describe('JSON that cannot be read', () => {
  it.each<[string, string, number, number]>([
    ['a missing comma', '[{"customer_id":"C1"}\n {"customer_id":"C2"}]', 2, 2],
    ['a trailing comma', '[{"customer_id":"C1"},\n]', 2, 1],
    ['a bad value', '[\n {"customer_id": C1}]', 2, 18],
    ['an open array', '[{"customer_id":"C1"}', 1, 22],
    ['an open record', '[\n{"customer_id":"C1"', 2, 1],
    ['text after the end', '[{"customer_id":"C1"}] x', 1, 24],
    ['a bad line of NDJSON', '{"customer_id":"C1"}\n{"customer_id":}\n', 2, 16],
  ])('refuses %s with line and column', async (_, content, line, column) => {
    for (const piece of [1, 1 << 16]) {
      const error = await failure([sourceOf(content, 'data.json', piece)]);
      expect(error).toMatchObject({ code: 'input_syntax', location: { line, column } });
    }
  });

  it('survives 100,000 nested brackets, open or closed', async () => {
    const open = '['.repeat(100_000);
    expect(await failure([sourceOf(open, 'deep.json')])).toMatchObject({ code: 'input_syntax' });
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const closed = `[{"customer_id":"C1","plan":"x","deep":${deep}}]`;
    expect((await read([sourceOf(closed, 'deep.json')])).dataset.customerIds).toEqual(['C1']);
    const arrays = await read([sourceOf(`${open}${']'.repeat(100_000)}`, 'deep.json')]);
    expect(arrays.inputs[0]?.rows).toEqual({ read: 1, used: 0, skipped: 1 });
  });

  it('skips records that are no objects and counts them', async () => {
    const { inputs } = await read('[{"customer_id":"C1","plan":"x"}, 5, null, ["a"], "b"]');
    expect(inputs[0]?.rows).toEqual({ read: 5, used: 1, skipped: 4 });
  });

  it('keeps long ids digit by digit and takes __proto__ for a key like any other', async () => {
    const { dataset } = await read(
      '[{"customer_id": 12345678901234567890, "plan": "x\\": 12345678901234567890,", "__proto__": {"churned": true}}]',
    );
    expect(contentOf(dataset).customers).toEqual({
      '12345678901234567890': { plan: 'x": 12345678901234567890,' },
    });
    expect(({} as Record<string, unknown>)['churned']).toBeUndefined();
  });

  it('adds a column that first shows up after the columns were decided', async () => {
    const objects = Array.from({ length: 1500 }, (_, i) => ({
      customer_id: `C${i}`,
      plan: 'x',
      ...(i > 1200 && { mrr: 5 }),
    }));
    const { dataset } = await read(JSON.stringify(objects));
    expect(dataset.customerIds.length).toBe(1500);
    expect(contentOf(dataset).customers['C1400']).toEqual({ plan: 'x', mrr: 500 });
  });
});

describe('splitting', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', 'é', '😀', '"', ',', '\n', '\r\n'), maxLength: 6 });
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('gives back every cell of a well-formed table, quoted or not, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), fc.integer({ min: 1, max: 40 }), async (rows, always, piece) => {
        const write = (text: string) => (always || /[",\r\n]/.test(text) ? quoted(text) : text);
        const lines = rows.map(([a, b], i) => `C${i},2024-01-05,${write(a)},${write(b)}`);
        const text = `customer_id,date,topic,agent\n${lines.join('\n')}\n`;
        const { dataset } = await read([sourceOf(text, 'x.csv', piece)]);
        const { columns, dictionaries, customer } = dataset.interactions;
        rows.forEach(([topic, agent], i) => {
          const row = customer.indexOf(dataset.customerIds.indexOf(`C${i}`));
          const at = (name: 'topic' | 'agent') =>
            columns[name]![row]! < 0 ? '' : dictionaries[name].text(columns[name]![row]!);
          expect([at('topic'), at('agent')]).toEqual([topic.trim(), agent.trim()]);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

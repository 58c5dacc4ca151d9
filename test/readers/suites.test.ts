import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CxRoiError } from '../../src/foundation/errors.ts';
import { isNoId } from '../../src/readers/text.ts';
import { MUTATIONS, mutate, SEEDS } from '../bench/mutations.ts';
import { contentOf, read, sharedFile, sourceOf } from './reading.ts';

const suite = sharedFile('json-suite/test_parsing');
const naughty = sharedFile('naughty/blns.json');

describe.skipIf(suite === null)('the JSON test suite (skipped: no shared data)', () => {
  const files = suite === null ? [] : readdirSync(suite);
  const outcome = async (file: string): Promise<string> => {
    try {
      await read([sourceOf(readFileSync(`${suite}/${file}`), file)]);
      return 'read';
    } catch (error) {
      if (!(error instanceof CxRoiError)) throw error;
      return `${error.code} ${error.exitCode}`;
    }
  };
  const SYNTAX = ['input_syntax 3', 'input_empty 3', 'input_binary 3'];

  it('finds no syntax error in any y_ file', async () => {
    const faulty: string[] = [];
    for (const file of files.filter((name) => name.startsWith('y_'))) {
      if (SYNTAX.includes(await outcome(file))) faulty.push(file);
    }
    expect(faulty).toEqual([]);
  });

  it('finds one in every n_ file, with exit code 3', async () => {
    const accepted: string[] = [];
    for (const file of files.filter((name) => name.startsWith('n_'))) {
      const result = await outcome(file);
      if (!SYNTAX.includes(result)) accepted.push(`${file}: ${result}`);
    }
    expect(accepted).toEqual([]);
  });

  it('survives every i_ file', async () => {
    for (const file of files.filter((name) => name.startsWith('i_'))) {
      expect(await outcome(file)).toMatch(/^(read|input_\w+ 3)$/);
    }
  });
});

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe.skipIf(naughty === null)('naughty strings (skipped: no shared data)', () => {
  const strings = naughty === null ? [] : (JSON.parse(readFileSync(naughty, 'utf8')) as string[]);
  const cells = [...new Set(strings.map((text) => text.trim()))].filter(
    // What says that it is nothing, such as NULL, is no id.
    (text) => !isNoId(text) && !text.includes('\u0000'),
  );

  it('are ids, topics and headers like any other', async () => {
    const rows = cells.map((text, i) => `${quoted(text)},2024-01-05,${quoted(text)},a${i}`);
    const { dataset, inputs } = await read(`customer_id,date,topic,agent\n${rows.join('\n')}\n`);
    expect(inputs[0]?.rows).toEqual({ read: cells.length, used: cells.length, skipped: 0 });
    expect(new Set(dataset.customerIds)).toEqual(new Set(cells));
    for (const { customer, topic } of contentOf(dataset).interactions) expect(topic).toBe(customer);
    const objects = cells.map((text, i) => ({ customer_id: text, date: '2024-01-05', topic: text, agent: `a${i}` }));
    const json = await read(JSON.stringify(objects));
    expect(contentOf(json.dataset)).toEqual(contentOf(dataset));
  });

  it('change nothing as the header of a column that is not used', async () => {
    const plain = contentOf((await read('customer_id,date,topic,zzz\nC1,2024-01-05,x,1\n')).dataset);
    for (const text of cells) {
      const header = ['topic', 'date', 'customer_id'].includes(text) ? 'other' : text;
      const { dataset } = await read(`customer_id,date,topic,${quoted(header)}\nC1,2024-01-05,x,1\n`);
      expect(contentOf(dataset)).toEqual(plain);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

/** The cases of csv-spectrum, in our own words: a topic as written, and as it must be read. */
describe('delimited text by the spectrum of cases', () => {
  it.each([
    ['a comma in quotes', '"ab, cd"', 'ab, cd'],
    ['an empty cell', '', undefined],
    ['empty quotes', '""', undefined],
    ['escaped quotes', '"a ""word"" here"', 'a "word" here'],
    ['JSON', '"{""type"": ""Point"", ""at"": [1, 2]}"', '{"type": "Point", "at": [1, 2]}'],
    ['line breaks', '"one\ntwo"', 'one\ntwo'],
    ['CRLF line breaks', '"one\r\ntwo"', 'one\r\ntwo'],
    ['quotes and line breaks', '"one ""\n"" two"', 'one "\n" two'],
    ['letters beyond ASCII', 'ʤ漢字😀', 'ʤ漢字😀'],
    ['a lone quote in a cell', '5" disk', '5" disk'],
    ['spaces around a cell', '  a b ', 'a b'],
  ])('reads %s', async (_, written, topic) => {
    for (const end of ['\n', '\r\n']) {
      const text = ['customer_id,date,topic', `C1,2024-01-05,${written}`, 'C2,2024-01-06,z', ''].join(end);
      for (const piece of [1, 5, 1 << 16]) {
        const { dataset, inputs } = await read([sourceOf(text, 'x.csv', piece)]);
        expect(inputs[0]?.rows).toEqual({ read: 2, used: 2, skipped: 0 });
        expect(contentOf(dataset).interactions[0]?.['topic']).toBe(topic);
      }
    }
  });
});

describe('mutated files', () => {
  const mutation = fc.record({
    kind: fc.constantFrom(...MUTATIONS),
    at: fc.nat(400),
    length: fc.integer({ min: 1, max: 12 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  });

  it('give an answer or a typed error, lose no row, and change no prototype', async () => {
    const keys = Reflect.ownKeys(Object.prototype).length;
    const steps = fc.array(mutation, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(SEEDS)), steps, async (start, mutations) => {
        const bytes = mutations.reduce(mutate, start);
        try {
          const { inputs, dataset } = await read([sourceOf(bytes, 'fuzz', 11)]);
          const rows = inputs[0]!.rows;
          expect(rows.read).toBe(rows.used + rows.skipped);
          expect(dataset.customerIds.length).toBeLessThanOrEqual(Math.max(rows.used, 0));
        } catch (error) {
          if (!(error instanceof CxRoiError)) throw error;
          expect(error.exitCode).toBe(3);
        }
        expect(Reflect.ownKeys(Object.prototype).length).toBe(keys);
      }),
      { seed: 11, numRuns: 600 },
    );
  });
});

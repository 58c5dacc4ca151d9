import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CxRoiError } from '../../src/foundation/errors.ts';
import { contentOf, fileSource, read } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-headers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As Jira exports issues: a column for each label and comment. */
const ISSUES = [
  'Issue key,Issue Type,Reporter,Created,Labels,Labels,Comment,Comment,Comment',
  'S-1,Bug,ann@a.example,2025-01-03,login,bug,,,',
  'S-2,Bug,max@b.example,2025-01-05,login,,see above,,',
  '',
].join('\n');

describe('a header that stands more than once', () => {
  it.each([
    'exact',
    'duckdb',
  ] as const)('is no matter where nothing reads its columns, and told once (%s)', async (engine) => {
    const path = join(folder, `issues-${engine}.csv`);
    writeFileSync(path, ISSUES);
    const { dataset, diagnostics } = await read([fileSource(path)], { engine });
    expect(contentOf(dataset).interactions.length).toBe(2);
    const told = diagnostics.filter(({ code }) => code === 'header_repeated');
    expect(told.map(({ message }) => message)).toEqual([
      'Headers stand more than once: "Labels" (2 times), "Comment" (3 times); the second "Labels" is called "Labels_2".',
    ]);
  });

  it.each([
    ['its column is read', {}, 'customer_id,date,amount,amount\nC1,2024-01-05,1,2\n', 'amount', 4],
    ['--map asks for it', { map: { topic: 'Labels' } }, ISSUES, 'Labels', 6],
    ['--id asks for it', { id: 'Labels' }, ISSUES, 'Labels', 6],
    ['it names the customer', {}, 'customer_id,customer_id,date,amount\nC1,C2,2024-01-05,1\n', 'customer_id', 2],
    ['it is a covariate', { covariates: ['x'] }, 'customer_id,mrr,x,x\nC1,5,1,2\n', 'x', 4],
  ] as const)('is refused where %s', async (_, settings, text, header, column) => {
    const refused = await read(text, settings).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CxRoiError);
    expect(refused).toMatchObject({ code: 'input_headers', location: { header, column } });
  });

  it('gives way to a column that is called so already', async () => {
    const text = 'customer_id,date,amount,note,note,note_2\nC1,2024-01-05,1,a,b,vip\n';
    const { dataset } = await read(text, { map: { topic: 'note_2' } });
    expect(contentOf(dataset).interactions[0]).toMatchObject({ topic: 'vip' });
  });
});

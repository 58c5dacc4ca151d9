import { readdirSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { run, transcript } from '../support/shell.ts';

const folder = new URL('../../fixtures/exports/', import.meta.url);
const FIELDS = 'customerId,segment,status,revenue,effort.contacts';

describe('an export as people have it', () => {
  test.each(readdirSync(folder).sort())('%s', async (name) => {
    const file = `fixtures/exports/${name}`;
    const inspected = await transcript(['inspect', file]);
    const scored = await transcript(['score', file, '--format', 'csv', '--fields', FIELDS, '--sort', 'customerId']);
    await expect(`${inspected}\n${scored}`).toMatchFileSnapshot(`transcripts/export-${name}.txt`);
  });

  test('goes together with another by what their customers share', async () => {
    const files = ['fixtures/exports/zendesk-tickets.csv', 'fixtures/exports/stripe-payments.csv'];
    const text = await transcript(['inspect', ...files, '--json']);
    await expect(text).toMatchFileSnapshot('transcripts/inspect-json.txt');
  });
});

describe('inspect', () => {
  test('fits a narrow terminal and colours only there', async () => {
    const argv = ['inspect', 'fixtures/exports/german-excel.csv'];
    const { stdout } = await run([...argv, '--color'], { terminal: 60 });
    const plain = stripVTControlCharacters(stdout);
    const tables = plain.slice(0, plain.indexOf('warning:'));
    for (const line of tables.split('\n').slice(0, -1)) expect(line.length, line).toBeLessThanOrEqual(60);
    expect(stdout).toContain('\u001b[');
    expect((await run(argv)).stdout).not.toContain('\u001b');
  });

  test('shows hostile headers, ids and file names so that they do nothing, and freezes them exactly', async () => {
    const header = '__proto__\u001b[31m,constructor,a\u202eb,when,"it\'s = amount\u0007"\n';
    const files = { "o'dd\u001b name.csv": `${header}=1+1,x,y,2024-01-02,5\n` };
    const name = "o'dd\u001b name.csv";
    const flags = ['--map', 'customer_id=__proto__\u001b[31m', '--map', 'occurred_at=when'];
    const more = ['--map', "amount=it's = amount\u0007"];
    const text = (await run(['inspect', name, ...flags, ...more], { files })).stdout;
    expect([...text].every((character) => character === '\n' || character >= ' ')).toBe(true);
    expect(text).not.toContain('\u202e');
    const { stdout } = await run(['inspect', name, ...flags, ...more, '--json'], { files });
    const { freeze } = JSON.parse(stdout);
    const output = ['--format', 'json', '--fields', 'customerId,revenue'];
    const again = await run(['score', ...freeze.arguments, ...output], { files });
    expect(again.stderr).not.toContain('error');
    expect(JSON.parse(again.stdout).customers).toMatchObject([{ customerId: '=1+1', revenue: { net: 5 } }]);
  });

  test('tells all files, also where one cannot be read', async () => {
    const argv = ['inspect', 'fixtures/dirty/ambiguous-dates.csv', 'fixtures/dirty/ragged.csv'];
    await expect(await transcript(argv)).toMatchFileSnapshot('transcripts/inspect-failed.txt');
  });

  test('reads a pipe, and shows its help to a terminal', async () => {
    const piped = await run(['inspect', '-'], { stdin: 'customer_id,plan\nC1,pro\n' });
    expect(piped.stdout).toContain('--customers -');
    expect((await run(['inspect'], { terminal: 80 })).exitCode).toBe(2);
  });
});

describe('presets', () => {
  test.each([
    ['presets-list', ['presets', 'list']],
    ['presets-show', ['presets', 'show', 'shopify-orders']],
    ['presets-refused', ['presets', 'show', 'google-analytics']],
  ])('%s', async (name, argv) => {
    await expect(await transcript(argv)).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });

  test('as JSON hold the same names', async () => {
    const listed = (await run(['presets'])).stdout.match(/^[a-z-]+/gm);
    const { stdout } = await run(['presets', 'list', '--json']);
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual(listed);
  });

  test('forced by --preset read headers that were renamed', async () => {
    const text =
      'Deal,Deal Stage,Close Date,Amount,Associated Company IDs\na,Won,2024-01-05,9,7\nb,Lost,2024-01-06,9,7\n';
    const argv = ['score', '-', '--format', 'csv', '--fields', 'customerId,revenue.net'];
    const forced = await run([...argv, '--preset', 'hubspot-deals'], { stdin: text });
    expect(forced.stdout).toBe('customer_id,revenue_net\n7,9\n');
  });
});

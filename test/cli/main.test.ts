import { describe, expect, test } from 'vitest';
import { run } from '../support/shell.ts';

const ROWS = 'customer_id,date,amount\nC1,2024-01-05,10\nC1,2024-02-05,20\n';

describe('a bug', () => {
  const broken = { files: { 'a.csv': ROWS }, env: {}, broken: true };

  test('says the version and how to report it, without a stack', async () => {
    const { exitCode, stdout, stderr } = await run(['score', 'a.csv'], broken);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(
      /^cx-roi: error: This is a bug in cx-roi 0\.1\.0 \(node on test\): broken on purpose\.\n {2}hint: /,
    );
    expect(stderr).not.toContain('    at ');
  });

  test('shows where it failed with --debug', async () => {
    const { stderr } = await run(['score', 'a.csv', '--debug'], broken);
    expect(stderr).toMatch(/Error: broken on purpose\n {4}at /);
  });
});

describe('standard output', () => {
  test('holds the result only', async () => {
    const { stdout, stderr } = await run(['score', '-', '--json'], { stdin: ROWS });
    expect(JSON.parse(stdout).portfolio.revenue.net).toBe(30);
    expect(stderr).toBe('standard input: 2 rows read as interactions\n');
  });

  test('is all there is when quiet', async () => {
    expect((await run(['score', '-', '--format', 'csv', '--quiet'], { stdin: ROWS })).stderr).toBe('');
  });

  test('has no escape byte but on a terminal, or when colour is asked for', async () => {
    const escapes = async (argv: string[], shell = {}) =>
      (await run(['score', '-', ...argv], { stdin: ROWS, ...shell })).stdout.includes('\u001b');
    expect(await escapes([])).toBe(false);
    expect(await escapes([], { terminal: 80 })).toBe(true);
    expect(await escapes([], { terminal: 80, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await escapes(['--color'], { env: { NO_COLOR: '1' } })).toBe(true);
    expect(await escapes(['--no-color'], { terminal: 80 })).toBe(false);
    expect(await escapes(['--format', 'csv', '--color'])).toBe(false);
  });
});

test.each([
  [['score', 'a.csv', 'a.csv'], 'a.csv: error: The file is given twice'],
  [['score', '-', '--customers', '-'], 'standard input: error: The file is given twice'],
  [['score', 'a.csv', '-o', 'out', '--rejects', 'out'], 'out: error: The file would be written twice'],
])('%j is refused', async (argv, words) => {
  const { exitCode, stderr } = await run(argv, { files: { 'a.csv': ROWS } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(words);
});

test('the order of rows and files changes nothing but what is said of the files', async () => {
  const [header, ...rows] = ROWS.trimEnd().split('\n');
  const turned = `${[header, ...rows.reverse()].join('\n')}\n`;
  const argv = ['score', '-', '--format', 'csv'];
  expect((await run(argv, { stdin: turned })).stdout).toBe((await run(argv, { stdin: ROWS })).stdout);
});

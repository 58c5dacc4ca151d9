import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The real process: only what no fake shell can show. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = ['--import', 'tsx', '-e', "import('./src/cli/io.ts').then(({ run }) => run())", '--', 'cx-roi'];

function start(argv: readonly string[]) {
  const child = spawn(process.execPath, [...PROGRAM, ...argv], { cwd: ROOT, env: { PATH: process.env['PATH'] } });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (text.stdout += chunk));
  child.stderr.on('data', (chunk) => (text.stderr += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, text, ended };
}

test('a reader who stops reading ends the program without a word', async () => {
  const { child, text, ended } = start(['score', 'fixtures/shop/shop.json', '--format', 'ndjson', '--quiet']);
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await ended).toBe(0);
  expect(text.stderr).toBe('');
});

test('standard input gives what the file gives, and an empty one is an error, not a hang', async () => {
  const empty = start(['score']);
  empty.child.stdin.end();
  expect(await empty.ended).toBe(3);
  expect(empty.text.stderr).toContain('empty');
});

test('an interruption ends with 130 and leaves no half-written file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cx-roi-'));
  const { child, ended } = start(['score', '-', '-o', join(folder, 'out.csv')]);
  // More than a pipe holds: once it is taken, the program is reading.
  const rows = `customer_id,date,amount\n${'C1,2024-01-05,19.90\n'.repeat(50_000)}`;
  child.stdin.write(rows, () => child.kill('SIGINT'));
  expect(await ended).toBe(130);
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

test('bytes do not depend on zone or language', async () => {
  const outputs = ['UTC', 'Pacific/Auckland'].map(async (zone) => {
    const env = { PATH: process.env['PATH'], TZ: zone, LANG: zone === 'UTC' ? 'C' : 'de_DE.UTF-8' };
    const argv = ['score', 'fixtures/shop/shop.json', '--json', '--quiet'];
    const child = spawn(process.execPath, [...PROGRAM, ...argv], { cwd: ROOT, env });
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    await new Promise((resolve) => child.on('close', resolve));
    return stdout;
  });
  const [here, there] = await Promise.all(outputs);
  expect(there).toBe(here);
  expect(here).toContain('"schemaVersion": "1"');
});

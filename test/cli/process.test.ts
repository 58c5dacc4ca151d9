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

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'ended by %s while it writes, the program leaves neither the file nor a part of it',
  async (signal, code) => {
    const folder = await mkdtemp(join(tmpdir(), 'cx-roi-'));
    const { child, ended } = start(['score', '-', '--json', '--no-backtest', '-o', join(folder, 'out.json')]);
    const rows = Array.from({ length: 60_000 }, (_, i) => `C${i},2024-01-${10 + (i % 20)},19.90\n`);
    child.stdin.end(`customer_id,date,amount\n${rows.join('')}`);
    const watch = setInterval(async () => {
      if ((await readdir(folder)).some((name) => name.endsWith('.tmp'))) child.kill(signal);
    }, 5);
    expect(await ended).toBe(code);
    clearInterval(watch);
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  },
  60_000,
);

const FOLLOW = ['alerts', 'fixtures/subscription/subscription.json', '--as-of', '2024-06-30', '--follow'];
const hard = (id: string, day: number) =>
  [day, day + 1]
    .map((n) => `{"customer_id":"${id}","occurred_at":"2024-07-0${n}T09:00:00Z","case_id":"K","resolved":false}\n`)
    .join('');
/** Resolves once the text of a stream holds some words. */
const said = (stream: NodeJS.ReadableStream, words: string) =>
  new Promise<void>((resolve) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      if (text.includes(words)) resolve();
    });
  });

test('alerts come while events are still coming, and the end of the events is the end', async () => {
  const { child, text, ended } = start(FOLLOW);
  const raised = said(child.stdout, '"customerId":"S-0012"');
  child.stdin.write(hard('S-0012', 1));
  await raised;
  child.stdin.end(hard('S-0098', 3));
  expect(await ended).toBe(0);
  expect(text.stdout).toContain('"customerId":"S-0098"');
  expect(text.stderr).toContain('vents read: 4 = 4 used + 0 skipped');
});

test('an interruption while following ends with a summary and 130', async () => {
  const { child, text, ended } = start(FOLLOW);
  const raised = said(child.stdout, '"customerId":"S-0012"');
  child.stdin.write(hard('S-0012', 1));
  await raised;
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(text.stderr).toContain('vents read: 2 = 2 used + 0 skipped; alerts raised: 1');
});

test('a reader who stops reading ends the following without a word', async () => {
  const { child, text, ended } = start(FOLLOW);
  child.stdout.once('data', () => child.stdout.destroy());
  child.stdin.on('error', () => undefined);
  child.stdin.write(hard('S-0012', 1));
  await new Promise((resolve) => child.stdout.once('close', resolve));
  child.stdin.write(hard('S-0098', 3));
  expect(await ended).toBe(0);
  expect(text.stderr).not.toContain('vents read');
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

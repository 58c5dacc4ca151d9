import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../support/shell.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cx-roi-'));
const [log, crowd, flawed] = [join(folder, 'log.csv'), join(folder, 'crowd.csv'), join(folder, 'flawed.csv')];
const temporary = join(folder, 'temporary');

/** More than fits into 155 MB at once, of few customers or of many. */
const ROWS = 200_000;

function logOf(customers: number, lastRow = ''): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const customer = `C${String((i * 7919) % customers).padStart(6, '0')}`;
    const day = `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + ((i * 31) % 28)).padStart(2, '0')}`;
    const amount = ((i * 37) % 9973) / 100;
    return i % 3 === 0
      ? `${customer},${day},support,${i % 2 === 0 ? 'phone' : 'chat'},K${i % 900},`
      : `${customer},${day},purchase,web,,${amount.toFixed(2)}`;
  });
  return `customer_id,date,type,channel,case_id,amount\n${rows.join('\n')}\n${lastRow}`;
}

beforeAll(() => {
  writeFileSync(log, logOf(400));
  writeFileSync(crowd, logOf(ROWS));
  writeFileSync(flawed, logOf(400, 'C000001,someday,purchase,web,,1.00\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** Runs a command on the files of the disk, and what it leaves in the temporary folder. */
async function features(...argv: string[]) {
  rmSync(temporary, { recursive: true, force: true });
  vi.stubEnv('TMPDIR', mkdtempSync(`${temporary}-`));
  const ended = await run(['features', ...argv, '--quiet'], { disk: true });
  return { ...ended, left: readdirSync(process.env['TMPDIR']!) };
}

describe('interactions that do not fit in memory', () => {
  it.each(['exact', 'auto'])('give the same features in parts, read by --engine %s', async (engine) => {
    const whole = await features(log, '--engine', engine);
    const parts = await features(log, '--engine', engine, '--memory', '155MB');
    expect(parts).toEqual(whole);
    expect([whole.exitCode, whole.stdout.split('\n').length, whole.left]).toEqual([0, 402, []]);
  }, 60_000);

  it('leave nothing on disk where the run fails, while it reads or afterwards', async () => {
    const asContracts = await features(log, '--memory', '155MB', '--behaviour', 'subscription');
    expect(asContracts).toMatchObject({ exitCode: 3, left: [], stderr: expect.stringContaining('contracts') });
    const strict = await features(flawed, '--memory', '155MB', '--strict', '--engine', 'exact');
    expect(strict).toMatchObject({ exitCode: 3, stdout: '', left: [] });
  }, 60_000);

  it('are refused where the customers alone are too many, and for scores', async () => {
    const many = await features(crowd, '--memory', '155MB');
    expect(many).toMatchObject({ exitCode: 3, stdout: '', left: [] });
    expect(many.stderr).toMatch(/customers of these files .* take more than 155 MB of memory by themselves/);
    const scored = await run(['score', log, '--memory', '130MB'], { disk: true });
    expect([scored.exitCode, scored.stderr]).toEqual([3, expect.stringContaining('here in parts')]);
  }, 60_000);

  it('are refused with a hint where the temporary folder cannot be written', async () => {
    vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
    const { exitCode, stderr } = await run(['features', log, '--memory', '155MB', '--engine', 'exact'], { disk: true });
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/do not fit in memory, nor in .*nowhere/)]);
    expect(stderr).toContain('TMPDIR');
  });

  it('are gone from the disk after an interruption', async () => {
    const own = mkdtempSync(`${temporary}-`);
    const program = ['--import', 'tsx', '-e', "import('./src/cli/io.ts').then(({ run }) => run())", '--', 'cx-roi'];
    const argv = [...program, 'features', log, '--memory', '155MB', '--engine', 'exact'];
    const env = { PATH: process.env['PATH'], TMPDIR: own };
    const child = spawn(process.execPath, argv, { cwd: ROOT, env, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    let isSeen = false;
    const watch = setInterval(() => {
      if (!readdirSync(own).some((name) => name.startsWith('cx-roi-parts-'))) return;
      isSeen = true;
      child.kill('SIGINT');
    }, 5);
    expect(await ended).toBe(130);
    clearInterval(watch);
    expect([isSeen, readdirSync(own).filter((name) => name.startsWith('cx-roi-'))]).toEqual([true, []]);
  }, 60_000);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { logOf } from './generateLog.ts';
import { interleave } from './measure.ts';
import { report } from './speed.ts';

/** Reads a clean log of 2,000,000 rows with the reader of a commit and with the present one, in turn. */
export async function compareReading(ref: string, rounds: number): Promise<void> {
  const log = await logOf(2_000_000, 100_000);
  const before = mkdtempSync(join(tmpdir(), 'cx-roi-before-'));
  try {
    const archive = execFileSync('git', ['archive', ref, 'src', 'package.json'], { maxBuffer: 1 << 28 });
    execFileSync('tar', ['--extract', '--directory', before], { input: archive });
    symlinkSync(resolve('node_modules'), join(before, 'node_modules'));
    const command = (root: string) => ['node', '--import', 'tsx', 'test/bench/readAlone.ts', root, log];
    const runs = await interleave({ before: command(before), now: command('.') }, rounds);
    const megabytes = (statSync(log).size / 1e6).toFixed(0);
    report(`Reading 2,000,000 rows, ${megabytes} MB`, [ref, runs.before], ['now', runs.now]);
  } finally {
    rmSync(before, { recursive: true });
  }
}

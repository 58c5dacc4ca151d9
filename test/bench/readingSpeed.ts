import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { logOf } from './generateLog.ts';
import { median } from './measure.ts';

/**
 * Reads a clean log of 2,000,000 rows with the reader of a commit and with the present ones (the exact one, and the one chosen), in turn, and prints the
 * processor time of each: what else the machine does matters less to it than to a clock.
 */
export async function compareReading(ref: string, rounds: number): Promise<void> {
  const log = await logOf(2_000_000, 100_000);
  const before = mkdtempSync(join(tmpdir(), 'cx-roi-before-'));
  try {
    const archive = execFileSync('git', ['archive', ref, 'src', 'package.json'], { maxBuffer: 1 << 28 });
    execFileSync('tar', ['--extract', '--directory', before], { input: archive });
    symlinkSync(resolve('node_modules'), join(before, 'node_modules'));
    const times = { [ref]: [] as number[], exact: [] as number[], now: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times[ref]!.push(cpuMs(before, log));
      times['exact']!.push(cpuMs('.', log, 'exact'));
      times['now']!.push(cpuMs('.', log));
    }
    console.log(`Reading 2,000,000 rows, ${(statSync(log).size / 1e6).toFixed(0)} MB, processor time`);
    for (const [name, all] of Object.entries(times)) console.log(`  ${name.padEnd(28)} ${median(all).toFixed(0)} ms`);
    const ratio = (name: string) => (median(times[name]!) / median(times[ref]!)).toFixed(2);
    console.log(`  ratio ${ratio('exact')} by the exact reader, ${ratio('now')} by the one chosen`);
  } finally {
    rmSync(before, { recursive: true });
  }
}

function cpuMs(root: string, log: string, engine = 'auto'): number {
  const said = execFileSync('node', ['--import', 'tsx', 'test/bench/readAlone.ts', root, log, engine]);
  return JSON.parse(said.toString()).cpuMs;
}

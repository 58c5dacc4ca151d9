import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly wallMs: number;
  /** High-water mark of resident memory; NaN where /proc is absent. */
  readonly peakMb: number;
}

/** Runs a command to its end, its output read and thrown away. Fails when it does. */
export function measure(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.resume();
    let peakMb = Number.NaN;
    const watch = setInterval(() => {
      const seen = peakOf(child.pid);
      if (!(peakMb >= seen) && !Number.isNaN(seen)) peakMb = seen;
    }, 20);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ wallMs: performance.now() - started, peakMb });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
}

export function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Runs all commands in turn, `rounds` times, so that a machine whose speed drifts treats them alike. */
export async function interleave<K extends string>(
  commands: Readonly<Record<K, readonly string[]>>,
  rounds: number,
): Promise<Record<K, Run>> {
  const names = Object.keys(commands) as K[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Run[]])) as Record<K, Run[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const [command, ...args] = commands[name];
      runs[name].push(await measure(command!, args));
    }
  }
  const summary = names.map((name) => {
    const wallMs = median(runs[name].map((run) => run.wallMs));
    return [name, { wallMs, peakMb: Math.max(...runs[name].map((run) => run.peakMb)) }];
  });
  return Object.fromEntries(summary) as Record<K, Run>;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)]! + sorted[Math.ceil(sorted.length / 2) - 1]!) / 2;
}

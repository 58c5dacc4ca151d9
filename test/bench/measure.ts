import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly wallMs: number;
  /** Processor time of all threads, and the high-water mark of resident memory; NaN where /proc is absent. */
  readonly cpuMs: number;
  readonly peakMb: number;
  /** What the command measured itself, for those that print `12.5 ms` and nothing else; else NaN. */
  readonly ownMs: number;
}

/** More than a command that prints its own time says. */
const FEW_BYTES = 100;
const TICKS_PER_MS = 0.1;

/** Runs a command to its end, its output read and thrown away. Fails when it does. */
export function measure(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      if (said.length < FEW_BYTES) said += piece.toString();
    });
    let seen = { peakMb: Number.NaN, cpuMs: Number.NaN };
    const watch = setInterval(() => {
      seen = used(child.pid) ?? seen;
    }, 20);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const wallMs = performance.now() - started;
      if (code === 0) resolve({ wallMs, ...seen, ownMs: Number(/^([\d.]+) ms\n$/.exec(said)?.[1] ?? Number.NaN) });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
}

/** What a process has used so far; null when it is gone. */
function used(pid: number | undefined): Pick<Run, 'peakMb' | 'cpuMs'> | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // The 14th and 15th field: ticks in the program and in the system for it.
    const peakMb = peakOf(pid);
    // A process that has ended and was not looked after yet has no memory left.
    return Number.isNaN(peakMb) ? null : { peakMb, cpuMs: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_MS };
  } catch {
    return null;
  }
}

export function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Runs all commands in turn, `rounds` times, so that a machine whose speed drifts treats them alike. Medians. */
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
    const middle = (part: keyof Run) => median(runs[name].map((run) => run[part]));
    const peakMb = Math.max(...runs[name].map((run) => run.peakMb));
    return [name, { wallMs: middle('wallMs'), cpuMs: middle('cpuMs'), ownMs: middle('ownMs'), peakMb }];
  });
  return Object.fromEntries(summary) as Record<K, Run>;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)]! + sorted[Math.ceil(sorted.length / 2) - 1]!) / 2;
}

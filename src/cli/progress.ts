import type { Progress } from '../domain/reading.ts';
import { visible } from '../foundation/visible.ts';
import type { Io } from './shell.ts';

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly erase: () => void;
}

const FIRST_AFTER_MS = 1000;
const REDRAW_MS = 200;
const ERASE_LINE = '\r\u001b[K';

/** One line on a terminal's standard error, from the first second on; nothing in a pipe, in CI or when quiet. */
export function progressLine(io: Io, quiet: boolean): ProgressLine {
  const wanted = io.stderr.isTerminal && !quiet && !io.env['CI'] && io.env['TERM'] !== 'dumb';
  if (!wanted) return { show: () => undefined, erase: () => undefined };
  const start = io.now();
  let drawn = false;
  let next = start + FIRST_AFTER_MS;
  return {
    show: (progress) => {
      const now = io.now();
      if (now < next) return;
      next = now + REDRAW_MS;
      drawn = true;
      io.draw(`${ERASE_LINE}${progressWords(progress, (now - start) / 1000).slice(0, (io.stderr.columns ?? 80) - 1)}`);
    },
    erase: () => {
      if (drawn) io.draw(ERASE_LINE);
      drawn = false;
    },
  };
}

function progressWords({ step, rows }: Progress, seconds: number): string {
  if (rows === undefined) return `${visible(step)} …`;
  return `${visible(step)}: ${grouped(rows)} rows, ${grouped(Math.round(rows / seconds))} a second`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

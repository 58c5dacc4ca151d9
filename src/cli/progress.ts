import type { Output } from '../app/request.ts';
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

/**
 * One line on a terminal's standard error, from the first second on; nothing in a pipe, in CI or when quiet. A step that
 * begins later shows at once: what computes without pause tells of nothing but its beginning.
 */
export function progressLine(io: Io, quiet: boolean): ProgressLine {
  const wanted = io.stderr.isTerminal && !quiet && !io.env['CI'] && io.env['TERM'] !== 'dumb';
  if (!wanted) return { show: () => undefined, erase: () => undefined };
  let drawn = false;
  let next = io.now() + FIRST_AFTER_MS;
  let step = { name: '', startMs: 0 };
  const first = next;
  return {
    show: (progress) => {
      const now = io.now();
      const isNew = progress.step !== step.name;
      if (isNew) step = { name: progress.step, startMs: now };
      if (now < (isNew ? first : next)) return;
      next = now + REDRAW_MS;
      drawn = true;
      io.draw(`${ERASE_LINE}${progressWords(progress, (now - step.startMs) / 1000, (io.stderr.columns ?? 80) - 1)}`);
    },
    erase: () => {
      if (drawn) io.draw(ERASE_LINE);
      drawn = false;
    },
  };
}

/** The chunks of an output, whose way to a file or a pipe is shown; the line is gone before anything else is said. */
export function shown({ target, chunks }: Output, { show, erase }: ProgressLine, io: Io): Output['chunks'] {
  if (target.kind === 'stderr' || (target.kind === 'stdout' && io.stdout.isTerminal)) {
    erase();
    return chunks;
  }
  return counted(chunks, `writing ${target.kind === 'file' ? target.path : 'the result'}`, show);
}

function* counted(chunks: Output['chunks'], step: string, show: ProgressLine['show']): Output['chunks'] {
  let bytes = 0;
  for (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    show({ step, bytes });
  }
}

/** What there is to tell, the step itself cut short where the line is. */
function progressWords(progress: Progress, seconds: number, columns: number): string {
  const figures = figuresOf(progress, seconds).join(', ');
  if (figures === '') return `${cut(visible(progress.step), columns - 2)} …`;
  return `${cut(visible(progress.step), Math.max(0, columns - figures.length - 2))}: ${figures}`.slice(0, columns);
}

function figuresOf({ bytes, ofBytes, rows }: Progress, seconds: number): string[] {
  const figures: string[] = [];
  if (bytes !== undefined)
    figures.push(ofBytes === undefined ? `${mega(bytes)} MB` : `${mega(bytes)} of ${mega(ofBytes)} MB`);
  if (rows !== undefined && rows > 0) {
    figures.push(`${grouped(rows)} rows`);
    if (seconds > 0) figures.push(`${grouped(Math.round(rows / seconds))} a second`);
  }
  const left =
    bytes === undefined || ofBytes === undefined || bytes === 0 ? Number.NaN : (seconds * (ofBytes - bytes)) / bytes;
  if (left >= 0) figures.push(`${timeWords(left)} left`);
  return figures;
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}

function mega(bytes: number): string {
  return grouped(Math.round(bytes / 1e6));
}

function timeWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

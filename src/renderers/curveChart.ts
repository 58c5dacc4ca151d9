import { wrap } from './layout.ts';
import { percent } from './numbers.ts';

const STEPS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const ROWS = 4;
const LABEL_COLUMNS = 5;
const MOST_COLUMNS = 60;

/**
 * A curve from 1 down, such as the share still here by month, as columns with its axes: the top row is 75 to 100%.
 * `values[i]` is the value at month i; long curves take every k-th month. Below it the curve in figures, for those who
 * hear or search it.
 */
export function curveChart(values: readonly number[], width: number): string[] {
  const room = Math.min(MOST_COLUMNS, Math.max(1, width - LABEL_COLUMNS));
  const months = values.length - 1;
  const step = Math.max(1, Math.ceil(values.length / room));
  const shown = values.filter((_, month) => month % step === 0);
  // Short curves are drawn wider: several columns a month.
  const repeat = Math.max(1, Math.floor(Math.min(room, MOST_COLUMNS / 2) / shown.length));
  const columns = shown.length * repeat;
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const floor = (ROWS - 1 - row) / ROWS;
    const label = percent((ROWS - row) / ROWS, 0).padStart(LABEL_COLUMNS - 1);
    return `${label} ${shown.map((value) => block((value - floor) * ROWS).repeat(repeat)).join('')}`.trimEnd();
  });
  return [...lines, axis(columns, months), ...wrap(inFigures(values), width)];
}

/** A block as high as the share of its row; what is above nothing shows. */
function block(share: number): string {
  if (share <= 0) return STEPS[0];
  return STEPS[Math.min(8, Math.max(1, Math.round(share * 8)))]!;
}

function axis(columns: number, months: number): string {
  const end = `${months} months`;
  return `${' '.repeat(LABEL_COLUMNS)}0${end.padStart(Math.max(end.length + 1, columns - 1))}`;
}

const TOLD_MONTHS = [1, 3, 6, 12, 24, 36, 60] as const;
const TOLD = 4;

function inFigures(values: readonly number[]): string {
  const told = TOLD_MONTHS.filter((month) => month < values.length).slice(-TOLD);
  const parts = told.map((month) => `${percent(values[month]!, 0)} after ${month}`);
  return parts.length === 0 ? `${percent(values.at(-1) ?? null, 0)} at the end` : `${parts.join(', ')} months`;
}

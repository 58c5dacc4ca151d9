import type { ValueShare } from '../domain/results.ts';
import { bar } from './bar.ts';
import { percent } from './numbers.ts';

const LABEL_COLUMNS = 9;
const FIGURE_COLUMNS = 5;

/** Who holds how much of the expected value: one bar for each share of the customers, most valuable first. */
export function spreadChart(spread: readonly ValueShare[], width: number): string[] {
  const room = Math.min(40, Math.max(8, width - LABEL_COLUMNS - FIGURE_COLUMNS - 2));
  return spread.map(({ customersShare, valueShare }) => {
    const label = `top ${percent(customersShare, 0).padStart(3)}`.padEnd(LABEL_COLUMNS);
    return `${label}${percent(valueShare, 0).padStart(FIGURE_COLUMNS)}  ${bar(valueShare, room)}`;
  });
}

import type { BacktestBand } from '../domain/backtest.ts';
import { wrap } from './layout.ts';
import { decimal } from './numbers.ts';

const FIGURE_COLUMNS = 9;
const MARK = '│';

/**
 * Predicted against actual, band by band, lowest first: a bar as long as what happened and a mark at what was
 * predicted, so that a good forecast has every mark at the end of its bar.
 */
export function calibrationChart(bands: readonly BacktestBand[], width: number): string[] {
  const most = Math.max(...bands.flatMap(({ predicted, actual }) => [predicted, actual]));
  const room = Math.min(50, Math.max(8, width - 2 * FIGURE_COLUMNS - 2));
  const head = `${'predicted'.padStart(FIGURE_COLUMNS)}${'actual'.padStart(FIGURE_COLUMNS)}`;
  const lines = bands.map(({ predicted, actual }) => {
    const figures = [predicted, actual].map((value) => decimal(value, most >= 100 ? 1 : 3).padStart(FIGURE_COLUMNS));
    return `${figures.join('')}  ${marked(place(actual, most, room), place(predicted, most, room))}`;
  });
  return [head, ...lines, ...wrap(`each line a band of customers; bar: actual, ${MARK}: predicted`, width)];
}

/** Columns that a value takes, of `room`. */
function place(value: number, most: number, room: number): number {
  return most > 0 ? Math.round((value / most) * (room - 1)) : 0;
}

function marked(barColumns: number, markAt: number): string {
  const length = Math.max(barColumns, markAt + 1);
  return Array.from({ length }, (_, i) => (i === markAt ? MARK : i < barColumns ? '█' : ' ')).join('');
}

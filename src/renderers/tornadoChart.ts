import type { TornadoRow } from '../domain/simulateReport.ts';
import { wrap } from './layout.ts';
import { decimal } from './numbers.ts';

const MOST_COLUMNS = 40;
const LEAST_COLUMNS = 8;

/**
 * Which assumption moves the NPV most: a bar from the NPV at one end of each assumption to the NPV at its other end,
 * all on one scale, `│` where the case stands. The worse end is on the left.
 */
export function tornadoChart(rows: readonly TornadoRow[], npv: number, width: number): string[] {
  const bars = rows.map(endsOf);
  const least = Math.min(npv, ...bars.map(({ worse }) => worse.npv));
  const most = Math.max(npv, ...bars.map(({ better }) => better.npv));
  const figures = bars.flatMap(({ worse, better }) => [worse, better].map((end) => decimal(end.npv, 0).length));
  const figure = Math.max(0, ...figures);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, width - 2 * figure - 4));
  const scale = { least, most, columns };
  return bars.flatMap(({ input, worse, better }) => [
    ...wrap(`${input}: ${worse.words} … ${better.words}`, width),
    `  ${decimal(worse.npv, 0).padStart(figure)} ${barBetween(worse.npv, better.npv, npv, scale)} ${decimal(better.npv, 0)}`,
  ]);
}

/** The end at which the case is worse, and the one at which it is better. */
export function endsOf({ input, low, high, npvLow, npvHigh }: TornadoRow) {
  const ends = [
    { words: low, npv: npvLow },
    { words: high, npv: npvHigh },
  ].sort((a, b) => a.npv - b.npv);
  return { input, worse: ends[0]!, better: ends[1]! };
}

interface Scale {
  readonly least: number;
  readonly most: number;
  readonly columns: number;
}

function barBetween(left: number, right: number, npv: number, { least, most, columns }: Scale): string {
  const place = (value: number) => (most > least ? Math.round(((value - least) / (most - least)) * (columns - 1)) : 0);
  const [from, to, here] = [place(left), place(right), place(npv)];
  return Array.from({ length: columns }, (_, k) => (k === here ? '│' : k >= from && k <= to ? '█' : '·')).join('');
}

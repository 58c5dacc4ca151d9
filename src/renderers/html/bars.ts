import type { BarPicture, BarRow } from '../pictures.ts';
import { element, short, svg, text } from './svg.ts';

const WIDTH = 720;
const ROW = 26;
const LABELS = 190;
const FIGURES = 130;
const ROOM = WIDTH - LABELS - FIGURES - 16;
const LONGEST_LABEL = 28;

/** Horizontal bars from zero, with whiskers for ranges. */
export function drawBars({ rows, caption }: BarPicture): string {
  const [least, most] = reach(rows);
  const place = (value: number) => LABELS + 8 + ((value - least) / (most - least)) * ROOM;
  const zero = element('line', { x1: place(0), x2: place(0), y1: 2, y2: rows.length * ROW - 2, class: 'axis' });
  const drawn = rows.map((row, i) => drawRow(row, i * ROW, place)).join('');
  return svg(WIDTH, rows.length * ROW, caption, drawn + zero);
}

function drawRow(
  { label, value, low, high, mark, text: figure }: BarRow,
  top: number,
  place: (value: number) => number,
): string {
  const middle = top + ROW / 2;
  const [from, to] = [place(Math.min(0, value)), place(Math.max(0, value))];
  const bar = element('rect', { x: from, y: top + 5, width: Math.max(1, to - from), height: ROW - 10, class: 'bar' });
  const range =
    low === null || high === null
      ? ''
      : element('path', { d: whisker(place(low), place(high), middle), class: 'range' });
  return [
    text(LABELS, middle, cut(label), { class: 'label end' }),
    bar,
    range,
    mark === undefined ? '' : element('path', { d: `M${short(place(mark))} ${top + 2}v${ROW - 4}`, class: 'mark' }),
    text(WIDTH - FIGURES, middle, figure, { class: 'label' }),
  ].join('');
}

function whisker(from: number, to: number, y: number): string {
  return `M${short(from)} ${y - 4}V${y + 4}M${short(from)} ${y}H${short(to)}M${short(to)} ${y - 4}V${y + 4}`;
}

/** From zero or the least to zero or the most, never empty. */
function reach(rows: readonly BarRow[]): readonly [number, number] {
  const all = rows.flatMap(({ value, low, high, mark }) => [value, low ?? 0, high ?? 0, mark ?? 0]);
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  return most > least ? [least, most] : [0, 1];
}

function cut(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}

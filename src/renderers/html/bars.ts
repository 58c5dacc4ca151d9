import type { BarPicture, BarRow } from '../pictures.ts';
import { element, PICTURE_WIDTH, short, shortened, svg, text } from './svg.ts';

const ROW = 36;
const BAR = 14;
const LONGEST_LABEL = 40;

/** Horizontal bars from zero, each under its name and figure, with whiskers for ranges. */
export function drawBars({ rows, caption }: BarPicture): string {
  const [least, most] = reach(rows);
  const place = (value: number) => 1 + ((value - least) / (most - least)) * (PICTURE_WIDTH - 2);
  const height = rows.length * ROW + 2;
  const drawn = rows.map((row, i) => drawRow(row, i * ROW, place)).join('');
  const zero = rows.map((_, i) => `M${short(place(0))} ${i * ROW + 17}v${BAR + 4}`).join('');
  return svg(PICTURE_WIDTH, height, caption, drawn + element('path', { d: zero, class: 'axis' }));
}

function drawRow(
  { label, value, low, high, mark, text: figure }: BarRow,
  top: number,
  place: (value: number) => number,
): string {
  const [words, bar] = [top + 9, top + 19];
  const middle = bar + BAR / 2;
  const [from, to] = [place(Math.min(0, value)), place(Math.max(0, value))];
  const range =
    low === null || high === null
      ? ''
      : element('path', { d: whisker(place(low), place(high), middle), class: 'range' });
  return [
    text(0, words, shortened(label, LONGEST_LABEL), { class: 'label' }),
    text(PICTURE_WIDTH, words, figure, { class: 'label end' }),
    element('rect', { x: from, y: bar, width: Math.max(1, to - from), height: BAR, class: 'bar' }),
    range,
    mark === undefined ? '' : element('path', { d: `M${short(place(mark))} ${bar - 2}v${BAR + 4}`, class: 'mark' }),
  ].join('');
}

/** An end beyond the picture is an arrow. */
function whisker(from: number, to: number, y: number): string {
  const [least, most] = [0, PICTURE_WIDTH];
  const start =
    from < least ? `M5 ${y - 4}L1 ${y}L5 ${y + 4}M1 ${y}` : `M${short(from)} ${y - 4}V${y + 4}M${short(from)} ${y}`;
  const end =
    to > most
      ? `H${most - 1}M${most - 5} ${y - 4}L${most - 1} ${y}L${most - 5} ${y + 4}`
      : `H${short(to)}M${short(to)} ${y - 4}V${y + 4}`;
  return start + end;
}

/** The picture reaches so many times as far as its figures, so that no wide range makes them too small to see. */
const FARTHEST = 3;

/** From zero or the least to zero or the most, never empty. */
function reach(rows: readonly BarRow[]): readonly [number, number] {
  const figures = rows.flatMap(({ value, mark }) => [value, mark ?? 0]);
  const all = [...figures, ...rows.flatMap(({ low, high }) => [low ?? 0, high ?? 0])];
  const farthest = FARTHEST * Math.max(...figures.map(Math.abs));
  const far = farthest > 0 ? farthest : Number.POSITIVE_INFINITY;
  const [least, most] = [Math.max(-far, Math.min(0, ...all)), Math.min(far, Math.max(0, ...all))];
  return most > least ? [least, most] : [0, 1];
}

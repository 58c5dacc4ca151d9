import { percent } from '../numbers.ts';
import type { CurvePicture, CurveSeries } from '../pictures.ts';
import { element, PICTURE_WIDTH, short, svg, text } from './svg.ts';

const WIDTH = PICTURE_WIDTH;
const HEIGHT = 240;
const LEFT = 42;
const RIGHT = 92;
const TOP = 10;
const BOTTOM = 38;
const LEAST_GAP = 16;

type Place = (x: number, share: number) => readonly [number, number];

/** Lines of shares over time on a scale from 0 to 100%, each named at its end. */
export function drawCurve({ series, xLabel, caption }: CurvePicture): string {
  const steps = Math.max(1, ...series.map(({ values }) => values.length - 1));
  const place: Place = (x, share) => [
    LEFT + (x / steps) * (WIDTH - LEFT - RIGHT),
    TOP + (1 - share) * (HEIGHT - TOP - BOTTOM),
  ];
  const names = nameHeights(series, place);
  const drawn = series.map((line, i) => drawSeries(line, i, place, names[i]!)).join('');
  return svg(WIDTH, HEIGHT, caption, grid(steps, xLabel, place) + drawn);
}

function grid(steps: number, xLabel: string, place: Place): string {
  const rows = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const [, y] = place(0, share);
    const line = element('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, class: 'grid' });
    return line + text(LEFT - 6, y, percent(share, 0), { class: 'label end' });
  });
  const stride = Math.max(1, Math.ceil(steps / 12));
  const columns = Array.from({ length: Math.floor(steps / stride) + 1 }, (_, i) => {
    const [x] = place(i * stride, 0);
    return text(x, HEIGHT - BOTTOM + 14, String(i * stride), { class: 'label middle' });
  });
  const name = text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, xLabel, { class: 'label middle' });
  return [...rows, ...columns, name].join('');
}

function drawSeries({ name, values, low, high }: CurveSeries, index: number, place: Place, nameY: number): string {
  const style = `line s${index % 4}`;
  const band =
    low === undefined || high === undefined
      ? ''
      : element('path', { d: area(low, high, place), class: `band s${index % 4}` });
  const line = element('path', { d: path(points(values, place)), class: style });
  return `${band}${line}${text(WIDTH - RIGHT + 6, nameY, name, { class: `label name s${index % 4}` })}`;
}

/** Each name at the height of its line's end, moved down where two would touch. */
function nameHeights(series: readonly CurveSeries[], place: Place): number[] {
  const ends = series.map(({ values }, i) => ({ i, y: place(0, values.findLast((value) => value !== null) ?? 0)[1] }));
  const heights = new Array<number>(series.length).fill(0);
  let last = Number.NEGATIVE_INFINITY;
  for (const { i, y } of ends.sort((a, b) => a.y - b.y || a.i - b.i)) {
    last = Math.max(y, last + LEAST_GAP);
    heights[i] = last;
  }
  return heights;
}

function points(values: readonly (number | null)[], place: Place): (readonly [number, number])[] {
  return values.flatMap((value, x) => (value === null ? [] : [place(x, value)]));
}

function path(all: readonly (readonly [number, number])[]): string {
  return all.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');
}

function area(low: readonly (number | null)[], high: readonly (number | null)[], place: Place): string {
  return `${path([...points(high, place), ...points(low, place).reverse()])}Z`;
}

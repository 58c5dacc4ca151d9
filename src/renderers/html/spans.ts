import type { SpanPicture, SpanRow } from '../pictures.ts';
import { element, PICTURE_WIDTH, short, shortened, svg, text } from './svg.ts';

const ROW = 36;
const BAR = 14;
/** Room for the figures at both ends of the widest bar. */
const FIGURES = 76;
const LONGEST_LABEL = 60;

/** Bars between two figures, each under its name, and a line where the case stands. */
export function drawSpans({ rows, at, caption }: SpanPicture): string {
  const least = Math.min(at, ...rows.map(({ low }) => low));
  const most = Math.max(at, ...rows.map(({ high }) => high));
  const room = PICTURE_WIDTH - 2 * FIGURES;
  const place = (value: number) => FIGURES + (most > least ? (value - least) / (most - least) : 0.5) * room;
  const drawn = rows.map((row, i) => drawSpan(row, i * ROW, place)).join('');
  const lines = rows.map((_, i) => `M${short(place(at))} ${i * ROW + 17}v${BAR + 4}`).join('');
  return svg(PICTURE_WIDTH, rows.length * ROW + 2, caption, drawn + element('path', { d: lines, class: 'mark' }));
}

function drawSpan({ label, low, high, lowText, highText }: SpanRow, top: number, place: (value: number) => number) {
  const [from, to, bar] = [place(low), place(high), top + 19];
  const middle = bar + BAR / 2;
  return [
    text(0, top + 9, shortened(label, LONGEST_LABEL), { class: 'label' }),
    element('rect', { x: from, y: bar, width: Math.max(1, to - from), height: BAR, class: 'bar' }),
    text(from - 5, middle, lowText, { class: 'label end' }),
    text(to + 5, middle, highText, { class: 'label' }),
  ].join('');
}

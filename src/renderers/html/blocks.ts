import type { HeadlineLine } from '../headline.ts';
import type { Picture } from '../pictures.ts';
import type { Block, DerivationStep, Section } from '../sections.ts';
import { sentence } from '../sentence.ts';
import type { TableData } from '../tables.ts';
import { drawBars } from './bars.ts';
import { drawCurve } from './curve.ts';
import { drawSpans } from './spans.ts';
import { html } from './text.ts';

/** A chapter of the page; `depth` is that of its heading. */
export function* sectionHtml({ heading, blocks }: Section, depth: number): Iterable<string> {
  yield `<section>\n<h${depth}>${html(heading)}</h${depth}>\n`;
  for (const block of blocks) yield blockHtml(block);
  yield '</section>\n';
}

export function blockHtml(block: Block): string {
  if ('words' in block) return `<p>${prose(block.words)}</p>\n`;
  if ('untold' in block) return `<p class="untold">${html(sentence(`not told: ${block.untold}`))}</p>\n`;
  if ('items' in block) return `<ul>\n${block.items.map((item) => `<li>${prose(item)}</li>\n`).join('')}</ul>\n`;
  if ('lines' in block) return headlineHtml(block.lines);
  if ('steps' in block) return stepsHtml(block.steps);
  if ('picture' in block)
    return `<div class="shown">\n${figureHtml(block.picture)}${tableHtml(block.table, 'In figures')}</div>\n`;
  if ('chart' in block) return `<pre>${block.chart(CHART_WIDTH).map(html).join('\n')}</pre>\n`;
  return tableHtml(block.table, null);
}

/** Running text: dates, options, shares and marked figures stay on one line. */
function prose(text: string): string {
  return html(text).replace(
    /\b\d{4}-\d{2}-\d{2}\b|--[a-z][a-z-]*|[~≈?]?[+-]?\d[\d.,]* %|[~≈?][+-]?\d[\d,]*(?:\.\d+)?/g,
    '<span class="whole">$&</span>',
  );
}

/** A figure, and the lines of how it comes about below it. */
function stepsHtml(steps: readonly DerivationStep[]): string {
  const items = steps.map(
    ({ mark, head, lines }) => `<li>${markHtml(mark)}${[head, ...lines].map(html).join('<br>')}</li>\n`,
  );
  return `<ul>\n${items.join('')}</ul>\n`;
}

const CHART_WIDTH = 72;

function figureHtml(picture: Picture): string {
  return `<figure>\n${draw(picture)}\n<figcaption>${html(picture.caption)}</figcaption>\n</figure>\n`;
}

function draw(picture: Picture): string {
  switch (picture.kind) {
    case 'curve':
      return drawCurve(picture);
    case 'bars':
      return drawBars(picture);
    case 'spans':
      return drawSpans(picture);
  }
}

/** Figures one below another: what it is, the figure with its mark, what belongs beside it. */
function headlineHtml(lines: readonly HeadlineLine[]): string {
  const rows = lines.map(
    ({ label, mark, figure, note }) =>
      `<tr><th scope="row">${html(label)}</th><td class="figure">${markHtml(mark)}${html(figure)}</td><td>${prose(note)}</td></tr>\n`,
  );
  return scrolling(`<table class="headline"><tbody>\n${rows.join('')}</tbody></table>`);
}

const MARK_WORDS: Readonly<Record<string, string>> = { '~': 'modelled', '≈': 'blended', '?': 'assumed' };

function markHtml(mark: string): string {
  const words = MARK_WORDS[mark];
  return words === undefined ? '' : `<abbr title="${words}">${html(mark)}</abbr> `;
}

function tableHtml({ columns, rows }: TableData, caption: string | null): string {
  const side = (i: number) => (columns[i]?.align === 'right' ? ' class="figure"' : '');
  // A column of names without a name of its own has no header.
  const head = columns
    .map(({ title }, i) => (title === '' ? '<td></td>' : `<th scope="col"${side(i)}>${html(title)}</th>`))
    .join('');
  const body = rows.map((cells) => {
    const drawn = cells.map(({ text }, i) =>
      i === 0
        ? `<th scope="row"${text.startsWith(' ') ? ' class="sub"' : side(i) || breaking(text) || roomy(text)}>${html(text.trimStart())}</th>`
        : `<td${side(i) || breaking(text)}>${html(text)}</td>`,
    );
    return `<tr>${drawn.join('')}</tr>\n`;
  });
  const named = caption === null ? '' : `<caption>${html(caption)}</caption>`;
  return scrolling(
    `<table>${named}<thead><tr>${head}</tr></thead><tbody>\n${body.join('')}</tbody></table>`,
    rows.length <= ROWS_TOGETHER,
  );
}

/** Names with a hyphen and ranges stay on one line where they are short; a sentence has room for more than a word a line. */
function breaking(text: string): string {
  if (text.length >= SENTENCE) return ' class="long"';
  const whole = text.includes('-') ? text.length <= SHORT_NAME : text.length <= SHORT_RANGE && RANGE.test(text);
  return whole ? ' class="whole"' : '';
}

/** Names of several words have room for more than one a line. */
function roomy(text: string): string {
  return text.length > SHORT_NAME ? ' class="name"' : '';
}

const SENTENCE = 25;
const SHORT_NAME = 14;
const SHORT_RANGE = 20;
const RANGE = /^[\d.,%]+ (?:to|and) [\d.,%]+$/;

/** On paper a table of so many rows is not broken. */
const ROWS_TOGETHER = 15;

/** A table wider than a phone scrolls on its own; the keyboard has to reach it for that. */
function scrolling(table: string, together = true): string {
  return `<div class="wide${together ? ' short' : ''}" tabindex="0" role="group" aria-label="Table">${table}</div>\n`;
}

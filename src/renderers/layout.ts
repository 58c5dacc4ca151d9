import stringWidth from 'string-width';
import { visible } from '../foundation/visible.ts';

/**
 * ASCII, Latin and Greek letters, arrows, operators, lines and blocks: one column each, told without the Unicode tables,
 * whose first use takes longer than drawing a whole result.
 */
const NARROW = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u0391-\u03c9\u2190-\u2193\u2200-\u22ff\u2500-\u259f–…’]*$/;

/** Terminal columns a text takes: wide characters and emoji two, combining marks none. */
export function widthOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** A user's text in at most `width` columns, control characters written out, `…` where it was cut. */
export function truncate(text: string, width: number): string {
  const shown = visible(text);
  if (widthOf(shown) <= width) return shown;
  if (NARROW.test(shown)) return `${shown.slice(0, Math.max(0, width - 1))}…`;
  let kept = '';
  let used = 0;
  for (const { segment } of clusters(shown)) {
    const next = used + widthOf(segment);
    if (next > width - 1) break;
    kept += segment;
    used = next;
  }
  return `${kept}…`;
}

/** Lines of at most `width` columns, broken between words; a longer word is cut apart. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of visible(text).split(' ')) {
    while (widthOf(word) > width) {
      if (line !== '') lines.push(line);
      line = '';
      const head = cut(word, width);
      lines.push(head);
      word = word.slice(head.length);
    }
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined) > width) {
      lines.push(line);
      line = word;
    } else line = joined;
  }
  return [...lines, line].map((full) => full.trimEnd());
}

function cut(word: string, width: number): string {
  let head = '';
  for (const { segment } of clusters(word)) {
    if (head !== '' && widthOf(head + segment) > width) break;
    head += segment;
  }
  return head;
}

/** What a reader takes for one character. */
function clusters(text: string): Iterable<{ readonly segment: string }> {
  return new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
}

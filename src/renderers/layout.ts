import stringWidth from 'string-width';
import { visible } from '../foundation/visible.ts';

const ASCII = /^[\x20-\x7e]*$/;

/** Terminal columns a text takes: wide characters and emoji two, combining marks none. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A user's text in at most `width` columns, control characters written out, `…` where it was cut. */
export function truncate(text: string, width: number): string {
  const shown = visible(text);
  if (widthOf(shown) <= width) return shown;
  let kept = '';
  let used = 0;
  for (const { segment } of CLUSTERS.segment(shown)) {
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
  for (const { segment } of CLUSTERS.segment(word)) {
    if (head !== '' && widthOf(head + segment) > width) break;
    head += segment;
  }
  return head;
}

import { UNKNOWN } from '../domain/interactions.ts';
import { parseMoney } from './numbers.ts';
import type { SampleRecord } from './sniff.ts';
import { isBlank } from './text.ts';
import { TimeReader } from './times.ts';
import { flagOf } from './words.ts';
import { Zone } from './zones.ts';

/** What the cells of a column are, whatever its header says. */
export type Content = 'blank' | 'flag' | 'time' | 'number' | 'text';

/** Cells looked at, and the share of them that must be of a kind. */
const LOOKED_AT = 200;
const MOST = 0.8;

const UTC = new Zone('UTC');
const READERS = (['dmy', 'mdy'] as const).map((order) => new TimeReader({ order, numeric: null, zone: UTC }));

/** What most of a column's filled cells are in the beginning of a table. */
export function contentOf(sample: readonly SampleRecord[], index: number): Content {
  const cells = filledCells(sample, index);
  if (cells.length === 0) return 'blank';
  for (const [content, is] of KINDS) if (cells.filter(is).length >= MOST * cells.length) return content;
  return 'text';
}

/** The share of a column's filled cells that are something; 0 where none is filled. */
export function shareOf(sample: readonly SampleRecord[], index: number, is: (text: string) => boolean): number {
  const cells = filledCells(sample, index);
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
}

function filledCells(sample: readonly SampleRecord[], index: number): string[] {
  return sample.flatMap(({ cells }) => (isBlank(cells[index] ?? '') ? [] : [cells[index]!])).slice(0, LOOKED_AT);
}

/** Whether a text is a date or time; bare digits are a number before they are a compact date. */
export function isTime(text: string): boolean {
  return !/^\s*\d+\s*$/.test(text) && READERS.some((reader) => !Number.isNaN(reader.read(text)));
}

const KINDS: readonly (readonly [Content, (text: string) => boolean])[] = [
  ['flag', (text) => flagOf(text) !== UNKNOWN],
  ['time', isTime],
  ['number', (text) => !Number.isNaN(parseMoney(text, '.')) || !Number.isNaN(parseMoney(text, ','))],
];

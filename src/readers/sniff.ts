import type { InputFormat } from '../domain/reading.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A record of the sample and the 1-based line it begins on. */
export interface SampleRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** How a delimited text is written. */
export interface Dialect {
  readonly delimiter: string;
  /** Lines before the header: a `sep=` line, a preamble. */
  readonly skipLines: number;
  /** Of these the lines of a preamble. */
  readonly linesAbove: number;
  readonly header: readonly string[];
  /** The mark around cells, and what makes such a mark part of a cell: itself doubled or a backslash before it. */
  readonly quote: '"' | "'";
  readonly escape: '"' | "'" | '\\';
  /** What ends a line, the longest first; each one more costs time with every character. */
  readonly lineEnds: readonly string[];
}

type Quoting = Pick<Dialect, 'quote' | 'escape'>;

const SAMPLE_RECORDS = 200;
const SURVEYED_RECORDS = 1000;

/** Decides between JSON and delimited text from the first characters; a `.json` or `.ndjson` name means JSON. */
export function decideFormat(text: string, name: string, stated: InputFormat): 'csv' | 'json' {
  if (stated !== 'auto') return stated === 'csv' ? 'csv' : 'json';
  if (/\.(?:json|ndjson|jsonl)(?:\.gz)?$/i.test(name)) return 'json';
  return /^\s*(?:\{\s*["}]|\[\s*(?:[[{\]"\d-]|true|false|null))/.test(text) ? 'json' : 'csv';
}

/** What the user said of it. */
export interface StatedDialect {
  readonly delimiter?: string | null;
  readonly headerLine?: number | null;
}

/**
 * The delimiter by a vote over records: first the one that shows the most known headers, then the one that gives
 * the most records the same number of cells, then the one that gives the most cells.
 */
export function sniffDialect(
  text: string,
  stated: StatedDialect,
  countKnown: (headers: readonly string[]) => number,
): Dialect {
  const separator = /^sep=(.)\r?\n/i.exec(text);
  const skipped = Math.max(separator === null ? 0 : 1, (stated.headerLine ?? 1) - 1);
  const body = afterLines(text, skipped);
  const lineEnds = lineEndsOf(body);
  const quoting = quotingOf(body);
  const told = stated.delimiter ?? separator?.[1];
  const candidates = told === undefined ? DELIMITERS : [delimiterNamed(told)];
  let best: (Dialect & { score: readonly number[] }) | undefined;
  for (const delimiter of candidates) {
    const records = splitSample(body, delimiter, SAMPLE_RECORDS, quoting);
    const at = stated.headerLine == null ? headerAt(records, countKnown) : 0;
    const header = records[at]?.cells ?? [];
    const skipLines = skipped + (records[at]?.line ?? 1) - 1;
    const linesAbove = skipLines - (separator === null ? 0 : 1);
    const width = header.length;
    const alike = records.filter(({ cells }) => cells.length === width).length / Math.max(1, records.length);
    const score = [countKnown(header), width > 1 ? alike : 0, width];
    if (best !== undefined && !isHigher(score, best.score)) continue;
    best = { delimiter, skipLines, linesAbove, lineEnds, ...quoting, header, score };
  }
  const { score: _, ...dialect } = best!;
  return dialect;
}

function delimiterNamed(told: string): string {
  return told === '\\t' || told.toLowerCase() === 'tab' ? '\t' : told;
}

/** Single quotes only where they stand around the cells of the first lines; backslashes only where none are doubled. */
function quotingOf(text: string): Quoting {
  const single = text.match(/(?:^|[,;\t|\n])'[^'"\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0;
  const quote = single >= 3 && !text.includes('"') ? "'" : '"';
  const backslashed =
    quote === '"' ? /\\"(?=[^,;\t|\r\n"])/.test(text) && !/[^,;\t|\n]""/.test(text) : /\\'(?=[^,;\t|\r\n'])/.test(text);
  return { quote, escape: backslashed ? '\\' : quote };
}

/** Records that may stand above the header: a title, the settings of a report, comments. */
const PREAMBLE_RECORDS = 30;

/** The header is the first row that shows the most known headers, if it shows two; else it is the first row. */
function headerAt(records: readonly SampleRecord[], countKnown: (headers: readonly string[]) => number): number {
  let best = 0;
  let most = 1;
  records.slice(0, PREAMBLE_RECORDS).forEach(({ cells }, index) => {
    const known = cells.length > MOST_COLUMNS ? 0 : countKnown(cells);
    if (known > most || (index === 0 && known === most)) [best, most] = [index, known];
  });
  return best;
}

/** Rows wider than this are not searched for headers. */
const MOST_COLUMNS = 2000;

/** A text whose beginning has no CR ends its lines by LF; a CR that shows up later is white space. */
function lineEndsOf(text: string): readonly string[] {
  if (!text.includes('\r')) return ['\n'];
  return /\r(?!\n)/.test(text) ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'];
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! > b[i]!;
  return false;
}

/** Records of a sample, split with the same tolerance for stray quotes as the reader that follows. */
function splitSample(text: string, delimiter: string, limit: number, quoting: Quoting): SampleRecord[] {
  const records: SampleRecord[] = [];
  let cells: string[] = [];
  let line = 1;
  let startLine = 1;
  let at = 0;
  while (at < text.length && records.length < limit) {
    const { cell, next } = takeCell(text, at, delimiter, quoting);
    cells.push(cell);
    line += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
    at = next;
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      cells.push('');
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    if (cells.length > 1 || cells[0] !== '') records.push({ cells, line: startLine });
    cells = [];
    line++;
    startLine = line;
  }
  return records;
}

interface Taken {
  readonly cell: string;
  readonly next: number;
}

function takeCell(text: string, from: number, delimiter: string, quoting: Quoting): Taken {
  if (text[from] === quoting.quote) {
    const quoted = takeQuoted(text, from, delimiter, quoting);
    if (quoted !== null) return quoted;
  }
  let next = from;
  while (next < text.length && text[next] !== '\n' && text[next] !== '\r' && !text.startsWith(delimiter, next)) next++;
  return { cell: text.slice(from, next), next };
}

/** A quoted cell; null when the quote never closes or closes in the midst of a cell, so that it stands for itself. */
function takeQuoted(text: string, from: number, delimiter: string, quoting: Quoting): Taken | null {
  const { quote } = quoting;
  for (let at = text.indexOf(quote, from + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (text[at + 1] === quote) {
      at++;
      continue;
    }
    if (quoting.escape === '\\' && text[at - 1] === '\\') continue;
    if (!endsCell(text, at + 1, delimiter)) return null;
    return { cell: text.slice(from + 1, at).replaceAll(quote + quote, quote), next: at + 1 };
  }
  return null;
}

function endsCell(text: string, at: number, delimiter: string): boolean {
  return at >= text.length || text[at] === '\n' || text[at] === '\r' || text.startsWith(delimiter, at);
}

/** The records below the header in the beginning of a text. */
export function sampleRecords(text: string, dialect: Dialect): readonly SampleRecord[] {
  return splitSample(afterLines(text, dialect.skipLines), dialect.delimiter, SURVEYED_RECORDS + 1, dialect).slice(1);
}

/** The text without its first lines. */
function afterLines(text: string, lines: number): string {
  return text.slice(text.split(/\r\n|\r|\n/, lines).reduce((at, line) => lineEnd(text, at + line.length), 0));
}

function lineEnd(text: string, at: number): number {
  return at + (text.startsWith('\r\n', at) ? 2 : 1);
}

import type { Dialect } from './sniff.ts';
import type { RecordSink } from './tables.ts';

/**
 * Mends what a stray quote breaks. csv-parse gives a record of the wrong width, or one that swallowed lines; put
 * together again and split line by line, with the stray quote for a letter, its rows come back.
 */
export function mending(sink: RecordSink, { delimiter, quote, header }: Dialect): RecordSink {
  const width = header.length;
  return {
    record(cells, line) {
      const rows = isSound(cells, width, quote) ? null : mend(cells, { delimiter, quote, width });
      if (rows === null) sink.record(cells, line);
      else rows.forEach((row, i) => void (row.length > 1 && sink.record(row, line + i)));
    },
  };
}

interface Shape {
  readonly delimiter: string;
  readonly quote: string;
  readonly width: number;
}

/** The right number of cells, none of which opens a quote and goes on over several lines. */
function isSound(cells: readonly string[], width: number, quote: string): boolean {
  if (cells.length !== width) return false;
  for (const cell of cells) if (cell.startsWith(quote) && cell.includes('\n')) return false;
  return true;
}

/** One row for each line of the record, of which most must fit; null when they do not. */
function mend(cells: readonly string[], shape: Shape): string[][] | null {
  const { delimiter, quote, width } = shape;
  const written = cells.map((cell) => (cell.startsWith(quote) ? cell : requoted(cell, delimiter, quote)));
  const lines = written.join(delimiter).split(/\r\n|\r|\n/);
  const rows = lines.map((line) => splitLine(line, shape));
  const fitting = rows.filter((row) => row.length === width).length;
  return fitting * 2 > lines.length ? rows : null;
}

/** A cell that only quotes can have held; a quote alone can be a letter of an unquoted one. */
function requoted(cell: string, delimiter: string, quote: string): string {
  if (!cell.includes(delimiter) && !/[\r\n]/.test(cell)) return cell;
  return quote + cell.replaceAll(quote, quote + quote) + quote;
}

/** The cells of one line: a quote inside quotes is a letter, if that gives the right number, else the opening one is. */
function splitLine(line: string, shape: Shape): string[] {
  const lenient = cellsOf(line, shape, true);
  return lenient.length === shape.width ? lenient : cellsOf(line, shape, false);
}

function cellsOf(line: string, { delimiter, quote }: Shape, lenient: boolean): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const end = line.startsWith(quote, at) ? closingQuote(line, at, delimiter, { quote, lenient }) : -1;
    const next = end < 0 ? line.indexOf(delimiter, at) : end + 1;
    const stop = next < 0 ? line.length : next;
    cells.push(end < 0 ? line.slice(at, stop) : line.slice(at + 1, end).replaceAll(quote + quote, quote));
    at = stop + delimiter.length;
  }
  return cells;
}

/** Where the quote that opens at `from` closes: before a delimiter or the end; -1 when it does not. */
function closingQuote(
  line: string,
  from: number,
  delimiter: string,
  { quote, lenient }: { readonly quote: string; readonly lenient: boolean },
): number {
  for (let at = line.indexOf(quote, from + 1); at >= 0; at = line.indexOf(quote, at + 1)) {
    if (line.startsWith(quote, at + 1)) at++;
    else if (at + 1 === line.length || line.startsWith(delimiter, at + 1)) return at;
    else if (!lenient) return -1;
  }
  return -1;
}

import type { Dialect } from '../sniff.ts';
import { cellOf } from './query.ts';
import { literal } from './sql.ts';

/**
 * The rows of a CSV file below its header, every cell a text, nothing left to be guessed; `severalLines`: quoted cells
 * may go on over lines.
 */
export function csvRelation(path: string, { delimiter, skipLines, header }: Dialect, severalLines: boolean): string {
  const columns = Array.from(header, (_, index) => `${literal(cellOf(index).sql)}: 'VARCHAR'`);
  const options = [
    'auto_detect = false',
    `columns = {${columns.join(', ')}}`,
    `delim = ${literal(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    "nullstr = ''",
    'header = true',
    `skip = ${skipLines}`,
    'strict_mode = true',
    'null_padding = false',
    'ignore_errors = false',
    "compression = 'none'",
    'hive_partitioning = false',
    // A thread that begins within a cell of several lines would not know it.
    `parallel = ${!severalLines}`,
  ];
  return `read_csv(${literal(path)}, ${options.join(', ')})`;
}

import type { Dialect } from '../sniff.ts';
import { cellOf } from './query.ts';
import { literal } from './sql.ts';

/** The rows of a CSV file below its header, every cell a text, nothing left to be guessed. */
export function csvRelation(path: string, { delimiter, skipLines }: Dialect, width: number): string {
  const columns = Array.from({ length: width }, (_, index) => `${literal(cellOf(index).sql)}: 'VARCHAR'`);
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
  ];
  return `read_csv(${literal(path)}, ${options.join(', ')})`;
}

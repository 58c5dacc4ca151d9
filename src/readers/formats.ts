import type { ReadOptions } from '../domain/reading.ts';
import type { CellFormat } from './cells.ts';
import { TimeReader } from './times.ts';
import { Zone } from './zones.ts';

/** How the cells of each column are written. */
export interface ColumnFormats {
  of(index: number): CellFormat;
}

/** One format for all columns, from the options. */
export function statedFormats(options: ReadOptions): ColumnFormats {
  const zone = new Zone(options.timezone);
  return {
    of: () => ({
      decimal: options.decimal ?? '.',
      times: new TimeReader({ order: options.dateOrder, numeric: null, zone }),
    }),
  };
}

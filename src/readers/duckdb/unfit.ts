import type { TablePlan } from '../plan.ts';

/** DuckDB cannot read a file as the exact reader would, which then reads it from its beginning. */
export class Unfit extends Error {
  /** The files concerned: those of a layout, once it is known which. */
  readonly layout: string;

  constructor(because: string, layout = '') {
    super(because);
    this.name = 'Unfit';
    this.layout = layout;
  }
}

/** What files share whose ids are compared: the header. */
export function layoutOf({ headers }: Pick<TablePlan, 'headers'>): string {
  return JSON.stringify(headers);
}

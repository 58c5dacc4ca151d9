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

/** Pictures as data: what is drawn, never how. Every number of a picture also stands in a table beside it. */
export type Picture = CurvePicture | BarPicture | SpanPicture;

/** Shares over time, one line a series, with a band where the estimate has one. */
export interface CurvePicture {
  readonly kind: 'curve';
  readonly caption: string;
  readonly xLabel: string;
  readonly series: readonly CurveSeries[];
}

export interface CurveSeries {
  readonly name: string;
  /** Shares 0..1 at x = 0, 1, 2, …; null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

/** One bar a row from zero, to the left for what is below it, with a range where the figure has one. */
export interface BarPicture {
  readonly kind: 'bars';
  readonly caption: string;
  readonly rows: readonly BarRow[];
}

export interface BarRow {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Where another figure stands on the same scale, such as what was predicted. */
  readonly mark?: number;
  /** The figure in words, as the table has it. */
  readonly text: string;
}

/** One bar a row from its low to its high end, all on one scale, with a line where the case stands. */
export interface SpanPicture {
  readonly kind: 'spans';
  readonly caption: string;
  readonly at: number;
  readonly rows: readonly SpanRow[];
}

export interface SpanRow {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Both ends in words, as the table has them. */
  readonly lowText: string;
  readonly highText: string;
}

import { CxRoiError } from '../foundation/errors.ts';

/** Where a column stands, for messages. */
export interface ColumnPlace {
  readonly file: string;
  readonly index: number;
  readonly header: string;
}

export function ambiguousDecimal(place: ColumnPlace, samples: readonly string[]): CxRoiError {
  return new CxRoiError(
    'input_ambiguous',
    `In "${place.header}" the mark of ${quoted(samples)} can be a decimal mark or stand between thousands.`,
    {
      location: { file: place.file, column: place.index + 1, header: place.header },
      hint: "Say which mark is decimal: --decimal '.' or --decimal ','.",
    },
  );
}

export function ambiguousDates(place: ColumnPlace, samples: readonly string[]): CxRoiError {
  return new CxRoiError(
    'input_ambiguous',
    `In "${place.header}" ${quoted(samples)} can have the day or the month first.`,
    {
      location: { file: place.file, column: place.index + 1, header: place.header },
      hint: 'Say which: --date-order dmy or --date-order mdy.',
    },
  );
}

function quoted(samples: readonly string[]): string {
  return samples.map((sample) => `"${sample}"`).join(' and ');
}

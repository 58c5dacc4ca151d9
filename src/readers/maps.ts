import type { FieldName } from '../domain/fields.ts';
import type { ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { columnsOf, keyMatchOf, mapWithId, type TablePlan } from './plan.ts';

/** A file that was read, and what held for it. */
interface MappedFile {
  readonly name: string;
  readonly options: ReadOptions;
  readonly tables: readonly { readonly plan: TablePlan }[];
}

/** Every `--map`, `--id` and covariate must have found its column in some file, and one for a single file in that. @throws input_columns */
export function refuseUnusedMaps(files: readonly MappedFile[], options: ReadOptions): void {
  const map = mapWithId(options);
  for (const [field, header] of map) {
    const meant = files.filter((file) => mapWithId(file.options).get(field) === header);
    if (!meant.some((file) => uses(file, field))) throw unused(field, header, meant, null);
  }
  for (const file of files) {
    for (const [field, header] of mapWithId(file.options)) {
      if (map.get(field) !== header && !uses(file, field)) throw unused(field, header, [file], file.name);
    }
  }
  refuseUnusedCovariates(files, options.covariates);
}

function refuseUnusedCovariates(files: readonly MappedFile[], covariates: readonly string[]): void {
  const tables = files.flatMap((file) => file.tables);
  const known = new Set(tables.flatMap(({ plan }) => plan.covariates.map(({ name }) => name)));
  const missing = covariates.find((name) => !known.has(name));
  if (missing === undefined) return;
  const near = nearest(
    missing,
    tables.flatMap(({ plan }) => plan.headers),
  );
  throw new CxRoiError('input_columns', `No customers file has a column "${missing}" to learn from.`, {
    hint: `${near === null ? '' : `Did you mean "${near}"? `}Write --covariates A,B with headers as they stand in the file.`,
  });
}

function uses({ tables }: MappedFile, field: FieldName): boolean {
  return tables.some(({ plan }) => {
    const key = keyMatchOf(plan);
    return [...columnsOf(plan), ...(key === null ? [] : [key])].some(
      (match) => match.field === field && match.reason === 'option',
    );
  });
}

function unused(field: FieldName, header: string, files: readonly MappedFile[], file: string | null): CxRoiError {
  const headers = files.flatMap(({ tables }) => tables.flatMap(({ plan }) => plan.headers));
  const near = nearest(header, headers);
  const message = `${file === null ? 'No file has' : 'There is no'} column "${header}" to be ${field}.`;
  const hint =
    near === null ? 'Write --map field=Header with the header as it stands in the file.' : `Did you mean "${near}"?`;
  return new CxRoiError('input_columns', message, { hint, ...(file !== null && { location: { file } }) });
}

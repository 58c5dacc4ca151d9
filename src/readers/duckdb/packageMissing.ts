import { CxRoiError } from '../../foundation/errors.ts';

/** The error of something that only the optional package can do. */
export function packageMissing(what: string): CxRoiError {
  return new CxRoiError('package_missing', `${what} needs the package @duckdb/node-api, which is not installed.`, {
    hint: 'Install it: npm install @duckdb/node-api',
  });
}

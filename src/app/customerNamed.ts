import type { Dataset } from '../domain/dataset.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';

/** Where a customer named by the user stands in the dataset. @throws usage where there is none of that id */
export function placeOf(id: string, { customerIds }: Dataset): number {
  const place = customerIds.indexOf(id);
  if (place >= 0) return place;
  const near = nearest(id, customerIds);
  const hint = near === null ? 'ids are compared as written in the files' : `did you mean ${near}?`;
  throw new CxRoiError('usage', `there is no customer "${id}"`, { hint });
}

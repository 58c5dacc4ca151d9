import type { Dataset } from '../../src/domain/dataset.ts';
import { dayNumber } from '../../src/foundation/days.ts';
import { literalDataset } from './literalDataset.ts';
import { sharedRecords } from './sharedData.ts';

/** The published split: 39 weeks to fit, 39 weeks to predict. */
export const CDNOW_SPLIT = dayNumber(1997, 9, 30);
export const CDNOW_END = dayNumber(1998, 6, 30);

export function cdnowDataset(file: 'sample' | 'master', keep: (customer: string) => boolean = () => true): Dataset {
  const rows = sharedRecords(`data/cdnow/cdnow_${file}.csv`).filter((row) => keep(row[0]!));
  return literalDataset(
    [],
    rows.map((row) => ({ id: row[0]!, at: row[1]!, kind: 'purchase', amount: Number(row[3]) })),
  );
}

import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { revenuePeriods } from '../../../src/engine/economics/revenuePeriods.ts';
import { dayNumber, isoDate } from '../../../src/foundation/days.ts';
import { literalDataset } from '../../support/literalDataset.ts';

it('a year ago is the same day of the year, leap day or not, so that a price of 1 April is none of 31 March', () => {
  const dataset = literalDataset(
    [{ id: 'a', created_at: '2022-01-01', mrr: 20 }],
    [
      { id: 'a', at: '2022-01-01', kind: 'plan_change', mrr: 10 },
      { id: 'a', at: '2023-04-01', kind: 'plan_change', mrr: 20 },
    ],
  );
  const asOfDay = dayNumber(2024, 3, 31);
  const found = revenuePeriods(analyse(dataset, { ...DEFAULT_OPTIONS, asOfDay }));
  if ('reason' in found) throw new Error(found.reason);
  expect(isoDate(found.splitDay)).toBe('2023-03-31');
  expect([...found.before, ...found.after]).toEqual([1000, 2000]);
});

import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { prepare } from '../../src/engine/prepare.ts';
import { isoDate } from '../../src/foundation/days.ts';
import { type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const FIRST = 19_000;
const LAST_MONTH = 24;

/** Pays every 30 days, but for the months away; cancels ten days after the last payment before them. */
function subscriber(id: string, away: { readonly from: number; readonly months: number } | null): LiteralInteraction[] {
  const at = (day: number) => isoDate(FIRST + day)!;
  const rows: LiteralInteraction[] = [];
  for (let month = 0; month < LAST_MONTH; month++) {
    if (away !== null && month >= away.from && month < away.from + away.months) continue;
    rows.push({ id, at: at(30 * month), kind: 'purchase', amount: 20 });
    if (month + 1 === away?.from) rows.push({ id, at: at(30 * month + 10), kind: 'cancellation' });
  }
  return rows;
}

/** Forty subscribers, of whom so many went away. */
function returned(awayOnes: number, months: number, given: Partial<ScoreOptions> = {}) {
  const rows = Array.from({ length: 40 }, (_, i) =>
    subscriber(`c${10 + i}`, i < awayOnes ? { from: 6, months } : i === 39 ? { from: 20, months: 9 } : null),
  ).flat();
  const { warnings } = prepare(literalDataset([], rows), { ...DEFAULT_OPTIONS, ...given });
  return warnings.find(({ code }) => code === 'customers_returned');
}

it('subscribers who cancelled and paid again are counted, with how long they were away', () => {
  expect(returned(8, 5)).toMatchObject({ count: 8, message: expect.stringContaining('of 40 customers, 8 cancelled') });
  expect(returned(8, 5)?.message).toContain('away 5 months, the median');
});

it('who left for good, took a cancellation back, or was away after the as-of date did not come back', () => {
  expect(returned(0, 5)).toBeUndefined();
  expect(returned(8, 1)).toBeUndefined();
  expect(returned(8, 5, { asOfDay: FIRST + 30 * 8 })).toBeUndefined();
});

it('is not said of a shop', () => {
  expect(returned(8, 5, { behaviour: 'transactional' })).toBeUndefined();
});

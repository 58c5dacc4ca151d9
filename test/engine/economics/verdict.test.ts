import { describe, expect, it } from 'vitest';
import type { Amount } from '../../../src/domain/figures.ts';
import type { Marginal } from '../../../src/engine/economics/marginal.ts';
import { verdictOf } from '../../../src/engine/economics/verdict.ts';

const known = (value: number): Amount => ({ value: 100 * value, grade: 'modelled', reason: null });
const unknown = (reason: NonNullable<Amount['reason']>): Amount => ({ value: null, grade: 'observed', reason });

interface Prices {
  readonly won?: readonly [number, number, number];
  readonly kept?: readonly [number, number, number | null];
  readonly worth?: number;
  readonly here?: number;
}

function verdict({ won, kept, worth = 900, here = 400 }: Prices, weightOnData = 0.8, cac: Amount = known(250)) {
  const single = unknown('single_period');
  const none = unknown('no_programme_ledger');
  const high = kept?.[2];
  const marginal: Marginal = {
    acquisition: won === undefined ? single : known(won[0]),
    acquisitionLow: won === undefined ? single : known(won[1]),
    acquisitionHigh: won === undefined ? single : known(won[2]),
    retention: kept === undefined ? none : known(kept[0]),
    retentionLow: kept === undefined ? none : known(kept[1]),
    retentionHigh: high == null ? unknown('uplift_unknown') : known(high),
    customerValue: known(worth),
    horizonValue: known(here),
    programmeCost: none,
    breakEvenPoints: none,
  };
  return verdictOf({ marginal, cac, weightOnData, currency: 'EUR', horizonMonths: 12 });
}

describe('the verdict', () => {
  it.each([
    ['keep', { kept: [100, 80, 130], won: [300, 250, 350] }, 'goes further in keeping'],
    ['win', { kept: [600, 500, 800], won: [300, 250, 350] }, 'goes further in winning'],
    ['either', { kept: [280, 100, 500], won: [300, 250, 350] }, 'cannot be told apart'],
    ['either', { kept: [100, 80, null], won: [300, 250, 350] }, '(80 or more)'],
    ['neither', { kept: [1_000, 950, 1_100], won: [2_000, 1_900, 2_100] }, 'pays neither in keeping nor in winning'],
    ['unknown', { kept: [100, 80, 130] }, 'What winning one more costs cannot be said'],
    ['unknown', { won: [300, 250, 350] }, 'What keeping one more costs cannot be said'],
    ['unknown', {}, '--ledger'],
  ] as const)('says %s', (next, prices: Prices, words) => {
    const found = verdict(prices);
    expect(found.next).toBe(next);
    expect(found.text).toContain(words);
    expect(found.text).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('is one sentence with both prices, their ranges, and whose value over what time they are held against', () => {
    expect(verdict({ kept: [100, 80, 130], won: [300, 250, 350] }).text).toBe(
      'The next euro goes further in keeping: one more customer kept costs about 100 EUR (80 to 130), one more won about 300 EUR (250 to 350); a new customer is worth 900 EUR without end, one here now 400 EUR in 12 months.',
    );
  });

  it('holds the price of keeping against both values where nothing says what winning costs', () => {
    expect(verdict({ kept: [500, 450, 600] }).text).toContain(
      'One more customer kept costs about 500 EUR, less than the 900 EUR that a new customer is worth without end, and more than the 400 EUR that one here now brings in 12 months.',
    );
  });

  it('says where keeping pays only beyond the horizon', () => {
    const beyond = 'Keeping one costs more than they bring in 12 months: it pays only beyond.';
    expect(verdict({ kept: [500, 450, 600], won: [800, 700, 900] }).text).toContain(beyond);
    expect(verdict({ kept: [300, 250, 350], won: [800, 700, 900] }).text).not.toContain(beyond);
    expect(verdict({ kept: [950, 930, 970], won: [800, 700, 900] }).text).not.toContain(beyond);
  });

  it('owns up to a published study behind the price of keeping', () => {
    expect(verdict({ kept: [100, 80, 130], won: [300, 250, 350] }, 0.3).text).toMatch(/published study/);
  });

  it('mentions the average only to say that it decides nothing', () => {
    expect(verdict({ kept: [100, 80, 130] }).text).toMatch(
      /On average a customer cost 250 EUR .* nothing of the next one/,
    );
    expect(verdict({ kept: [100, 80, 130] }, 0.8, unknown('no_acquisition_cost')).text).not.toMatch(/On average/);
  });
});

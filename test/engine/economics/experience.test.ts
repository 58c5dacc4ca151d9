import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import { AmountBook } from '../../../src/engine/amountBook.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { economicsOf } from '../../../src/engine/economics/economics.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const iso = (day: number) => new Date(Date.UTC(2022, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** A shop of 600 days: half of the customers had an easy case before day 400, half a hard one, and spend e^`effect` less after. */
function shop(customers: number, effect: number, seed: number): LiteralInteraction[] {
  const random = new SeededRandom(seed);
  const rows: LiteralInteraction[] = [];
  for (let i = 0; i < customers; i++) {
    const id = `c${i}`;
    const hard = i % 2 === 1;
    const before = 50 * Math.exp(random.normal());
    const after = before * Math.exp(0.4 * random.normal() - (hard ? effect : 0));
    rows.push({ id, at: iso(0), kind: 'purchase', amount: 10 });
    rows.push({ id, at: iso(300), kind: 'purchase', amount: before });
    rows.push({ id, at: iso(600 - random.below(100)), kind: 'purchase', amount: after });
    const contact = { id, kind: 'support', caseId: `k${i}`, channel: 'phone', cost: 4 } as const;
    rows.push({ ...contact, at: iso(380), resolved: hard ? 0 : 1 });
    if (hard)
      for (let n = 1; n <= 3; n++) rows.push({ ...contact, at: iso(380 + n), resolved: 0, cost: 4 + random.uniform() });
  }
  return rows;
}

function economics(interactions: LiteralInteraction[]) {
  const book = new AmountBook();
  const analysis = analyse(literalDataset([], interactions, { currency: 'EUR' }), DEFAULT_OPTIONS);
  return { ...economicsOf(analysis, book, ''), reasons: book.reasons };
}

describe('the experience premium', () => {
  it('finds what was put in, at equal spend before, and nothing where nothing was', () => {
    const truth = 0.5;
    const { premium, low, high, best, worst } = economics(shop(300, truth, 1)).experiencePremium;
    expect([best, worst]).toEqual([150, 150]);
    expect(low!).toBeLessThan(Math.expm1(truth));
    expect(high!).toBeGreaterThan(Math.expm1(truth));
    expect(low!).toBeGreaterThan(0);
    expect(premium!).toBeGreaterThan(low!);
    const nothing = economics(shop(300, 0, 2)).experiencePremium;
    expect(nothing.low!).toBeLessThan(0);
    expect(nothing.high!).toBeGreaterThan(0);
  });

  it('has an interval that narrows with more data', () => {
    const width = (customers: number) => {
      const { low, high } = economics(shop(customers, 0.3, 3)).experiencePremium;
      return high! - low!;
    };
    expect(width(1_200) / width(120)).toBeLessThan(0.5);
  });

  it('is told of at least twenty in either third, who differ, and who contacted at all', () => {
    expect(economics(shop(30, 0.5, 4)).reasons['experiencePremium.premium']).toBe('too_few');
    const same = shop(200, 0.5, 5).filter(({ kind, at }) => kind === 'purchase' || at === iso(380));
    const easy = same.map((row) => (row.kind === 'support' ? { ...row, resolved: 1 as const } : row));
    expect(economics(easy).reasons['experiencePremium.premium']).toBe('no_effort_spread');
    const silent = same.filter(({ kind }) => kind === 'purchase');
    expect(economics(silent).reasons['experiencePremium.premium']).toBe('no_contact_log');
  });
});

describe('the low-effort saving', () => {
  it('is one less the cost of easy cases over that of hard ones, with an interval that narrows', () => {
    const { effortSaving } = economics(shop(200, 0.5, 6));
    expect(effortSaving.easy).toBeCloseTo(4, 12);
    expect(effortSaving.saving).toBeCloseTo(1 - effortSaving.easy! / effortSaving.hard!, 12);
    expect(effortSaving.low!).toBeLessThan(effortSaving.saving!);
    expect(effortSaving.high!).toBeGreaterThan(effortSaving.saving!);
    const width = ({ low, high }: typeof effortSaving) => high! - low!;
    expect(width(economics(shop(2_000, 0.5, 6)).effortSaving) / width(effortSaving)).toBeLessThan(0.5);
  });

  it('is unknown without hard cases', () => {
    const easy = shop(100, 0, 7).filter(({ kind, at }) => kind === 'purchase' || at === iso(380));
    const found = economics(easy.map((row) => (row.kind === 'support' ? { ...row, resolved: 1 as const } : row)));
    expect([found.effortSaving.saving, found.reasons['effortSaving.saving']]).toEqual([null, 'no_case_costs']);
  });
});

import { describe, expect, it } from 'vitest';
import type { EconomicsGroup } from '../../src/domain/economics.ts';
import { groundSections } from '../../src/renderers/economicsSections.ts';
import { economics, unitEconomics } from '../support/economics.ts';

const group = (key: string, changes: Partial<EconomicsGroup>): EconomicsGroup => ({
  ...unitEconomics({ cac: 1_500, paybackMonths: 98.7 }),
  ...{ by: 'segment', key, grades: {}, reasons: {} },
  ...changes,
});

function segments(groups: readonly EconomicsGroup[]) {
  const view = { economics: economics({ groups }), grades: {}, reasons: {}, prefix: '', currency: 'EUR' };
  const { blocks } = groundSections(view).find(({ heading }) => heading === 'By segment')!;
  const table = blocks.flatMap((block) => ('table' in block ? [block.table] : []))[0]!;
  const place = table.columns.findIndex(({ title }) => title === 'Payback, mo');
  return {
    payback: table.rows.map((cells) => cells[place]!.text),
    words: blocks.flatMap((block) => ('words' in block ? [block.words] : [])),
  };
}

describe('payback by group', () => {
  it('counts leaving in every row, or says never, or nothing: the plain payback stands in for none of them', () => {
    const { payback, words } = segments([
      group('starter', { reasons: { paybackMonthsChurnAdjusted: 'never_pays_back' } }),
      group('scale', { paybackMonthsChurnAdjusted: 4.8 }),
      group('young', { reasons: { paybackMonthsChurnAdjusted: 'too_new' } }),
    ]);
    expect(payback).toEqual(['never', '4.8', '–']);
    expect(words.join(' ')).toMatch(/Payback counts leaving; never: .* young: no customer has been followed/);
  });

  it('is not explained where no group has one', () => {
    const reasons = { cac: 'no_acquisition_cost', paybackMonthsChurnAdjusted: 'no_acquisition_cost' } as const;
    const { words } = segments([group('a', { cac: null, reasons }), group('b', { cac: null, reasons })]);
    expect(words).toEqual([expect.stringMatching(/^All: no acquisition cost is known/)]);
  });
});

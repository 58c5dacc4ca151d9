import { describe, expect, it } from 'vitest';
import type { ScoreResult, ValueGroup } from '../../src/domain/results.ts';
import { groupedValues } from '../../src/renderers/forecastSection.ts';
import { sampleResult } from '../support/result.ts';

const group = (key: string, customers: number, expected: number): ValueGroup => ({
  ...{ key, customers, active: customers, expected, low: expected - 1, high: expected + 1 },
});
const SEGMENTS = [group('firms', 20, 900), group('people', 80, 400)];
const PLANS = [group('basic', 70, 500), group('gold', 30, 800)];

function withGroups(
  bySegment: readonly ValueGroup[],
  byPlan: readonly ValueGroup[],
  by: readonly string[] = [],
): ScoreResult {
  const result = sampleResult();
  const revenue = { ...result.models.revenue, individual: { by } };
  return {
    ...result,
    portfolio: { ...result.portfolio, bySegment, byPlan },
    models: { ...result.models, behaviour: 'subscription', revenue },
  };
}

describe('value by segment and by plan', () => {
  it('stands in a table each, where both tell customers apart', () => {
    const shown = groupedValues(withGroups(SEGMENTS, PLANS));
    expect(shown.map(({ heading }) => heading)).toEqual(['Value by segment', 'Value by plan']);
    expect(shown[1]!.table.rows.map(([first]) => first!.text)).toEqual(['basic', 'gold']);
  });

  it('stands once, where plans are the segments under other names', () => {
    const renamed = SEGMENTS.map((each) => ({ ...each, key: `plan of ${each.key}` })).reverse();
    expect(groupedValues(withGroups(SEGMENTS, renamed)).map(({ heading }) => heading)).toEqual(['Value by segment']);
  });

  it('says what the ranges do not know, but not of what the forecast tells apart', () => {
    const [segments, plans] = groupedValues(withGroups(SEGMENTS, PLANS, ['effort', 'plan']));
    expect(segments!.note).toBe(
      'Segments of equal tenure, effort and plan are taken to stay equally long: where one leaves faster, its range does not know.',
    );
    expect(plans!.note).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { EffortLevels } from '../../../src/engine/alerts/effortLevels.ts';

describe('effort levels', () => {
  const asked = (levels: EffortLevels, day: number) => {
    const days: number[] = [];
    levels.advance(0, day, (due) => {
      days.push(due);
      return due;
    });
    return days;
  };

  test('are taken every thirty days from the first such day on, each once', () => {
    const levels = new EffortLevels();
    levels.begin(0, 31);
    expect(asked(levels, 59)).toEqual([]);
    expect(asked(levels, 125)).toEqual([60, 90, 120]);
    expect(asked(levels, 149)).toEqual([]);
    expect(asked(levels, 150)).toEqual([150]);
  });

  test('the newest is no past yet', () => {
    const levels = new EffortLevels();
    levels.begin(0, 0);
    asked(levels, 0);
    expect([levels.pastCount(0), levels.highestPast(0)]).toEqual([0, 0]);
    asked(levels, 65);
    expect([levels.pastCount(0), levels.highestPast(0)]).toEqual([2, 30]);
  });

  test('the past is a year: twelve levels, whatever stood before', () => {
    const levels = new EffortLevels();
    levels.begin(0, 0);
    levels.advance(0, 0, () => 99);
    for (let day = 30; day <= 360; day += 30) levels.advance(0, day, () => 5);
    expect([levels.pastCount(0), levels.highestPast(0)]).toEqual([12, 99]);
    levels.advance(0, 390, () => 5);
    expect([levels.pastCount(0), levels.highestPast(0)]).toEqual([12, 5]);
  });

  test('a silence of years costs no more than a year', () => {
    const levels = new EffortLevels();
    levels.begin(0, 0);
    const days = asked(levels, 30_000);
    expect(days.length).toBeLessThanOrEqual(14);
    expect(days.at(-1)).toBe(30_000);
    expect(levels.pastCount(0)).toBe(12);
  });

  test('levels that could not be scored count as months, not as effort', () => {
    const levels = new EffortLevels();
    levels.begin(0, 0);
    levels.advance(0, 60, () => Number.NaN);
    expect([levels.pastCount(0), levels.highestPast(0)]).toEqual([2, 0]);
  });

  test('customers without a first day have none', () => {
    const levels = new EffortLevels();
    expect(asked(levels, 1000)).toEqual([]);
  });
});

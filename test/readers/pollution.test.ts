import { expect, it } from 'vitest';
import { pollutionScore } from '../bench/pollution.ts';

it('at least 96 % of over 2,000 polluted variants keep their delimiter, header and untouched cells', async () => {
  const scores = [...(await pollutionScore()).values()];
  const survived = scores.reduce((sum, score) => sum + score.survived, 0);
  const of = scores.reduce((sum, score) => sum + score.of, 0);
  expect(of).toBeGreaterThan(2000);
  expect(survived / of).toBeGreaterThanOrEqual(0.96);
});

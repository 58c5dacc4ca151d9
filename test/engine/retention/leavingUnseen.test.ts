import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { summarisePortfolio } from '../../../src/engine/portfolio.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { literalDataset } from '../../support/literalDataset.ts';

const NO_RECORD = { tried: false, why: 'not asked for' } as never;

test('where the purchases show nobody leaving, nothing that stands on leaving is told, least of all as nothing', () => {
  const random = new SeededRandom(3);
  const interactions = Array.from({ length: 120 }, (_, c) => {
    const days: number[] = [];
    for (let day = random.below(40); day < 700; day += 1 + Math.round(-60 * Math.log(1 - random.uniform())))
      days.push(day);
    return days.map((day) => ({
      id: `C${c}`,
      at: new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
      kind: 'purchase' as const,
      amount: 20,
    }));
  }).flat();
  const options = { ...DEFAULT_OPTIONS, backtest: false, behaviour: 'transactional' as const, model: 'nbd' as const };
  const analysis = analyse(literalDataset([], interactions), options);
  expect(analysis.retention.leavingUnseen).toBe(true);
  const { valueAtRisk, atRiskShare, retention, reasons } = summarisePortfolio(analysis, NO_RECORD);
  expect([valueAtRisk, atRiskShare, retention.upliftValue, retention.plusFivePoints.churnCut]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  for (const path of ['valueAtRisk', 'atRiskShare', 'retention.upliftValue', 'retention.plusFivePoints.valueChange']) {
    expect(reasons[path], path).toBe('no_dropout');
  }
  const seen = analyse(literalDataset([], interactions), { ...options, model: 'pareto-nbd' });
  expect(seen.retention.leavingUnseen).toBe(false);
});

import type { Dataset } from '../domain/dataset.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { EngineResult } from '../domain/results.ts';
import { type Analysis, analyse, type OnStep } from './analyse.ts';
import { customerSequence } from './customerSequence.ts';
import { summarisePortfolio } from './portfolio.ts';
import { trackRecord, trackRecordWarnings } from './reports/backtest.ts';
import { isSeasonal } from './revenue/purchaseFit.ts';
import { lossWarnings } from './valueGroups.ts';

/**
 * The pure scoring engine: tables in, a plain result out. No file, clock, terminal or locale; inputs are not touched.
 * Whatever the data cannot support is null with a reason, and the rest is still given.
 */
export function score(dataset: Dataset, options: ScoreOptions, onStep?: OnStep): EngineResult {
  const analysis = analyse(dataset, options, {}, onStep);
  onStep?.('summing up');
  return scoreResult(analysis, dataset.facts.currency);
}

/** The score of what was analysed already. */
export function scoreResult(analysis: Analysis, currency: string | null): EngineResult {
  const { asOfDay, assumptions } = analysis;
  const backtest = trackRecord(analysis);
  const portfolio = summarisePortfolio(analysis, backtest);
  return {
    ...{ asOfDay, assumptions },
    warnings: [
      ...analysis.warnings,
      ...lossWarnings(analysis),
      ...trackRecordWarnings(backtest, portfolio.value.expected, isSeasonal(analysis.revenue)),
    ],
    models: { ...analysis.models, backtest },
    currency,
    portfolio,
    customers: customerSequence(analysis),
  };
}

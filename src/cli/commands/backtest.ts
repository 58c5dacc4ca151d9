import { BACKTEST_OUTPUT, FIGURES, INPUT, keysOf, MESSAGES } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { BACKTEST_OPTIONS } from '../ownOptions.ts';

export const BACKTEST: CommandSpec = {
  name: 'backtest',
  summary: 'how far the forecasts can be trusted on these data',
  operands: '[FILE...]',
  examples: [
    ['cx-roi backtest orders.csv', 'the last third of the history held back'],
    ['cx-roi backtest orders.csv --split 2024-06-30', 'the forecast of that day'],
    ['cx-roi backtest orders.csv --model pareto --json', 'one model, for programs'],
  ],
  options: [['Backtest', keysOf(BACKTEST_OPTIONS)], INPUT, FIGURES, BACKTEST_OUTPUT, MESSAGES],
};

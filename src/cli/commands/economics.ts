import { BACKTEST_OUTPUT, FIGURES, INPUT, MESSAGES } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const ECONOMICS: CommandSpec = {
  name: 'economics',
  summary: 'acquisition against retention: where the next euro goes',
  operands: '[FILE...]',
  examples: [
    ['cx-roi economics shop.csv costs.csv', 'with a ledger of costs'],
    ['cx-roi economics shop.json --acquisition-cost 30', 'with a flat cost of winning'],
    ['cx-roi economics *.csv --ledger books.csv --format csv', 'a row for each group'],
  ],
  options: [INPUT, FIGURES, BACKTEST_OUTPUT, MESSAGES],
};

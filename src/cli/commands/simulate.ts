import { BACKTEST_OUTPUT, FIGURES, INPUT, keysOf, MESSAGES } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { PROGRAMME_OPTIONS, SCENARIO_OPTIONS } from '../ownOptions.ts';

export const SIMULATE: CommandSpec = {
  name: 'simulate',
  summary: 'what-if, and the case for a programme',
  operands: '[FILE...]',
  examples: [
    ['cx-roi simulate export.json --effort -30%', 'easier cases, against today'],
    ['cx-roi simulate a.json --price +3% --programme-cost 9000', 'and its case'],
    ["cx-roi simulate a.json --scenario 'Two: retention=+2'", 'one more, by name'],
    ['cx-roi simulate --scenarios flows.yaml', 'costs and benefits as given'],
  ],
  options: [
    ['Scenarios', keysOf(SCENARIO_OPTIONS)],
    ['Programme', keysOf(PROGRAMME_OPTIONS)],
    INPUT,
    FIGURES,
    BACKTEST_OUTPUT,
    MESSAGES,
  ],
};

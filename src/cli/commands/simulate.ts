import { BACKTEST_OUTPUT, FIGURES, INPUT, keysOf, MESSAGES } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { PROGRAMME_OPTIONS, SCENARIO_OPTIONS } from '../ownOptions.ts';

export const SIMULATE: CommandSpec = {
  name: 'simulate',
  summary: 'what-if, and the case for a programme',
  operands: '[FILE...]',
  examples: [
    ['cx-roi simulate customers.csv contacts.csv --effort -30%', 'easier cases'],
    ['cx-roi simulate export.json --retention +5 --programme-cost 30000', 'a case'],
    ["cx-roi simulate export.json --scenario 'Bills: effort-topic=billing=-50%'", 'named'],
    ['cx-roi simulate --scenarios flows.yaml', 'flows given year by year'],
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

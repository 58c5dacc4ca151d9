import { FIGURES, INPUT, keysOf, MESSAGES, REPORT_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { EFFORT_OPTIONS } from '../ownOptions.ts';

export const EXPLAIN: CommandSpec = {
  name: 'explain',
  summary: 'every figure of one customer, with the numbers behind it',
  operands: '[CUSTOMER FILE...]',
  examples: [
    ['cx-roi explain C1001 customers.csv interactions.csv', 'formulas, rows, timeline, what-ifs'],
    ['cx-roi explain C1001 export.json --json', 'the same for programs'],
    ['cx-roi explain --customer C1001 shop.csv --format markdown', 'for a ticket'],
  ],
  options: [['Customer', keysOf(EFFORT_OPTIONS)], INPUT, FIGURES, REPORT_OUTPUT, MESSAGES],
};

import { FIGURES, INPUT, MESSAGES, OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const SCORE: CommandSpec = {
  name: 'score',
  summary: 'score every customer, and the portfolio as a whole',
  operands: '[FILE...]',
  examples: [
    ['cx-roi score customers.csv interactions.csv', 'a table to read'],
    ['cx-roi score export.json --json -o scores.json', 'everything, for programs'],
    ['zcat log.csv.gz | cx-roi score --format csv', 'customers, for a spreadsheet'],
    ['cx-roi score shop.csv --margin 40% --horizon 24', 'in margin, two years ahead'],
  ],
  options: [INPUT, FIGURES, OUTPUT, MESSAGES],
};

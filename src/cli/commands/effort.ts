import { INPUT, keysOf, MESSAGES, REPORT_FIGURES, REPORT_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { EFFORT_OPTIONS } from '../ownOptions.ts';

export const EFFORT: CommandSpec = {
  name: 'effort',
  summary: 'where effort arises, whom it hits, whether it drives them away',
  operands: '[FILE...]',
  examples: [
    ['cx-roi effort customers.csv interactions.csv', 'verdict, pain points, receipts'],
    ['cx-roi effort export.json --customer C1042', "one customer's receipts"],
    ['cx-roi effort export.json --format csv', 'every receipt, for a spreadsheet'],
  ],
  options: [['Effort', keysOf(EFFORT_OPTIONS)], INPUT, REPORT_FIGURES, REPORT_OUTPUT, MESSAGES],
};

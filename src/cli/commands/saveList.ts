import { FIGURES, INPUT, keysOf, MESSAGES, REPORT_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { SAVE_LIST_OPTIONS } from '../ownOptions.ts';

export const SAVE_LIST: CommandSpec = {
  name: 'save-list',
  summary: 'whom to call first, and what that call may cost',
  operands: '[FILE...]',
  examples: [
    ['cx-roi save-list customers.csv log.csv', 'what a call to each may cost at most'],
    ['cx-roi save-list log.json --action-cost 8', 'who is worth it'],
    ['cx-roi save-list log.json --action-cost 8 --budget 500', 'within a budget'],
  ],
  options: [['Terms', keysOf(SAVE_LIST_OPTIONS)], INPUT, FIGURES, REPORT_OUTPUT, MESSAGES],
};

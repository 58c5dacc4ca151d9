import { FIGURES, INPUT, MESSAGES, PAGE_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const REPORT: CommandSpec = {
  name: 'report',
  summary: 'one page that explains itself, to look at, print and send',
  operands: '[FILE...]',
  examples: [
    ['cx-roi report orders.csv tickets.csv -o page.html', 'to open in a browser'],
    ['cx-roi report export.json --format markdown', 'for a ticket or a wiki'],
  ],
  options: [INPUT, FIGURES, PAGE_OUTPUT, MESSAGES],
};

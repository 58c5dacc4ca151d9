import { FIGURES, INPUT, keysOf, MESSAGES, PAGE_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { PROGRAMME_OPTIONS, SAVE_LIST_OPTIONS, SCENARIO_OPTIONS } from '../ownOptions.ts';

export const REPORT: CommandSpec = {
  name: 'report',
  summary: 'one page that explains itself, to look at, print and send',
  operands: '[FILE...]',
  examples: [
    ['cx-roi report orders.csv tickets.csv -o page.html', 'to open in a browser'],
    ['cx-roi report export.json --format markdown', 'for a ticket or a wiki'],
    ['cx-roi report a.csv --effort -30% --programme-cost 9000 -o p.html', 'and its case'],
  ],
  options: [
    PAGE_OUTPUT,
    ['Scenarios', keysOf(SCENARIO_OPTIONS)],
    ['Programme', keysOf(PROGRAMME_OPTIONS)],
    ['Save list', keysOf(SAVE_LIST_OPTIONS)],
    INPUT,
    FIGURES,
    MESSAGES,
  ],
};

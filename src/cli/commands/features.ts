import { INPUT, MESSAGES } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const FEATURES: CommandSpec = {
  name: 'features',
  summary: 'reduce interactions to a row a customer, which score reads',
  operands: '[FILE...]',
  examples: [
    ['cx-roi features customers.csv log.csv -o features.csv', 'once, for many scores'],
    ['cx-roi score features.csv --margin 40%', 'scores from them'],
    ['cx-roi features --sql postgres > features.sql', 'the same inside a database'],
  ],
  options: [
    INPUT,
    ['Figures', ['asOf', 'behaviour', 'contactCost', 'minuteRate']],
    ['Output', ['sql', 'format', 'json', 'output', 'force', 'csvRaw']],
    MESSAGES,
  ],
};

import { FIGURES, INPUT, keysOf, MESSAGES, REPORT_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { ALERTS_OPTIONS } from '../ownOptions.ts';

export const ALERTS: CommandSpec = {
  name: 'alerts',
  summary: 'customers at risk and most engaged, with the evidence',
  operands: '[FILE...]',
  examples: [
    ['cx-roi alerts customers.csv log.csv', 'who is at risk, and why'],
    ['cx-roi alerts log.json --since yesterday.json', 'what is new since then'],
    ['tail -f events.ndjson | cx-roi alerts log.json --follow', 'as it happens'],
  ],
  options: [['Alerts', keysOf(ALERTS_OPTIONS)], INPUT, FIGURES, REPORT_OUTPUT, MESSAGES],
};

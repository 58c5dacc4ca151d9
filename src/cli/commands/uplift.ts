import { INPUT, keysOf, MESSAGES, REPORT_FIGURES, REPORT_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { UPLIFT_OPTIONS } from '../ownOptions.ts';

export const UPLIFT: CommandSpec = {
  name: 'uplift',
  summary: 'what easier experience, or a campaign, would keep',
  operands: '[FILE...]',
  examples: [
    ['cx-roi uplift customers.csv interactions.csv', 'the estimate and its grounds'],
    ['cx-roi uplift export.json --prior none --target 20', 'on the data alone'],
    ['cx-roi uplift trial.csv --map treatment=arm', 'a randomised campaign'],
  ],
  options: [['Campaign', keysOf(UPLIFT_OPTIONS)], INPUT, REPORT_FIGURES, REPORT_OUTPUT, MESSAGES],
};

import { MESSAGE_KEYS, REPORT_OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const COMPARE: CommandSpec = {
  name: 'compare',
  summary: 'what moved between two results, and who is behind it',
  operands: '[OLD.json NEW.json...]',
  examples: [
    ['cx-roi compare june.json july.json', 'two files of score --json -o'],
    ["cx-roi compare a.json b.json --fail-on 'movement.value<-5%'", 'for a nightly job'],
    ['cx-roi compare a.json b.json --format csv', 'everyone who moved'],
  ],
  options: [REPORT_OUTPUT, ['Messages', MESSAGE_KEYS]],
};

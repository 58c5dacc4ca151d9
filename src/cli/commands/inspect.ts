import { INSPECT_KEYS, MESSAGE_KEYS } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const INSPECT: CommandSpec = {
  name: 'inspect',
  summary: 'show how files are read, and the flags that freeze it',
  operands: '[FILE...]',
  examples: [
    ['cx-roi inspect export.csv', 'encoding, delimiter, columns, problems'],
    ['cx-roi inspect a.csv b.csv --json', 'the same for programs'],
  ],
  options: [
    ['Input', INSPECT_KEYS],
    ['Output', ['json']],
    ['Messages', MESSAGE_KEYS],
  ],
};

import { INSPECT_KEYS, MESSAGE_KEYS } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';

export const INIT: CommandSpec = {
  name: 'init',
  summary: 'write a config file that freezes how files are read',
  operands: '[FILE...]',
  examples: [
    ['cx-roi init customers.csv orders.csv', 'writes cx-roi.config.yaml'],
    ['cx-roi init export.csv -o -', 'shows it'],
  ],
  options: [
    ['Input', INSPECT_KEYS],
    ['Output', ['output', 'force']],
    ['Messages', MESSAGE_KEYS],
  ],
};

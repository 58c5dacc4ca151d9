import type { CommandSpec } from '../commandSpec.ts';

export const SCHEMA: CommandSpec = {
  name: 'schema',
  summary: 'print the JSON Schema of a result',
  operands: '[COMMAND]',
  examples: [
    ['cx-roi schema > cx-roi.schema.json', 'to validate what score --json prints'],
    ['cx-roi schema effort', 'the same of another command'],
  ],
  options: [['Messages', ['errors', 'color', 'debug']]],
};

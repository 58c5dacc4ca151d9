import type { CommandSpec } from '../commandSpec.ts';

export const SCHEMA: CommandSpec = {
  name: 'schema',
  summary: 'print the JSON Schema of the result',
  operands: '',
  examples: [['cx-roi schema > cx-roi.schema.json', 'to validate what score --json prints']],
  options: [['Messages', ['errors', 'color', 'debug']]],
};

import type { CommandSpec } from '../commandSpec.ts';

export const BENCHMARKS: CommandSpec = {
  name: 'benchmarks',
  summary: 'what the field quotes, with its grounds and its errors',
  operands: '',
  examples: [['cx-roi benchmarks --json', 'the published figures, for programs']],
  options: [
    ['Output', ['format', 'json', 'output', 'force']],
    ['Messages', ['errors', 'color', 'debug']],
  ],
};

import { FIGURES, INPUT, keysOf, MESSAGES, OUTPUT } from '../commandOptions.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { CONFIG_OPTIONS } from '../ownOptions.ts';

export const CONFIG: CommandSpec = {
  name: 'config',
  summary: 'print the options in force',
  operands: '',
  examples: [['cx-roi config --show-origin', 'each option and where it comes from']],
  options: [['Config', keysOf(CONFIG_OPTIONS)], INPUT, FIGURES, OUTPUT, MESSAGES],
};

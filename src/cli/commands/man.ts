import type { CommandSpec } from '../commandSpec.ts';

export const MAN: CommandSpec = {
  name: 'man',
  summary: 'print the manual page',
  operands: '',
  examples: [
    ['cx-roi man > cx-roi.1 && man ./cx-roi.1', 'to read it'],
    ['cx-roi man > ~/.local/share/man/man1/cx-roi.1', 'to keep it'],
  ],
  options: [['Messages', ['errors', 'color', 'debug']]],
};

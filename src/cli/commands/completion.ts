import type { CommandSpec } from '../commandSpec.ts';

export const COMPLETION: CommandSpec = {
  name: 'completion',
  summary: 'print a script that completes commands in your shell',
  operands: '[bash|zsh|fish...]',
  examples: [
    ['source <(cx-roi completion bash)', 'in ~/.bashrc'],
    ['cx-roi completion zsh > ~/.zfunc/_cx-roi', 'a folder of $fpath'],
    ['cx-roi completion fish | source', 'in config.fish'],
  ],
  options: [['Messages', ['errors', 'color', 'debug']]],
};

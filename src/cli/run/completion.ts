import { CxRoiError } from '../../foundation/errors.ts';
import { nearest } from '../../foundation/suggest.ts';
import type { Invocation } from '../invocation.ts';

/** A script for each shell, made of the program's own command tree. */
const SHELLS = {
  bash: async () => (await import('../completion/bash.ts')).bashCompletion,
  zsh: async () => (await import('../completion/zsh.ts')).zshCompletion,
  fish: async () => (await import('../completion/fish.ts')).fishCompletion,
};

export async function runCompletion({ operands: [shell = '', ...more], io }: Invocation): Promise<number> {
  const names = Object.keys(SHELLS) as (keyof typeof SHELLS)[];
  const known = names.find((name) => name === shell);
  if (known === undefined || more.length > 0) {
    const near = nearest(shell, names);
    throw new CxRoiError('usage', shell === '' ? 'completion needs the name of a shell' : `no shell "${shell}"`, {
      hint: `${near === null ? '' : `Did you mean ${near}? `}Write cx-roi completion bash, zsh or fish`,
    });
  }
  const render = await SHELLS[known]();
  const { completedCommands } = await import('../completion/tree.ts');
  await io.write('stdout', [render(completedCommands())]);
  return 0;
}

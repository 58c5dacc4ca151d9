import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../support/shell.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const blocks = [...readme.matchAll(/```console\n\$ cx-roi (.*)\n([\s\S]*?)```/g)].map(([, command, shown]) => ({
  command: command!,
  shown: shown!,
}));

/** Words of a command line; double quotes keep a space. */
const wordsOf = (command: string) =>
  [...command.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));

describe('README.md', () => {
  it('shows more than one command with its output', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(3);
  });

  it.each(blocks)('shows what the program prints: cx-roi $command', async ({ command, shown }) => {
    const { stdout, exitCode } = await run(wordsOf(command));
    expect(exitCode).toBe(0);
    // A line of `[…]` leaves lines out.
    let from = 0;
    for (const part of shown.split('[…]\n')) {
      const at = stdout.indexOf(part, from);
      expect(at, `not in the output:\n${part}`).toBeGreaterThanOrEqual(from);
      from = at + part.length;
    }
    expect(shown.trim().length).toBeGreaterThan(20);
  });

  it('links to pages that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(existsSync(new URL(path, root)), path).toBe(true);
  });

  it('names both commands that do everything', () => {
    expect(readme).toMatch(/npm ci && node bin\/cx-roi\.js score fixtures\//);
    expect(readme).toMatch(/<!-- test command -->\n```sh\nnpm ci && npm test\n```/);
  });
});

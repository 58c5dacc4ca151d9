import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { specOf } from '../../src/cli/options.ts';

const DOCS = new URL('../../docs/', import.meta.url);

/** Commands in the shell blocks of a page, continued lines joined, without comments. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block!.replaceAll('\\\n', ' '));
  return blocks.flatMap((block) =>
    block
      .split('\n')
      .map((line) => line.replace(/ +#.*$/, '').trim())
      .filter((line) => /^cx-roi /.test(line)),
  );
}

const written = readdirSync(DOCS)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => commandsOf(readFileSync(new URL(name, DOCS), 'utf8')).map((line) => [name, line] as const));

describe('commands in docs', () => {
  test('are found', () => expect(written.length).toBeGreaterThan(15));

  test.each(written)('%s: %s', (_, line) => {
    const [, name, ...words] = line.split(/\s+/);
    const spec = COMMANDS.find((command) => command.name === name);
    expect(spec, name).toBeDefined();
    const known = spec!.options.flatMap(([, keys]) => keys).flatMap((key) => [specOf(key).flag, specOf(key).short]);
    for (const word of words.filter((each) => /^--?[a-z]/.test(each))) expect(known).toContain(word.split('=')[0]);
  });
});

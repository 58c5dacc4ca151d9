import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { OPTION_KEYS, specOf } from '../../src/cli/options.ts';
import { TOPICS } from '../../src/cli/topics.ts';
import { CUSTOMER_PATHS, PORTFOLIO_KINDS } from '../../src/renderers/paths.ts';

const page = (name: string) =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8').replace(/ {2,}/g, ' ');

test('docs/cli.md has a row for every option, as the help has it', () => {
  const text = page('cli.md');
  for (const key of OPTION_KEYS) {
    const { flag, short, value, help, fallback = '', repeatable } = specOf(key);
    const names = `${short === undefined ? '' : `${short}, `}${flag}${value === undefined ? '' : ` ${value}`}`;
    const row = `| \`${names}\` | ${help}${repeatable ? ', repeatable' : ''} | ${fallback} |`.replaceAll('  |', ' |');
    expect(text).toContain(row);
  }
});

test('docs/cli.md has a section for every command and names every topic', () => {
  const text = page('cli.md');
  for (const { name } of COMMANDS) expect(text).toContain(`## \`cx-roi ${name}`);
  for (const { name } of TOPICS) expect(text).toContain(`\`${name}\``);
});

test('docs/output.md names every figure', () => {
  const text = page('output.md');
  for (const path of [...CUSTOMER_PATHS, ...Object.keys(PORTFOLIO_KINDS)]) {
    // Economics have a section of their own, where each member stands under its name.
    const names = path.startsWith('economics.') ? path.split('.') : [path];
    for (const name of names) expect(text).toContain(`\`${name}\``);
  }
});

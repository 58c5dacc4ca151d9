import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { run } from '../support/shell.ts';

/** A contact's published price is in dollars, and the file says no currency: every command that scores warns of it. */
const FILES = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
/** Every command that makes rows of what it scored (`backtest` has nothing to warn of here), and what it needs beside. */
const ROWS = COMMANDS.filter(
  ({ name, options }) =>
    !['config', 'benchmarks', 'compare', 'features', 'report', 'inspect', 'backtest'].includes(name) &&
    options.some(([, keys]) => keys.includes('format')),
).map(({ name }) => name);
const NEEDED: Readonly<Record<string, readonly string[]>> = { explain: ['--customer', 'S-0012'] };

interface Report {
  readonly warnings: readonly { readonly code: string }[];
}

describe('warnings where the format has rows only', () => {
  test.each(ROWS)('%s says them beside', async (name) => {
    const argv = [name, ...FILES, ...(NEEDED[name] ?? [])];
    const whole = await run([...argv, '--json', '-q']);
    const codes = (JSON.parse(whole.stdout) as Report).warnings.map(({ code }) => code);
    const { stderr } = await run([...argv, '--format', 'csv', '--errors', 'json']);
    const said = stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => (JSON.parse(line) as { code: string }).code);
    expect(codes.length).toBeGreaterThan(0);
    expect(said).toEqual(expect.arrayContaining(codes));
  });
});

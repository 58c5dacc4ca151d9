import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/foundation/errors.ts';
import { PROBLEMS } from '../../src/readers/problems.ts';
import { run, type Shell } from '../support/shell.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

interface Example {
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  /** What is printed, as docs/errors.md has it. */
  readonly printed: string;
}

/** The examples of docs/errors.md: files, the command, and what it prints. */
const EXAMPLES: readonly Example[] = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [, command = '', printed = ''] = /```console\n\$ cx-roi (.*)\n((?:.*\n)*?)```/.exec(section) ?? [];
    const files = [...section.matchAll(/```\w+ (\S+)\n((?:.*\n)*?)```/g)].map((match) => [match[1]!, match[2]!]);
    const code = /^`(\w+)`/.exec(section)?.[1] ?? '';
    return { code, files: Object.fromEntries(files), argv: command.split(' '), printed };
  });

const ORDERS = 'customer_id,date,amount,city\nC1,2024-01-05,5.00,';

/** What no page can show: the world of these examples. */
const WORLDS: Readonly<Record<string, Partial<Shell>>> = {
  internal: { broken: true },
  file_unreadable: { disk: true },
  output_unwritable: { disk: true },
  input_binary: { files: { 'orders.xlsx': Buffer.from('504b0304140006000800', 'hex') } },
  input_encoding: { files: { 'orders.csv': Buffer.from('fffe000063000000', 'hex') } },
  input_limit: { files: { 'orders.csv': `${ORDERS}"${'x'.repeat(20_000_000)}` } },
  encoding_assumed: { files: { 'orders.csv': Buffer.from(`${ORDERS}\u00a3\u00f3d\u009f\n`, 'latin1') } },
  encoding_flawed: {
    files: { 'orders.csv': Buffer.concat([Buffer.from(`${ORDERS}${'é'.repeat(20)} `), Buffer.from('ff0a', 'hex')]) },
  },
};

const isLinux = process.platform === 'linux';

describe('docs/errors.md', () => {
  test('has an example of every code', () => {
    expect(EXAMPLES.map(({ code }) => code).sort()).toEqual([...Object.keys(ERRORS), ...Object.keys(PROBLEMS)].sort());
  });

  test.each(
    EXAMPLES.filter(({ code }) => isLinux || code !== 'file_unreadable').map((one) => [one.code, one] as const),
  )('shows %s as it is printed', async (code, { files, argv, printed }) => {
    const shell = { files, ...WORLDS[code] };
    const { stdout, stderr } = await run(argv, shell);
    expect(printed.trim()).not.toBe('');
    expect(stdout + stderr).toContain(printed);
    const forPrograms = argv[0] === 'inspect' ? '--json' : '--errors=json';
    const said = await run([...argv, forPrograms], shell);
    expect(said.stdout + said.stderr).toMatch(new RegExp(`"code": ?"${code}"`));
  });
});

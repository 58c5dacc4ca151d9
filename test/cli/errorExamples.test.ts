import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { FollowSession } from '../../src/app/followSession.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import type { Follower } from '../../src/engine/alerts/follower.ts';
import { ERRORS } from '../../src/foundation/errors.ts';
import { DatasetContext } from '../../src/readers/context.ts';
import { FileNotices } from '../../src/readers/fileNotices.ts';
import { Ledger } from '../../src/readers/ledger.ts';
import { PROBLEMS } from '../../src/readers/problems.ts';
import { renderMessage } from '../../src/renderers/diagnostics.ts';
import { sourceOf } from '../readers/reading.ts';
import { run, type Shell } from '../support/shell.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error('not installed');
});

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

interface Example {
  readonly code: string;
  readonly shell: Shell;
  readonly argv: readonly string[];
  /** What is printed, as docs/errors.md has it: the texts between those that it leaves out. */
  readonly printed: readonly string[];
}

const WORLDS = worlds();

/** The examples of docs/errors.md: files, the command, and what it prints. */
const EXAMPLES: readonly Example[] = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const code = /^`(\w+)`/.exec(section)?.[1] ?? '';
    const blocks = [...section.matchAll(/```\w+ (\S+)\n((?:.*\n)*?)```/g)].map((match) => [match[1]!, match[2]!]);
    const files: Record<string, string> = Object.fromEntries(blocks);
    const [, line = '', printed = ''] = /```console\n\$ cx-roi (.*)\n((?:.*\n)*?)```/.exec(section) ?? [];
    const [command = '', stdin] = line.split(' < ');
    const shell = { files, ...(stdin !== undefined && { stdin: files[stdin] ?? '' }), ...WORLDS[code] };
    return { code, shell, argv: wordsOf(command), printed: printed.split(/ ?\[…\]\n?/) };
  });

/** Words of a command line; quotes keep what stands between them together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ''));
}

/** What no page can show: the world of these examples. */
function worlds(): Readonly<Record<string, Partial<Shell>>> {
  const orders = 'customer_id,date,amount,city\nC1,2024-01-05,5.00,';
  const flawed = [Buffer.from(`${orders}${'é'.repeat(20)} `), Buffer.from('ff0a', 'hex')];
  return {
    internal: { broken: true },
    file_unreadable: { disk: true },
    output_unwritable: { disk: true },
    package_missing: { disk: true },
    input_binary: { files: { 'orders.xlsx': Buffer.from('504b0304140006000800', 'hex') } },
    input_encoding: { files: { 'orders.csv': Buffer.from('fffe000063000000', 'hex') } },
    input_limit: { files: { 'orders.csv': `${orders}"${'x'.repeat(20_000_000)}` } },
    encoding_assumed: { files: { 'orders.csv': Buffer.from(`${orders}\u00a3\u00f3d\u009f\n`, 'latin1') } },
    encoding_flawed: { files: { 'orders.csv': Buffer.concat(flawed) } },
  };
}

/** What is too large to be run: two million customers, a file of 100 MB. */
const STAGED: Readonly<Record<string, (example: Example) => Promise<string>>> = {
  row_limit: async ({ shell }) => {
    const full = { accept: () => ({ refused: 'full' }), standing: 0 } as unknown as Follower;
    const session = new FollowSession(full, DEFAULT_READ_OPTIONS, { json: false, color: false, quiet: false });
    let text = '';
    await session.run(sourceOf(shell.stdin ?? '', '-'), async (_, part) => {
      text += part;
      return true;
    });
    return text;
  },
  engine_absent: async () => {
    const ledger = new Ledger('orders.csv');
    new FileNotices(ledger, new DatasetContext(DEFAULT_READ_OPTIONS)).onMissedEngine();
    return ledger.diagnostics.map((note) => renderMessage(note, { json: false, color: false })).join('');
  },
};

const isLinux = process.platform === 'linux';

describe('docs/errors.md', () => {
  test('has an example of every code', () => {
    expect(EXAMPLES.map(({ code }) => code).sort()).toEqual([...Object.keys(ERRORS), ...Object.keys(PROBLEMS)].sort());
  });

  test.each(
    EXAMPLES.filter(({ code }) => isLinux || code !== 'file_unreadable').map((one) => [one.code, one] as const),
  )('shows %s as it is printed', async (code, example) => {
    const { shell, argv, printed } = example;
    const staged = STAGED[code];
    const { stdout, stderr } =
      staged === undefined ? await run(argv, shell) : { stdout: '', stderr: await staged(example) };
    expect(printed.join('').trim()).not.toBe('');
    for (const part of printed) expect(stdout + stderr).toContain(part);
    if (staged !== undefined) return;
    const forPrograms = argv[0] === 'inspect' ? '--json' : '--errors=json';
    const said = await run([...argv, forPrograms], shell);
    expect(said.stdout + said.stderr).toMatch(new RegExp(`"code": ?"${code}"`));
  });
});

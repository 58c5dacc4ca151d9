import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { TOPICS } from '../../src/cli/topics.ts';
import { run, transcript } from '../support/shell.ts';

const golden = (name: string) => `transcripts/${name}.txt`;

describe('help', () => {
  test.each([
    ['no-arguments', []],
    ['help', ['help']],
    ['help-score', ['help', 'score']],
    ['help-effort', ['help', 'effort']],
    ['help-uplift', ['help', 'uplift']],
    ['help-economics', ['help', 'economics']],
    ['help-save-list', ['help', 'save-list']],
    ['help-alerts', ['help', 'alerts']],
    ['help-simulate', ['help', 'simulate']],
    ['help-benchmarks', ['help', 'benchmarks']],
    ['help-backtest', ['help', 'backtest']],
    ['help-schema', ['help', 'schema']],
    ['help-config', ['help', 'config']],
    ['help-inspect', ['help', 'inspect']],
    ['help-init', ['help', 'init']],
    ['help-presets', ['help', 'presets']],
    ['help-formats', ['help', 'formats']],
    ['help-environment', ['help', 'environment']],
    ['help-exit-codes', ['help', 'exit-codes']],
    ['help-methods', ['help', 'methods']],
    ['version', ['--version']],
  ])('%s', async (name, argv) => {
    await expect(await transcript(argv)).toMatchFileSnapshot(golden(name));
  });

  test('is the same by every road', async () => {
    const general = await run(['help']);
    for (const argv of [['-h'], ['--help']]) expect(await run(argv)).toEqual(general);
    for (const { name } of COMMANDS) {
      const help = await run(['help', name]);
      for (const flag of ['-h', '--help']) expect(await run([name, flag])).toEqual(help);
    }
  });

  test('is at most 80 columns wide, examples before options', async () => {
    const pages = [...COMMANDS, ...TOPICS].map(({ name }) => ['help', name]);
    for (const argv of [[], ['help'], ...pages]) {
      const { stdout, stderr } = await run(argv);
      for (const line of `${stdout}${stderr}`.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    }
    const { stdout } = await run(['score', '--help']);
    expect(stdout.indexOf('Examples:')).toBeLessThan(stdout.indexOf('--horizon MONTHS'));
  });

  test('comes instead of waiting for a terminal to type a file', async () => {
    const { exitCode, stderr } = await run(['score'], { terminal: 80 });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: (await run(['help', 'score'])).stdout });
  });
});

describe('usage errors', () => {
  test.each([
    ['unknown-command', ['scroe', 'a.csv']],
    ['file-for-command', ['shop.csv']],
    ['unknown-option', ['score', '--hrizon', '3']],
    ['option-without-value', ['score', '--horizon']],
    ['flag-for-value', ['score', '-', '--output', '--json']],
    ['unknown-choice', ['score', '-', '--prior', 'behavoural']],
    ['unknown-format', ['score', '-', '--format', 'xml']],
    ['unknown-field', ['score', '-', '--fields', 'valu']],
    ['unknown-map-field', ['score', '-', '--map', 'custmer_id=Kunde']],
    ['unknown-topic', ['help', 'formts']],
    ['unknown-preset', ['score', 'fixtures/exports/shopify-orders.csv', '--preset', 'shopify-order']],
    ['unknown-preset-shown', ['presets', 'show', 'shopify-order']],
    ['presets-without-name', ['presets', 'show']],
    ['presets-unknown-action', ['presets', 'lst']],
    ['bad-filter', ['score', '-', '--filter', 'segment']],
    ['rate-without-percent', ['score', '-', '--margin', '40']],
    ['bad-date-option', ['score', '-', '--as-of', '31.12.2024']],
    ['missing-config', ['score', '-', '--config', 'nowhere.yaml']],
  ])('%s', async (name, argv) => {
    const text = await transcript(argv, { stdin: '' });
    expect(text).toContain('exit code: 2');
    await expect(text).toMatchFileSnapshot(golden(`usage-${name}`));
  });

  test.each([
    ['--horizon', '0'],
    ['--horizon', '1e999'],
    ['--horizon', 'twelve'],
    ['--discount-rate', '-1%'],
    ['--margin', '101%'],
    ['--target', '101'],
    ['--as-of', '2023-02-29'],
    ['--top', '-1'],
    ['--top', '1.5'],
    ['--seed', '0x10'],
    ['--effort-half-life', 'never'],
    ['--contact-cost', 'phone'],
    ['--contact-cost', 'phone=cheap'],
    ['--delimiter', ',,'],
    ['--timezone', 'Mars/Olympus'],
    ['--currency', 'EURO'],
    ['--decimal', ';'],
    ['--date-order', 'dym'],
    ['--max-skipped', '-1'],
    ['--max-skipped', '200%'],
    ['--errors', 'xml'],
    ['--model', 'rental'],
    ['--behaviour', 'rental'],
    ['--ces-scale', 'easy9'],
    ['--input-format', 'xls'],
  ])('%s %s is refused by name', async (flag, value) => {
    const { exitCode, stdout, stderr } = await run(['score', '-', flag, value], { stdin: '' });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`cx-roi: error: ${flag}`);
    expect(stderr).not.toMatch(/\bat .*:\d+/);
  });

  test('are one JSON object a line with --errors json', async () => {
    const { stderr } = await run(['score', '--hrizon', '3', '--errors', 'json']);
    const message = "unknown option '--hrizon'";
    expect(JSON.parse(stderr)).toEqual({ code: 'usage', severity: 'error', message, hint: 'Did you mean --horizon?' });
  });
});

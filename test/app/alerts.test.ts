import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALERT_CODES } from '../../src/domain/alertsReport.ts';
import { undocumentedNames } from '../support/documentedNames.ts';
import { run, type Shell, transcript } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SNAPSHOT = 'customer_id,tenure_months,churned,mrr\nA,3,yes,10\nB,30,no,10\nC,12,no,10\n';
const golden = (name: string) => `../cli/transcripts/${name}.txt`;
const env = { NO_COLOR: '1' };
const outputPage = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');

interface Row {
  readonly change: string | null;
  readonly code: string;
  readonly customerId: string;
  readonly money: number | null;
}
async function alertsOf(argv: readonly string[], shell: Shell = {}) {
  return JSON.parse((await run(['alerts', ...argv, '--json', '-q'], shell)).stdout);
}

describe('alerts for reading', () => {
  test.each([
    ['alerts-shop-80', [...SHOP], 80],
    ['alerts-subscription-40', [...SUBSCRIPTION, '-q', '--top', '2'], 40],
  ])('%s', async (name, argv, terminal) => {
    const text = await transcript(['alerts', ...argv], { terminal, env });
    for (const line of text.split('\n').slice(1)) expect([...line].length, line).toBeLessThanOrEqual(terminal);
    await expect(text).toMatchFileSnapshot(golden(name));
  });

  test('alerts-markdown', async () => {
    const argv = ['alerts', ...SHOP, '--format', 'markdown', '-q', '--top', '1'];
    await expect(await transcript(argv)).toMatchFileSnapshot(golden('alerts-markdown'));
  });

  test('a snapshot says of every kind why it cannot be told', async () => {
    const text = await transcript(['alerts', '-', '-q'], { stdin: SNAPSHOT, terminal: 80, env });
    await expect(text).toMatchFileSnapshot(golden('alerts-snapshot'));
    const { summary, alerts } = await alertsOf(['-'], { stdin: SNAPSHOT });
    expect(alerts).toEqual([]);
    expect(summary.kinds.map(({ reason }: { reason: string }) => reason)).toEqual(ALERT_CODES.map(() => 'no_dates'));
  });
});

describe('alerts for programs', () => {
  test.each([SHOP, SUBSCRIPTION])('--json has every name in docs/output.md (%#)', async (...files) => {
    const report = await alertsOf(files);
    expect(report).toMatchObject({
      schemaVersion: '1',
      meta: { command: 'alerts', options: { since: null } },
      gone: [],
    });
    expect(report.alerts.length).toBeGreaterThan(5);
    expect(undocumentedNames(report, outputPage)).toEqual([]);
    for (const { evidence, code } of report.alerts) {
      expect(outputPage).toContain(`\`${code}\``);
      expect(undocumentedNames(evidence, outputPage)).toEqual([]);
    }
  });

  test('come most money first, then by customer, and add up to the summary', async () => {
    const { alerts, summary } = await alertsOf(SHOP);
    const rows: readonly Row[] = alerts;
    const sorted = rows.toSorted(
      (a, b) =>
        (b.money ?? -1) - (a.money ?? -1) || (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0),
    );
    expect(rows.map(({ customerId }) => customerId)).toEqual(sorted.map(({ customerId }) => customerId));
    for (const kind of summary.kinds) {
      expect(rows.filter(({ code }) => code === kind.code).length).toBe(kind.alerts);
      if (kind.reason === null) expect(kind.looked).toBeGreaterThanOrEqual(kind.alerts);
    }
    const atRisk = new Map(rows.map(({ customerId, money }) => [customerId, money]));
    expect(summary.customersAtRisk).toBe(atRisk.size);
    expect([...atRisk.values()].reduce<number>((sum, money) => sum + (money ?? 0), 0)).toBeCloseTo(summary.atStake, 9);
  });

  test('the money at stake is that of score', async () => {
    const { alerts } = await alertsOf(SHOP);
    const score = JSON.parse((await run(['score', ...SHOP, '--json', '-q', '--no-backtest'])).stdout);
    const known = new Map<string, number | null>(
      score.customers.map(({ customerId, atStake }: { customerId: string; atStake: number }) => [customerId, atStake]),
    );
    for (const { customerId, money } of alerts) expect(money).toBe(known.get(customerId));
  });

  test('csv and ndjson hold the same alerts', async () => {
    const lines = async (format: string) =>
      (await run(['alerts', ...SHOP, '--format', format, '-q'])).stdout.trimEnd().split('\n');
    const { alerts } = await alertsOf(SHOP);
    expect((await lines('ndjson')).map((line) => JSON.parse(line))).toEqual(alerts);
    const [header, ...rows] = await lines('csv');
    expect(header).toBe('change,code,group,customer_id,segment,money,money_grade,money_reason,text,evidence');
    expect(rows.length).toBe(alerts.length);
  });
});

describe('--since', () => {
  const earlier = async (asOf: string) =>
    (await run(['alerts', ...SUBSCRIPTION, '--json', '-q', '--as-of', asOf])).stdout;

  test('against itself nothing is new and nothing is gone', async () => {
    const now = await earlier('2024-06-30');
    const report = await alertsOf([...SUBSCRIPTION, '--since', 'now.json'], { files: { 'now.json': now } });
    expect(report.summary.since).toEqual({ asOf: '2024-06-30', new: 0, open: report.alerts.length, gone: 0 });
  });

  test('what is new, still open and gone is told apart', async () => {
    const files = { 'before.json': await earlier('2024-05-31') };
    const report = await alertsOf([...SUBSCRIPTION, '--since', 'before.json'], { files });
    const keys = (rows: readonly Row[]) => rows.map(({ customerId, code }) => `${customerId} ${code}`).sort();
    const [before, now] = [keys(JSON.parse(files['before.json']).alerts), keys(report.alerts)];
    const of = (change: string) => keys(report.alerts.filter((row: Row) => row.change === change));
    expect(of('new')).toEqual(now.filter((key) => !before.includes(key)));
    expect(of('open')).toEqual(now.filter((key) => before.includes(key)));
    expect(keys(report.gone)).toEqual(before.filter((key) => !now.includes(key)));
    expect(report.summary.since).toEqual({
      asOf: '2024-05-31',
      new: of('new').length,
      open: of('open').length,
      gone: report.gone.length,
    });
    expect(report.gone.length).toBeGreaterThan(0);
    const { stdout } = await run(['alerts', ...SUBSCRIPTION, '--since', 'before.json', '--format', 'csv', '-q'], {
      files,
    });
    const changes = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(changes.filter((change) => change === 'gone').length).toBe(report.gone.length);
    const read = await transcript(['alerts', ...SUBSCRIPTION, '--since', 'before.json', '-q', '--top', '2'], {
      files,
      env,
    });
    await expect(read).toMatchFileSnapshot(golden('alerts-since'));
  });

  test.each([
    ['nowhere.json', undefined, 2, 'No such file'],
    ['broken.json', '{"alerts": [', 3, 'not valid JSON'],
    [
      'scores.json',
      '{"schemaVersion": "1", "meta": {"command": "score", "asOf": null}}',
      3,
      'no result of cx-roi alerts',
    ],
    [
      'odd.json',
      '{"schemaVersion":"1","meta":{"command":"alerts","asOf":null},"alerts":[{"code":"x"}]}',
      3,
      'alerts.0.code',
    ],
  ])('%s is refused before the files are read', async (name, content, exitCode, words) => {
    const files = content === undefined ? {} : { [name]: content };
    const found = await run(['alerts', '-', '--since', name], { files, stdin: '' });
    expect({ exitCode: found.exitCode, stdout: found.stdout }).toEqual({ exitCode, stdout: '' });
    expect(found.stderr).toContain(words);
    expect(found.stderr).toContain(name);
  });
});

describe('--follow', () => {
  const BASE = ['alerts', ...SUBSCRIPTION, '--as-of', '2024-06-30', '--follow'];
  const event = (at: string, more: object = {}) =>
    `${JSON.stringify({ customer_id: 'S-0012', occurred_at: at, type: 'support', case_id: 'K1', ...more })}\n`;
  const HARD =
    event('2024-07-01T09:00:00Z', { resolved: false, topic: 'outage', channel: 'phone' }) +
    event('2024-07-02T09:00:00Z', { resolved: false, channel: 'chat' });

  test('alerts-follow', async () => {
    const stdin = `${HARD}{"customer_id": \n\n${event('2024-07-04', { type: 'dance' })}${event('2024-07-05', { customer_id: 'Z-1' })}`;
    await expect(await transcript(BASE, { stdin, env })).toMatchFileSnapshot(golden('alerts-follow'));
  });

  test('an alert is told once, as an object with everything that a report has and when it was raised', async () => {
    const { stdout, exitCode } = await run([...BASE, '-q'], { stdin: HARD });
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const own = rows.filter(({ customerId }) => customerId === 'S-0012');
    expect(exitCode).toBe(0);
    expect(own).toEqual([
      expect.objectContaining({ change: 'new', at: '2024-07-02T09:00:00.000Z', code: 'effort_spike', group: 'risk' }),
    ]);
    expect(own[0].evidence).toMatchObject({ contacts: 2, topic: 'outage' });
    expect(undocumentedNames(own, outputPage)).toEqual([]);
  });

  test('and told to be gone when it no longer stands', async () => {
    const { stdout } = await run([...BASE, '-q'], { stdin: HARD + event('2024-07-04', { resolved: true }) });
    expect(stdout).toContain(
      '{"change":"gone","at":"2024-07-04T00:00:00.000Z","code":"effort_spike","group":"risk","customerId":"S-0012"}\n',
    );
  });

  test('every line of bad events is told with its number, and read = used + skipped', async () => {
    const bad = [
      '{',
      '[]',
      '{"occurred_at":"2024-07-01"}',
      '{"customer_id":"a","occurred_at":"2042-07-01","type":"call"}',
    ];
    const repeated = event('2024-07-01', { interaction_id: 'E1' });
    const stdin = `${bad.join('\n')}\n${repeated}${repeated}`;
    const { stderr } = await run([...BASE, '--errors', 'json'], { stdin });
    const messages = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(messages.filter(({ severity }) => severity === 'error').map(({ code, line }) => [code, line])).toEqual([
      ['row_syntax', 1],
      ['row_shape', 2],
      ['row_customer', 3],
      ['row_ahead', 4],
      ['row_duplicate', 6],
    ]);
    expect(messages.at(-1)).toMatchObject({
      code: 'followed',
      message: expect.stringContaining('vents read: 6 = 1 used + 5 skipped'),
    });
  });

  test('no event at all is no error', async () => {
    const { exitCode, stdout, stderr } = await run(BASE, { stdin: '' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('vents read: 0 = 0 used + 0 skipped; alerts raised: 0, gone: 0');
  });

  test.each([
    ['without a base', ['alerts', '--follow'], 'history must come from files'],
    ['with the base on standard input', ['alerts', '-', '--follow'], 'history must come from files'],
    ['with --since', [...BASE, '--since', 'x.json'], '--since does not go with --follow'],
    ['with --output', [...BASE, '-o', 'x'], '--output does not go with --follow'],
    ['with --format csv', [...BASE, '--format', 'csv'], '--follow writes ndjson'],
    ['with --json', [...BASE, '--json'], '--follow writes ndjson'],
  ])('is refused %s', async (_, argv, words) => {
    const { exitCode, stdout, stderr } = await run(argv, { stdin: HARD });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('a base that cannot be read ends it before any event is', async () => {
    const { exitCode, stdout } = await run(['alerts', 'fixtures/dirty/empty.csv', '--follow'], { stdin: HARD });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import reference from '../reference/retention.json' with { type: 'json' };
import { undocumentedNames } from '../support/documentedNames.ts';
import { describeWithSharedData } from '../support/sharedData.ts';
import { run, transcript } from '../support/shell.ts';

const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const golden = (name: string) => `../cli/transcripts/${name}.txt`;
const env = { NO_COLOR: '1' };
const outputPage = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');

/** Half of a trial got a letter; in the other half, those named `loyal` stay anyway. */
const TRIAL = [
  'customer_id,plan,arm,visited',
  ...Array.from({ length: 400 }, (_, i) => {
    const [treated, loyal] = [i % 4 < 2, i % 3 === 0];
    const visited = loyal ? i % 5 !== 0 : treated ? i % 7 < 4 : i % 7 < 2;
    return `C${1000 + i},${loyal ? 'gold' : 'basic'},${treated ? 'letter' : 'control'},${visited ? 'yes' : 'no'}`;
  }),
].join('\n');
const TRIAL_OPTIONS = ['--map', 'treatment=arm', '--map', 'campaign_outcome=visited'];

const undocumented = (value: unknown) => undocumentedNames(value, outputPage);

describe('effort and uplift for reading', () => {
  test.each([
    ['effort-subscription-80', ['effort', ...SUBSCRIPTION, '--top', '2'], 80],
    ['effort-subscription-40', ['effort', ...SUBSCRIPTION, '--customer', 'S-0002', '-q'], 40],
    ['uplift-subscription-40', ['uplift', ...SUBSCRIPTION, '--top', '1', '-q'], 40],
    ['effort-markdown', ['effort', ...SHOP, '--format', 'markdown', '--top', '1', '-q'], undefined],
    ['uplift-subscription-80', ['uplift', ...SUBSCRIPTION, '--top', '3'], 80],
    ['uplift-shop-80', ['uplift', ...SHOP, '--lapse-window', '90', '--prior', 'none', '-q', '--top', '3'], 80],
    ['benchmarks', ['benchmarks'], 80],
  ])('%s', async (name, argv, terminal) => {
    const text = await transcript(argv, terminal === undefined ? { env } : { terminal, env });
    for (const line of text.split('\n').slice(1)) {
      if (terminal !== undefined) expect([...line].length, line).toBeLessThanOrEqual(terminal);
    }
    await expect(text).toMatchFileSnapshot(golden(name));
  });

  test('uplift-campaign', async () => {
    const argv = ['uplift', '-', ...TRIAL_OPTIONS, '--outcome-value', '5', '--treatment-cost', '1', '-q'];
    await expect(await transcript(argv, { stdin: TRIAL, terminal: 80, env })).toMatchFileSnapshot(
      golden('uplift-campaign'),
    );
  });
});

describe('effort and uplift for programs', () => {
  test.each([
    ['effort', [...SUBSCRIPTION]],
    ['uplift', [...SUBSCRIPTION]],
    ['effort', [...SHOP]],
    ['uplift', [...SHOP]],
  ])('%s --json has every name in docs/output.md', async (command, files) => {
    const { stdout } = await run([command, ...files, '--json', '--top', '3', '-q']);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ schemaVersion: '1', meta: { command } });
    expect(undocumented(result)).toEqual([]);
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });

  test('a campaign has every name in docs/output.md', async () => {
    const { stdout } = await run(['uplift', '-', ...TRIAL_OPTIONS, '--json', '-q'], { stdin: TRIAL });
    const { campaign } = JSON.parse(stdout).uplift;
    expect(undocumented(campaign)).toEqual([]);
    expect(campaign).toMatchObject({ control: 'control', reasons: { profit: 'no_treatment_terms' } });
    expect(campaign.arms[0].low).toBeGreaterThan(0);
  });

  test('receipts of every customer add up to the score', async () => {
    const { stdout } = await run(['effort', ...SUBSCRIPTION, '--format', 'ndjson', '-q']);
    const customers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(customers.length).toBe(320);
    for (const { score, receipts } of customers) {
      const points = receipts.reduce((sum: number, receipt: { points: number }) => sum + receipt.points, 0);
      if (receipts.length > 0) expect(points).toBeCloseTo(score, 9);
    }
  });

  test('csv has a line for each receipt, and one for a customer without', async () => {
    const { stdout } = await run(['effort', ...SUBSCRIPTION, '--format', 'csv', '-q']);
    const json = JSON.parse((await run(['effort', ...SUBSCRIPTION, '--json', '-q'])).stdout);
    const lines = json.customers.reduce(
      (sum: number, customer: { receipts: unknown[] }) => sum + Math.max(1, customer.receipts.length),
      0,
    );
    expect(stdout.trimEnd().split('\n').length).toBe(lines + 1);
  });

  test('uplift csv lists the customers, most to gain first', async () => {
    const { stdout } = await run(['uplift', ...SUBSCRIPTION, '--format', 'csv', '-q']);
    const [header, ...rows] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const place = header!.indexOf('uplift_value');
    const values = rows
      .map((row) => row[place]!)
      .filter((text) => text !== '')
      .map(Number);
    expect(values.length).toBeGreaterThan(50);
    expect(values).toEqual(values.slice().sort((a, b) => b - a));
  });

  test('benchmarks are the domain’s table', async () => {
    const { benchmarks } = JSON.parse((await run(['benchmarks', '--json'])).stdout);
    const revenue = benchmarks.find(({ code }: { code: string }) => code === 'loyalty_and_revenue');
    expect(revenue.figure).toContain('84%');
    expect(undocumented(benchmarks)).toEqual([]);
  });
});

describe('mistakes', () => {
  test('an unknown customer is named, with the nearest one', async () => {
    const { exitCode, stdout, stderr } = await run(['effort', ...SUBSCRIPTION, '--customer', 'S-O002', '-q']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('There is no customer "S-O002"');
  });

  test.each([
    ['--outcome-value', '-1'],
    ['--treatment-cost', 'cheap'],
  ])('%s %s is refused by name', async (flag, value) => {
    const { exitCode, stderr } = await run(['uplift', '-', flag, value], { stdin: TRIAL });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`cx-roi: error: ${flag}`);
  });

  test('a campaign without a recognisable control says how to name it', async () => {
    const stdin = TRIAL.replaceAll('control', 'group b');
    const untold = await run(['uplift', '-', ...TRIAL_OPTIONS, '-q'], { stdin });
    expect(untold.stdout).toContain('no arm of the campaign is recognised as the control');
    const told = await run(['uplift', '-', ...TRIAL_OPTIONS, '-q', '--control', 'group b'], { stdin });
    expect(told.stdout).toContain('Intention to treat');
  });
});

describe('a campaign of customers who all pay today', () => {
  const rows = Array.from({ length: 400 }, (_, i) => `C${i},20,${i % 2 ? 'control' : 'treated'},${i % 3 ? 1 : 0}`);
  const told = async (headers: string, ...options: string[]) =>
    run(['uplift', '-', ...options], { stdin: [`customer_id,mrr,${headers}`, ...rows].join('\n') });

  test('says that no outcome is known, and names the column that may be it', async () => {
    const { stdout, stderr } = await told('treatment,bought_again');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'nothing says what the campaign was for (--map campaign_outcome=COLUMN)',
    );
    expect(stdout).not.toMatch(/100\.00%|no evidence of an effect/);
    expect(stderr).toContain("--map 'campaign_outcome=bought_again'");
  });

  test.each(['retained', 'Converted'])('takes %s beside a treatment column for it', async (header) => {
    expect((await told(`treatment,${header}`, '-q')).stdout).toContain('Intention to treat');
    expect((await told(`flavour,${header}`, '-q')).stdout).not.toContain('Intention to treat');
  });
});

describeWithSharedData('a real campaign from the command line (Hillstrom 2008)', () => {
  const path = fileURLToPath(new URL('../../../shared/data/hillstrom/hillstrom.csv', import.meta.url));
  const options = ['--id', 'row', '--map', 'treatment=segment', '--map', 'campaign_outcome=visit', '-q', '--json'];

  test('gives the published Q with the published covariates, and says which they were', async () => {
    const covariates = 'recency,history,mens,womens,zip_code,newbie,channel';
    const { stdout } = await run(['uplift', path, ...options, '--covariates', covariates]);
    const { campaign } = JSON.parse(stdout).uplift;
    const women = campaign.arms.find(({ arm }: { arm: string }) => arm === 'Womens E-Mail');
    expect(Math.abs(women.byUplift.q / reference.hillstrom_t_learner.radcliffe_q - 1)).toBeLessThan(1e-12);
    expect(campaign.covariates).toEqual([
      ...['recency', 'history', 'mens', 'womens', 'zip_code Surburban', 'zip_code Urban', 'newbie'],
      ...['channel Phone', 'channel Web'],
    ]);
  });
});

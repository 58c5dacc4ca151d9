import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { undocumentedNames } from '../support/documentedNames.ts';
import { run, transcript } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SNAPSHOT = 'customer_id,tenure_months,churned,mrr\nA,3,yes,10\nB,30,no,10\nC,12,no,10\n';
const golden = (name: string) => `../cli/transcripts/${name}.txt`;
const env = { NO_COLOR: '1' };
const outputPage = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');

async function listOf(files: readonly string[], ...options: readonly string[]) {
  return JSON.parse((await run(['save-list', ...files, '--json', '-q', ...options])).stdout);
}
const sumOf = (rows: readonly Record<string, number>[], name: string) => rows.reduce((sum, row) => sum + row[name]!, 0);

describe('save-list for reading', () => {
  test.each([
    ['save-list-subscription-80', [...SUBSCRIPTION, '--action-cost', '3', '--budget', '20'], 80],
    ['save-list-unpriced-40', [...SUBSCRIPTION, '-q', '--top', '2'], 40],
    ['save-list-shop-80', [...SHOP, '-q', '--action-cost', '2', '--action-cost', 'resolve_open_case=20'], 80],
  ])('%s', async (name, argv, terminal) => {
    const text = await transcript(['save-list', ...argv], { terminal, env });
    for (const line of text.split('\n').slice(1)) expect([...line].length, line).toBeLessThanOrEqual(terminal);
    await expect(text).toMatchFileSnapshot(golden(name));
  });

  test('save-list-markdown', async () => {
    const argv = ['save-list', ...SUBSCRIPTION, '--action-cost', '5', '--format', 'markdown', '-q', '--top', '3'];
    await expect(await transcript(argv)).toMatchFileSnapshot(golden('save-list-markdown'));
  });

  test('a snapshot without contacts says why there is no list', async () => {
    const { stdout, exitCode } = await run(['save-list', '-', '-q', '--action-cost', '1'], { stdin: SNAPSHOT });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Not told: the effort score is not known.');
    expect(stdout).toContain('2 customers: the effort score is not known');
  });
});

describe('save-list for programs', () => {
  test.each([SUBSCRIPTION, SHOP])('--json has every name in docs/output.md (%#)', async (...files) => {
    const list = await listOf(files, '--action-cost', '1');
    expect(list).toMatchObject({ schemaVersion: '1', meta: { command: 'save-list', options: { budget: null } } });
    expect(undocumentedNames(list, outputPage)).toEqual([]);
    expect(undocumentedNames((await listOf(files)).saveList, outputPage)).toEqual([]);
  });

  test('customers add up to the totals, and with those left out to everybody', async () => {
    const { saveList, customers } = await listOf(SUBSCRIPTION, '--action-cost', '3', '--max-customers', '7');
    const { chosen, leftOut } = saveList;
    expect(customers.length).toBe(7);
    for (const name of ['upliftValue', 'net', 'upliftValueLow', 'netHigh']) {
      expect(sumOf(customers, name)).toBeCloseTo(chosen[name], 9);
    }
    expect(sumOf(customers, 'uplift')).toBeCloseTo(chosen.saves, 12);
    expect(customers.at(-1).cumulativeCost).toBe(chosen.cost);
    expect(chosen.costPerSave).toBeCloseTo(chosen.cost / chosen.saves, 9);
    expect(sumOf(leftOut, 'customers') + chosen.customers).toBe(320);
    expect(leftOut).toContainEqual(expect.objectContaining({ reason: 'over_capacity' }));
  });

  test('a call may cost what score says that the uplift is worth', async () => {
    const { customers } = await listOf(SUBSCRIPTION);
    const score = JSON.parse((await run(['score', ...SUBSCRIPTION, '--json', '-q', '--no-backtest'])).stdout);
    const known = new Map(score.customers.map((customer: { customerId: string }) => [customer.customerId, customer]));
    expect(customers.length).toBeGreaterThan(5);
    for (const { customerId, breakEvenCost, uplift, now } of customers) {
      expect(known.get(customerId)).toMatchObject({ retention: { upliftValue: breakEvenCost, uplift, now } });
    }
  });

  test('the interval holds the value, and the low end is where the effect of effort is least', async () => {
    const { customers } = await listOf(SUBSCRIPTION);
    for (const { upliftValueLow, upliftValue, upliftValueHigh } of customers) {
      expect(upliftValueLow).toBeLessThan(upliftValue);
      expect(upliftValue).toBeLessThan(upliftValueHigh);
    }
  });

  test('without a cost nobody is cut, and nothing that needs one is told', async () => {
    const { saveList, customers } = await listOf(SUBSCRIPTION);
    expect(saveList).toMatchObject({ rankedBy: 'value', chosen: { cost: null, net: null, surelyPaying: null } });
    expect(saveList.chosen.reasons).toMatchObject({ net: 'no_action_cost', costPerSave: 'no_action_cost' });
    expect(saveList.leftOut.map(({ reason }: { reason: string }) => reason)).toEqual(['not_at_risk', 'churned']);
    const [first] = saveList.byCost;
    expect(first.customers).toBe(
      customers.filter((row: { upliftValue: number }) => row.upliftValue > first.cost).length,
    );
  });

  test('an action without a cost of its own is left out where another has one', async () => {
    const { saveList, customers } = await listOf(SUBSCRIPTION, '--action-cost', 'resolve_open_case=1');
    expect(new Set(customers.map(({ action }: { action: { code: string } }) => action.code))).toEqual(
      new Set(['resolve_open_case']),
    );
    expect(saveList.actionCosts).toEqual({ resolve_open_case: 1, make_contact_easier: null });
    expect(saveList.leftOut).toContainEqual(expect.objectContaining({ reason: 'no_action_cost' }));
  });

  test('csv has a line for each customer on the list', async () => {
    const { stdout } = await run(['save-list', ...SUBSCRIPTION, '--format', 'csv', '-q', '--action-cost', '3']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^rank,customer_id,segment,status,effort,now,easy,uplift,/);
    expect(lines.length - 1).toBe((await listOf(SUBSCRIPTION, '--action-cost', '3')).customers.length);
  });
});

describe('mistakes', () => {
  test.each([
    ['--action-cost', 'cheap'],
    ['--action-cost', 'resolve_open_case='],
    ['--action-cost', 'resolve_open_case=-1'],
    ['--action-cost', 'resolve_open_cases=1'],
    ['--budget', '-1'],
    ['--max-customers', '1.5'],
  ])('%s %s is refused by name', async (flag, value) => {
    const { exitCode, stdout, stderr } = await run(['save-list', '-', flag, value], { stdin: SNAPSHOT });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`cx-roi: error: ${flag}`);
  });

  test('a misspelt action gets the nearest one', async () => {
    const argv = ['save-list', '-', '--action-cost', 'resolve_open_cases=1'];
    expect((await run(argv, { stdin: SNAPSHOT })).stderr).toContain('Did you mean resolve_open_case?');
  });

  test('a budget without any cost cannot be spent', async () => {
    const { exitCode, stderr } = await run(['save-list', '-', '--budget', '10'], { stdin: SNAPSHOT });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--action-cost AMOUNT');
  });
});

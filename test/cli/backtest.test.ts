import { describe, expect, test } from 'vitest';
import { run, transcript } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const TENURES = 'customer_id,tenure_months,churned,mrr\nA,3,yes,10\nB,30,no,10\nC,12,no,10\n';

describe('backtest', () => {
  test.each([
    ['backtest-shop', ['backtest', ...SHOP, '--split', '2024-06-30'], 80],
    ['backtest-subscription-40', ['backtest', ...SUBSCRIPTION], 40],
    ['backtest-markdown', ['backtest', ...SHOP, '--format', 'markdown'], 80],
    ['backtest-csv', ['backtest', ...SHOP, '--format', 'csv'], 80],
  ])('%s', async (name, argv, terminal) => {
    const text = await transcript(argv, { terminal, env: { NO_COLOR: '1' } });
    await expect(text).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });

  test.each([40, 80])('fits %d columns', async (terminal) => {
    for (const files of [SHOP, SUBSCRIPTION]) {
      const { stdout } = await run(['backtest', ...files, '-q'], { terminal, env: { NO_COLOR: '1' } });
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(terminal);
    }
  });

  test('gives programs what people read', async () => {
    const { stdout, exitCode } = await run(['backtest', ...SHOP, '--json', '-q']);
    const { schemaVersion, meta, backtest } = JSON.parse(stdout);
    expect({ exitCode, schemaVersion, command: meta.command }).toEqual({
      exitCode: 0,
      schemaVersion: '1',
      command: 'backtest',
    });
    expect(meta.options.split).toBeNull();
    expect(backtest.baselines.map(({ name }: { name: string }) => name)).toEqual(['x/T', 'last period', 'nbd']);
    expect(backtest.forecast.bias).toBeCloseTo(backtest.forecast.predicted / backtest.forecast.actual - 1, 12);
  });

  test('is the one that score carries', async () => {
    const alone = JSON.parse((await run(['backtest', ...SHOP, '--json', '-q'])).stdout).backtest;
    const { models } = JSON.parse((await run(['score', ...SHOP, '--json', '-q'])).stdout);
    expect(models.backtest).toEqual({ tried: true, ...alone });
  });

  test('refuses data that do not say when anything happened', async () => {
    const text = await transcript(['backtest', '-'], { stdin: TENURES });
    expect(text).toContain('exit code: 3');
    await expect(text).toMatchFileSnapshot('transcripts/backtest-snapshot.txt');
  });

  test('refuses a split with next to nothing after it', async () => {
    const { exitCode, stdout, stderr } = await run(['backtest', ...SHOP, '--split', '2024-12-30', '-q']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toContain('less than two weeks on one side of the split');
  });

  test('takes another model by name', async () => {
    const { stdout } = await run(['backtest', ...SHOP, '--json', '-q', '--model', 'pareto']);
    expect(JSON.parse(stdout).backtest.model).toBe('pareto-nbd');
  });
});

import { describe, expect, test } from 'vitest';
import { isMet, parseGate } from '../../src/app/gateExpression.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { run } from '../support/shell.ts';

const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv', '-q'];
const failOn = (gate: string, command = 'score', ...argv: string[]) =>
  run([command, ...SUBSCRIPTION, '--fail-on', gate, ...argv]);

describe('conditions', () => {
  test.each([
    ['a.b>1', { path: ['a', 'b'], operator: '>', number: 1, percent: false }],
    ['a >= -2.5e3', { path: ['a'], operator: '>=', number: -2500, percent: false }],
    ['a<20%', { operator: '<', number: 0.2, percent: true }],
    ['a<7%', { operator: '<', number: 0.07, percent: true }],
    ['a==assumed', { operator: '==', number: null, operand: 'assumed' }],
    ['a!="5%"', { operator: '!=', number: null, operand: '5%', percent: false }],
    ["a=='>= 3'", { operator: '==', operand: '>= 3' }],
  ])('%s', (text, parsed) => {
    expect(parseGate(text)).toMatchObject(parsed);
  });

  test.each(['a', 'a=1', 'a>', '>1', 'a=>1', 'a b>1', ''])('"%s" is none', (text) => {
    expect(() => parseGate(text)).toThrow('is not a condition');
  });

  test.each([
    ['x>1', 1.5, true],
    ['x>1', 1, false],
    ['x>=1', 1, true],
    ['x<1', 0.5, true],
    ['x<=1', 1.1, false],
    ['x==20%', 0.2, true],
    ['x!=0', 0, false],
    ['x<2024-07-01', '2024-06-30', true],
    ['x==modelled', 'modelled', true],
    ['x==true', true, true],
    ['x>true', true, null],
    ['x>high', 3, null],
  ])('%s of %s: %s', (text, figure, met) => {
    expect(isMet(parseGate(text), figure)).toBe(met);
  });
});

/** Every command that offers the option, with what it needs beside the files. */
const OFFERING = COMMANDS.filter(
  ({ name, options }) => name !== 'config' && options.some(([, keys]) => keys.includes('failOn')),
);
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  explain: ['--customer', 'S-0012'],
  report: ['--format', 'markdown'],
};

describe('--fail-on', () => {
  test.each(OFFERING.map(({ name }) => name).filter((name) => name !== 'compare'))('is heard by %s', async (name) => {
    const { exitCode, stderr } = await failOn('meta.horizonMonths>0', name, ...(NEEDED[name] ?? []));
    expect({ exitCode, stderr }).toEqual({ exitCode: 4, stderr: expect.stringContaining('meta.horizonMonths is 12') });
  });

  test('cannot be asked of a stream', async () => {
    const { exitCode, stderr } = await failOn('meta.horizonMonths>0', 'alerts', '--follow');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--fail-on');
  });

  test('a missed gate: exit 4 and the figure in one line, the report written all the same', async () => {
    const { exitCode, stdout, stderr } = await failOn('portfolio.atRiskShare>9%', 'score', '--json');
    const { atRiskShare } = JSON.parse(stdout).portfolio;
    expect(exitCode).toBe(4);
    expect(stderr).toBe(
      `cx-roi: error: Gate missed: portfolio.atRiskShare is ${atRiskShare}; --fail-on 'portfolio.atRiskShare>9%'.\n`,
    );
  });

  test('a gate that holds says nothing, in any format', async () => {
    const { exitCode, stdout, stderr } = await failOn('portfolio.atRiskShare>90%', 'score', '--format', 'csv');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.not.stringContaining('Gate') });
    expect(stdout.split('\n').length).toBeGreaterThan(320);
  });

  test('several gates: every one that is missed has its line', async () => {
    const { exitCode, stderr } = await failOn('portfolio.customers>3', 'score', '--fail-on', 'portfolio.churned>5');
    expect(exitCode).toBe(4);
    expect(stderr.trimEnd().split('\n').length).toBe(2);
  });

  test('a figure that is null misses any gate, with its reason', async () => {
    const { exitCode, stderr } = await failOn('portfolio.roi<0');
    expect(exitCode).toBe(4);
    expect(stderr).toContain('portfolio.roi is not known (no retention cost is known (--retention-cost or --ledger))');
  });

  test('the same for programs', async () => {
    const { stderr } = await failOn('portfolio.customers>3', 'score', '--errors', 'json');
    expect(JSON.parse(stderr)).toMatchObject({ code: 'gate_missed', severity: 'error' });
  });

  test.each([
    ['portfolio.atRiskSahre>1', 'Did you mean portfolio.atRiskShare?'],
    ['portfolio.value>1', 'portfolio.value is not one figure'],
    ['portfolio.roi>high', 'is a number, and "high" is none'],
    ['customers.0.atStake>1', 'customers are many'],
    ['portfolio.effort.bands.high.churn>1', 'Did you mean portfolio.effort.bands'],
  ])('%s ends the run before any file is read', async (gate, words) => {
    const { exitCode, stdout, stderr } = await run(['score', 'nowhere.csv', '--fail-on', gate], {
      files: { 'nowhere.csv': '' },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('what no schema foresees is said behind the report', async () => {
    const { exitCode, stdout, stderr } = await failOn('models.revenue.chosn==mbg-nbd', 'score', '--json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).portfolio.customers).toBe(320);
    expect(stderr).toContain('Did you mean models.revenue.chosen?');
  });

  test.each([
    ['score', 'portfolio.effort.bands.high.monthlyChurnRate>5%', 4],
    ['score', 'portfolio.bySegment.smb.customers<1', 0],
    ['score', 'models.revenue.chosen==kaplan-meier', 4],
    ['score', 'meta.asOf<2024-07-01', 4],
    ['score', 'warnings.no_such_warning.count>0', 4],
    ['effort', 'effort.mean>1', 4],
    ['effort', 'effort.weights.components.repeat.used<0', 0],
    ['uplift', 'uplift.portfolio.points<0', 0],
    ['uplift', 'uplift.campaign.control==x', 4],
    ['backtest', 'backtest.forecast.bias>20%', 4],
  ])('cx-roi %s --fail-on %s ends with %d', async (command, gate, exitCode) => {
    expect((await failOn(gate, command)).exitCode).toBe(exitCode);
  });
});

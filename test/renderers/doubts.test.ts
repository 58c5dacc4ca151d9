import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import type { SaveListFindings } from '../../src/domain/saveListReport.ts';
import { analyse } from '../../src/engine/analyse.ts';
import { saveListFindings, saveListOf } from '../../src/engine/reports/saveListReport.ts';
import { expectedLines } from '../../src/renderers/headline.ts';
import { totalBlocks } from '../../src/renderers/saveListSections.ts';
import { customerLegend } from '../../src/renderers/tables.ts';
import { sampleResult } from '../support/result.ts';
import { run } from '../support/shell.ts';
import { simulatedSubscribers } from '../support/simulatedSubscribers.ts';

describe('a save list without evidence that effort drives customers away', () => {
  let findings: SaveListFindings;
  beforeAll(() => {
    const dataset = simulatedSubscribers({ customers: 400, seed: 7, leaves: 0.015, leavesAfterTrouble: 0.015 });
    const actionCosts = { resolve_open_case: 0.01, make_contact_easier: 0.01 };
    const analysis = analyse(dataset, { ...DEFAULT_OPTIONS, backtest: false });
    findings = saveListFindings(saveListOf(analysis, { actionCosts, budget: null, maxCustomers: null }));
  });

  const wordsAt = (upliftValueLow: number) =>
    JSON.stringify(
      totalBlocks({ ...findings, noEvidence: true, chosen: { ...findings.chosen, upliftValueLow } }, 'EUR'),
    );

  test('says that its range holds nothing kept only where it does', () => {
    expect(wordsAt(-1)).toContain('the ranges hold nothing kept as well');
    expect(wordsAt(0)).toContain('the ranges hold nothing kept as well');
    expect(wordsAt(12)).not.toContain('hold nothing kept');
  });

  test('says what else keeps its range above nothing', () => {
    expect(wordsAt(12)).toContain('no evidence');
    expect(wordsAt(12)).toContain('a published study (--prior); your data alone do not bear it out');
  });
});

test('the range of staying in a snapshot says what it takes for granted of the flag, unless that is given', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `C${i},${1 + (i % 24)},${i % 4 === 0 ? 'yes' : 'no'},10`);
  const stdin = ['customer_id,tenure_months,churned,mrr', ...rows].join('\n');
  const printed = async (...options: string[]) =>
    (await run(['score', '-', '-q', ...options], { stdin, terminal: 80, env: { NO_COLOR: '1' } })).stdout.replace(
      /\s+/g,
      ' ',
    );
  const range = /Stay first 12 months \S [\d.]+% [\d.]+% to [\d.]+%/;
  const assumed = await printed();
  expect(assumed).toMatch(range);
  expect(assumed).toContain('if the flag counts since sign-up, from the day they came');
  const given = await printed('--churn-window', '12');
  expect(given).toMatch(range);
  expect(given).not.toContain('if the flag counts');
});

test('what a cohort is worth is printed with its range, before all that stands on it', async () => {
  const files = ['customers', 'interactions', 'costs'].map((name) => `fixtures/subscription/${name}.csv`);
  for (const terminal of [40, 80]) {
    const { stdout } = await run(['economics', ...files, '-q'], { terminal, env: { NO_COLOR: '1' } });
    const cohorts = stdout.slice(stdout.indexOf('By cohort'), stdout.indexOf('By acquisition'));
    expect(cohorts).toMatch(/Since .*Worth +Between/);
    expect(cohorts).toMatch(/2023-Q3 .*~[\d,]+ +[\d,]+ to [\d,]+/);
  }
});

test('a portfolio without evidence of effort says so in the line of easier experience and under the next steps', () => {
  const of = (evidence: 'weak' | 'no evidence') => {
    const found = sampleResult();
    return { ...found, portfolio: { ...found.portfolio, effort: { ...found.portfolio.effort, evidence } } };
  };
  const easier = (evidence: 'weak' | 'no evidence') =>
    expectedLines(of(evidence)).find(({ label }) => label === 'Easier experience')!.note;
  expect(easier('no evidence')).toMatch(/points of staying .*, no evidence of it in your data, weight on data 62%$/);
  expect(easier('weak')).not.toContain('no evidence');
  expect(customerLegend(of('no evidence'))).toContain('no evidence that easing effort keeps anybody');
  expect(customerLegend(of('weak'))).not.toContain('no evidence');
});

describe('customers of a shop who have lapsed', () => {
  const regular = Array.from({ length: 60 }, (_, c) =>
    Array.from({ length: c % 3 === 0 ? 3 : 12 }, (_, k) => {
      const day = new Date(Date.UTC(2024, 0, 1 + (c % 20) + 30 * k)).toISOString().slice(0, 10);
      return `C${c},${day},purchase,${20 + (c % 7)}`;
    }),
  );
  const stdin = ['customer_id,occurred_at,type,amount', ...regular.flat()].join('\n');
  const told = async (...argv: string[]) =>
    (
      await run([...argv, '-q', '--behaviour', 'transactional'], { stdin, terminal: 80, env: { NO_COLOR: '1' } })
    ).stdout.replace(/\s+/g, ' ');

  test('have not left: explain says so, and why something is still expected of them', async () => {
    const words = await told('explain', 'C0', '-');
    expect(words).toMatch(/Stays – the customer has lapsed \(no purchase for \d+ days\)/);
    expect(words).toMatch(/still a customer with a chance of \S[\d.]+%, and what is expected goes by that/);
    expect(words).not.toMatch(/has already left|whoever has left/);
  });

  test('are lapsed on the save list and in what a scenario counts', async () => {
    expect(await told('save-list', '-', '--action-cost', '1')).toMatch(
      /20 customers: the customer has lapsed \(no purchase for \d+ days\); what is still expected of them/,
    );
    expect(await told('simulate', '-', '--retention', '+2')).toMatch(
      /20 of them have lapsed \(no purchase for \d+ days\) and count by the chance that they are still customers/,
    );
  });
});

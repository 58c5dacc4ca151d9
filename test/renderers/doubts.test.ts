import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import type { SaveListFindings } from '../../src/domain/saveListReport.ts';
import { analyse } from '../../src/engine/analyse.ts';
import { saveListFindings, saveListOf } from '../../src/engine/reports/saveListReport.ts';
import { totalBlocks } from '../../src/renderers/saveListSections.ts';
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

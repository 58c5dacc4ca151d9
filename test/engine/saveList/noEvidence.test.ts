import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import type { SaveTerms } from '../../../src/domain/saveListReport.ts';
import { type Analysis, analyse } from '../../../src/engine/analyse.ts';
import { saveListCustomers, saveListFindings, saveListOf } from '../../../src/engine/reports/saveListReport.ts';
import { simulatedSubscribers } from '../../support/simulatedSubscribers.ts';

const TERMS: SaveTerms = {
  actionCosts: { resolve_open_case: 0.01, make_contact_easier: 0.01 },
  ...{ budget: null, maxCustomers: null },
};
const WORLD = { customers: 400, seed: 7, leaves: 0.015, leavesAfterTrouble: 0.12 };
const listOf = (leavesAfterTrouble: number, changed: (analysis: Analysis) => Analysis = (same) => same) => {
  const dataset = simulatedSubscribers({ ...WORLD, leavesAfterTrouble });
  return saveListOf(changed(analyse(dataset, { ...DEFAULT_OPTIONS, backtest: false })), TERMS);
};

test('where effort does nothing that the data show, what a call keeps is assumed, and the list says so', () => {
  const list = listOf(WORLD.leaves);
  const findings = saveListFindings(list);
  expect(findings.noEvidence).toBe(true);
  expect([findings.chosen.grade, findings.chosen.savesGrade]).toEqual(['assumed', 'assumed']);
  for (const { grade } of saveListCustomers(list)) expect(grade).toBe('assumed');
  expect(saveListFindings(listOf(WORLD.leavesAfterTrouble)).noEvidence).toBe(false);
});

test('nobody is called to go, though whoever costs more than they bring is worth more gone', () => {
  const backwards = listOf(WORLD.leavesAfterTrouble, (analysis) => {
    const { retention } = analysis;
    const uplift = { ...retention.uplift, values: retention.uplift.values.map((value) => -value) };
    return { ...analysis, retention: { ...retention, uplift } };
  });
  expect(backwards.ranked.length).toBe(0);
  expect(saveListFindings(backwards).leftOut.map(({ reason }) => reason)).toContain('no_uplift');
});

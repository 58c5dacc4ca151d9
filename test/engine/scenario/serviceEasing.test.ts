import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import { type Levers, NO_LEVERS, NO_PROGRAMME, type Scenario } from '../../../src/domain/scenario.ts';
import { type Analysis, analyse } from '../../../src/engine/analyse.ts';
import { contactsOf } from '../../../src/engine/effort/contactLog.ts';
import { mostLikely, serviceFactor } from '../../../src/engine/scenario/changes.ts';
import { portfolioCurves } from '../../../src/engine/scenario/drawCurves.ts';
import { settingOf } from '../../../src/engine/scenario/setting.ts';
import { simulateOn } from '../../../src/engine/scenario/simulate.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { datasetOf } from '../../support/readFixture.ts';
import { simulatedSubscribers } from '../../support/simulatedSubscribers.ts';

const OPTIONS = { ...DEFAULT_OPTIONS, backtest: false };
const DAY_MS = 86_400_000;

/** Cases of three contacts, and of two that are little easier: the line through them meets no effort far below no cost. */
function steepLog(): Dataset {
  const start = Date.parse('2022-07-01');
  const at = (day: number) => new Date(start + day * DAY_MS).toISOString().slice(0, 10);
  const people = Array.from({ length: 240 }, (_, i) => {
    const first = 2 * i + 100 + (i % 60) * 3;
    const gone = i % 4 === 0 ? { churned_at: at(first + 20) } : {};
    return { customer: { id: `m${i}`, created_at: at(2 * i), mrr: 30, ...gone }, first };
  });
  const contact = (id: string, day: number) => ({ id, at: at(day), kind: 'support' as const });
  const log = people.flatMap(({ customer: { id }, first }, i) => {
    const easy = { ...contact(id, 2 * i + 40), channel: 'email', caseId: `q${i}`, resolved: 1 as const };
    const hard = ['phone', 'email', 'chat'].slice(0, i % 16 === 0 ? 2 : 3).map((channel, j) => ({
      ...contact(id, first + j),
      ...{ channel, caseId: `k${i}`, resolved: 0 as const },
    }));
    return [...(i % 3 === 0 ? [easy] : []), ...(i % 2 === 0 ? hard : [])];
  });
  return literalDataset(
    people.map(({ customer }) => customer),
    log,
  );
}

/** What all cases would cost with their first contact alone, over what they cost. */
function firstContactsShare({ effort: { log }, cost }: Analysis): number {
  const price = (row: number) => cost.sources.service.priceOf(row).minor;
  let [first, all] = [0, 0];
  for (let c = 0; c < log!.cases.index.cases; c++) {
    const contacts = contactsOf(log!, c);
    first += price(contacts[0]!);
    for (const row of contacts) all += price(row);
  }
  return first / all;
}

function scenarioOf(levers: Partial<Levers>): Scenario {
  const own = { ...NO_LEVERS, ...levers };
  return { name: 'a', given: [], levers: own, programme: NO_PROGRAMME, cashFlows: null };
}
const easier = (share: number) =>
  scenarioOf({ effort: [{ scope: 'all', name: null, change: { by: 'share', amount: -share } }] });

function settingUnder(analysis: Analysis, scenario: Scenario) {
  const setting = settingOf({ analysis, curvesOver: (years) => portfolioCurves(analysis, years) }, scenario);
  if ('reason' in setting) throw new Error(setting.reason);
  return setting;
}

const files = (name: string) => ['customers', 'interactions'].map((part) => `fixtures/${name}/${part}.csv`);

describe.each<[string, () => Dataset | Promise<Dataset>]>([
  ['cases whose cost climbs steeply with effort', steepLog],
  [
    'simulated subscribers',
    () => simulatedSubscribers({ customers: 400, seed: 7, leaves: 0.015, leavesAfterTrouble: 0.12 }),
  ],
  ['the shop', () => datasetOf(files('shop'))],
  ['the subscription', () => datasetOf(files('subscription'))],
])('%s', (_, open) => {
  let analysis: Analysis;
  let floor: number;
  beforeAll(async () => {
    analysis = analyse(await open(), OPTIONS);
    floor = firstContactsShare(analysis);
  });

  test('cost no less for being easier than their first contacts, whatever a point of effort is thought to cost', () => {
    const errors = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), errors, (share, errorsOff) => {
        const setting = settingUnder(analysis, easier(share));
        const easing = errorsOff * (setting.easing?.perPointSe ?? 0);
        const factor = serviceFactor(setting, { ...mostLikely(setting), easing });
        expect(factor).toBeGreaterThanOrEqual(floor - 1e-9);
      }),
      { numRuns: 15 },
    );
  });

  test('cost less the easier they are', () => {
    const settings = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => settingUnder(analysis, easier(share)));
    const factors = settings.map((setting) => serviceFactor(setting, mostLikely(setting)));
    expect(factors[0]).toBe(1);
    expect(factors[5]).toBeLessThan(1);
    for (let k = 1; k < factors.length; k++) expect(factors[k]).toBeLessThanOrEqual(factors[k - 1]! + 1e-12);
  });

  test('are never served for less than nothing in a scenario without effort, at neither end of its range', () => {
    for (const scenario of [easier(1), scenarioOf({ effortTo: 0 })]) {
      const { serviceToday, serviceChange } = simulateOn(analysis, [scenario]).scenarios[0]!.changes!;
      expect(serviceToday! + serviceChange.value!).toBeGreaterThanOrEqual(floor * serviceToday! - 1e-6);
      for (const end of [serviceChange.low, serviceChange.high]) {
        expect(serviceToday! + end!).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

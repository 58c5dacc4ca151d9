import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { STATUS } from '../../../src/domain/features.ts';
import type { CustomerStates } from '../../../src/engine/alerts/customerStates.ts';
import type { Analysis } from '../../../src/engine/analyse.ts';
import { cdnowDataset } from '../../support/cdnow.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { analysedAtEnd, datasetOf, replayed, reported } from '../../support/replay.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { synthDataset } from '../../support/synth.ts';

/** Refunds reach the purchase wing's histories and not a stream, so kinds that rest on those are left out where there are any. */
const ON_EVENTS = /effort_spike|unresolved_beyond_norm|renewal_at_risk|engaged/;
const ofKinds = (standing: ReadonlyMap<string, unknown>, kinds: RegExp) =>
  [...standing].filter(([key]) => kinds.test(key)).sort(([a], [b]) => (a < b ? -1 : 1));

/** A history followed from nothing ends with the alerts of a report on it, and with the effort of the effort wing. */
function expectOneTruth(dataset: Dataset, kinds: RegExp, least: number): void {
  const analysis = analysedAtEnd(dataset, { cesScale: 'easy7' });
  const [report, replay] = [reported(analysis), replayed(analysis)];
  const batch = ofKinds(report.standing, kinds);
  expect(batch.length).toBeGreaterThanOrEqual(least);
  expect(ofKinds(replay.standing, kinds)).toEqual(batch);
  for (const { states } of [report, replay]) expectWingsEffort(analysis, states);
}

function expectWingsEffort(
  { dataset, effort, lifecycle: { status }, asOfDay }: Analysis,
  { cases }: CustomerStates,
): void {
  if (effort.log === null) return;
  for (let row = 0; row < status.length; row++) {
    // Of those who are gone the wing tells what it was on their last day.
    if (status[row] === STATUS.churned || status[row] === STATUS.lapsed) continue;
    const [wing, own] = [effort.score.values[row]!, cases.effortAt(row, asOfDay!)];
    const id = dataset.customerIds[row];
    if (!(Math.abs(own - wing) < 1e-9)) expect([id, own]).toEqual([id, wing]);
  }
}

describe('a history followed event by event is the history told as a whole', () => {
  test.each(['shop', 'subscription'])('%s fixture', async (name) => {
    expectOneTruth(await datasetOf(`fixtures/${name}/${name}.json`), ON_EVENTS, 5);
  });

  const DAY = fc.integer({ min: 0, max: 360 });
  const word = (...words: string[]) => fc.constantFrom(...words, undefined);
  const at = (day: number, minute: number) => new Date(Date.UTC(2023, 0, 1 + day, 0, minute)).toISOString();
  const contact = fc
    .record({
      day: DAY,
      minute: fc.nat(1439),
      id: fc.constantFrom('a', 'b', 'c'),
      topic: word('billing', 'delivery'),
      channel: word('phone', 'chat'),
      agent: word('A1', 'A2', 'A3', 'A4'),
      caseId: word('K1', 'K2', 'K3'),
      handleSeconds: fc.constantFrom(60, 300, undefined),
      resolved: fc.constantFrom(0 as const, 1 as const, undefined),
      inbound: fc.constantFrom(0 as const, 1 as const, 1 as const, undefined),
      ces: fc.constantFrom(1, 4, 7, undefined),
    })
    .map(({ day, minute, ...rest }): LiteralInteraction => {
      const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      return { at: at(day, minute), kind: 'support', ...said } as LiteralInteraction;
    });
  const other = fc
    .record({
      day: DAY,
      minute: fc.nat(1439),
      id: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('purchase', 'visit'),
    })
    .map(({ day, minute, id, kind }) => ({ id, at: at(day, minute), kind, amount: 10 }) as LiteralInteraction);

  const logs = fc.array(fc.oneof({ weight: 3, arbitrary: contact }, other), { minLength: 1, maxLength: 60 });

  test('any log of contacts, purchases and visits', () => {
    fc.assert(
      fc.property(logs, (log) => expectOneTruth(literalDataset([], log), ON_EVENTS, 0)),
      { numRuns: 100 },
    );
  });

  test('any log of subscribers who renew and cancel', () => {
    const contract = fc
      .record({ day: DAY, id: fc.constantFrom('a', 'b'), kind: fc.constantFrom('renewal', 'cancellation') })
      .map(({ day, id, kind }) => ({ id, at: at(day, 0), kind }) as LiteralInteraction);
    const contracts = fc.array(contract, { maxLength: 6 });
    fc.assert(
      fc.property(logs, contracts, DAY, (log, terms, day) => {
        const renewal_date = at(day + 60, 0);
        const customers = ['a', 'b', 'c'].map((id) => ({ id, created_at: '2022-12-01', renewal_date }));
        expectOneTruth(literalDataset(customers, [...log, ...terms]), ON_EVENTS, 0);
      }),
      { numRuns: 100 },
    );
  });

  describeWithSharedData('real and known histories', () => {
    test('synthetic subscribers', () => expectOneTruth(synthDataset(), ON_EVENTS, 200));

    test('CDNOW, which has no refunds: every kind of alert, the model’s too', () => {
      expectOneTruth(cdnowDataset('sample'), /./, 20);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../src/domain/features.ts';
import { reasonAt } from '../../../src/domain/figures.ts';
import type { ScoreOptions } from '../../../src/domain/options.ts';
import { UNSCORED } from '../../../src/engine/effort/customerScore.ts';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { subscribersOf, synthDataset } from '../../support/synth.ts';

const DAY = (day: number) => new Date(Date.parse('2024-01-01') + day * 86_400_000).toISOString();

function contact(day: number, rest: Partial<LiteralInteraction> = {}): LiteralInteraction {
  return { id: 'a', at: DAY(day), kind: 'support', ...rest };
}

describe('the effort of a customer', () => {
  it('is null with its reason where there is no contact log at all', () => {
    const outcome = scoreEffort(subscribersOf(literalDataset([{ id: 'a', created_at: '2024-01-01' }])));
    expect(reasonAt(outcome.score, 0)).toBe('no_contact_log');
    expect(outcome.status[0]).toBe(UNSCORED);
    expect(outcome.counts).toBeNull();
  });

  it('is none, not low, without a contact in the window', () => {
    const dataset = literalDataset(
      [
        { id: 'a', created_at: '2020-01-01' },
        { id: 'b', created_at: '2020-01-01' },
      ],
      [contact(0, { resolved: 0 }), { ...contact(500, { resolved: 0 }), id: 'b' }],
    );
    const outcome = scoreEffort(subscribersOf(dataset));
    expect([outcome.status[0], outcome.score.values[0]]).toEqual([0, 0]);
    expect(outcome.contacts.values[0]).toBe(1);
    expect(outcome.status[1]).toBe(3);
  });

  it('is unknown, not low, with contacts of which none can be scored', () => {
    const outcome = scoreEffort(subscribersOf(literalDataset([], [contact(0)])));
    expect(outcome.status[0]).toBe(UNSCORED);
    expect(reasonAt(outcome.score, 0)).toBe('no_scorable_case');
  });

  it('is taken on the last day at risk for those who left', () => {
    const churned = { id: 'a', created_at: '2023-01-01', churned_at: DAY(20) };
    const options = { effortHalfLifeDays: 10 };
    const dataset = literalDataset([churned], [contact(9, { resolved: 0 }), { ...contact(400), id: 'b' }]);
    const outcome = scoreEffort(subscribersOf(dataset, options));
    // One case of 1.846/(1.846+0.77) at age 10 on day 19, the last one before leaving: one half-life.
    expect(outcome.score.values[0]).toBeCloseTo((50 * 1.846) / (1.846 + 0.77), 10);
  });

  it('leaves surveys out with a warning that names the flag where their direction is unknown', () => {
    const outcome = scoreEffort(subscribersOf(literalDataset([], [contact(0, { ces: 7, resolved: 1 })])));
    expect(outcome.surveyMean).toMatchObject({ value: null, reason: 'no_survey_scale' });
    expect(outcome.warnings[0]).toMatchObject({ code: 'survey_scale_unknown', count: 1 });
    expect(outcome.warnings[0]!.message).toContain('--ces-scale');
  });

  it('reports the answers as given, and those outside the scale as left out', () => {
    const dataset = literalDataset([], [contact(0, { ces: 7 }), contact(1, { ces: 2 }), contact(2, { ces: 9 })]);
    const outcome = scoreEffort(subscribersOf(dataset, { cesScale: 'easy7' }));
    expect(outcome.surveyMean.value).toBe(4.5);
    expect(outcome.model['surveys']).toMatchObject({ answers: 2, shareFiveUp: 0.5, netEasy: 0 });
    expect(outcome.warnings).toMatchObject([{ code: 'survey_outside_scale', count: 1 }]);
  });

  it('tells answers of 0 to 10 as what no scale here reads, whether a scale is given or not', () => {
    const rows = Array.from({ length: 11 }, (_, ces) => contact(ces, { ces }));
    const said = (given: Partial<ScoreOptions>) =>
      scoreEffort(subscribersOf(literalDataset([], rows), given)).warnings.find(({ code }) =>
        code.startsWith('survey_'),
      )!;
    expect(said({})).toMatchObject({ code: 'survey_scale_unknown', count: 11 });
    expect(said({}).message).toContain('they run from 0 to 10, and only scales of 1 to 5 and of 1 to 7 are read');
    expect(said({ cesScale: 'easy7' })).toMatchObject({ code: 'survey_outside_scale', count: 4 });
    expect(said({ cesScale: 'easy7' }).message).toContain('too many of 11 to be typing errors');
    const typed = [...Array.from({ length: 40 }, (_, day) => contact(day, { ces: 6 })), contact(50, { ces: 66 })];
    const few = scoreEffort(subscribersOf(literalDataset([], typed), { cesScale: 'easy7' })).warnings;
    expect(few.map(({ message }) => message)).toEqual(['effort survey answers outside the scale easy7 were left out']);
  });

  it('comes from a snapshot’s own counts as one pseudo-case, graded assumed', () => {
    const counted = (id: string, contacts: number, churned: number) => ({ id, contacts, churned, tenure_months: 12 });
    const dataset = literalDataset([counted('a', 0, 0), counted('b', 1, 0), counted('c', 2, 1), counted('d', 9, 1)]);
    const outcome = scoreEffort(subscribersOf(dataset));
    expect([...outcome.score.values]).toEqual([0, 0, expect.closeTo(100 / 3, 10), 100]);
    expect([...outcome.status]).toEqual([0, 1, 2, 3]);
    expect(outcome.bands.map(({ churned }) => churned)).toEqual([0, 0, 1, 1]);
    expect(outcome.bands[3]!.monthlyChurnRate).toBeNull();
    expect(outcome.score.grade).toEqual(new Uint8Array(4).fill(3));
  });
});

const anyContact = fc.record({
  day: fc.integer({ min: 0, max: 300 }),
  caseId: fc.constantFrom('K1', 'K2', 'K3', 'K4'),
  channel: fc.constantFrom('phone', 'chat', 'e-mail'),
  agent: fc.constantFrom('x', 'y', 'z'),
  topic: fc.constantFrom('billing', 'delivery'),
  resolved: fc.constantFrom(0 as const, 1 as const),
  handleSeconds: fc.integer({ min: 1, max: 5000 }),
});

function scoreOf(contacts: readonly { day: number }[]) {
  const rows = contacts.map(({ day, ...rest }) => contact(day, rest));
  // A second customer fixes the as-of day.
  return scoreEffort(subscribersOf(literalDataset([], [...rows, { ...contact(301, { resolved: 1 }), id: 'z' }])));
}

describe('the effort score', () => {
  it('does not depend on the order of rows', () => {
    const shuffled = fc
      .array(anyContact, { minLength: 1, maxLength: 12 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(scoreOf(other).score.values[0]).toBe(scoreOf(rows).score.values[0]);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('lies in 0..100 and its receipts add up to it', () => {
    fc.assert(
      fc.property(fc.array(anyContact, { minLength: 1, maxLength: 12 }), (rows) => {
        const outcome = scoreOf(rows);
        const score = outcome.score.values[0]!;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const points = outcome.receipts(0).reduce((sum, receipt) => sum + receipt.points, 0);
        // A dozen additions of shares of at most 100: a few units in the last place.
        expect(Math.abs(points - score)).toBeLessThan(1e-11);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('never falls when the last contact turns from resolved to unresolved', () => {
    fc.assert(
      fc.property(fc.array(anyContact, { minLength: 1, maxLength: 6 }), (rows) => {
        const sameCase = rows.map((row) => ({ ...row, caseId: 'K1' }));
        const ending = (resolved: 0 | 1) => scoreOf(sameCase.map((row) => ({ ...row, resolved }))).score.values[0]!;
        expect(ending(0)).toBeGreaterThan(ending(1));
      }),
      { seed: 3, numRuns: 30 },
    );
  });
});

describeWithSharedData('effort on the synthetic subscribers', () => {
  const outcome = scoreEffort(subscribersOf(synthDataset(), { cesScale: 'easy7' }));

  it('counts what is in the files', () => {
    expect(outcome.counts).toMatchObject({ contacts: 23_817, casesGiven: 14_588, casesInferred: 0 });
    // Mean of 4,286 integers: exact but for the division.
    expect(outcome.surveyMean.value).toBeCloseTo(5.66635557629491, 13);
    expect(outcome.score.values.length).toBe(4000);
  });

  it('puts every customer-month at risk in a band, as the published person-period table counts them', () => {
    const sum = (name: 'customerMonths' | 'churned') => outcome.bands.reduce((total, band) => total + band[name]!, 0);
    expect(sum('customerMonths')).toBe(69_188);
    expect(sum('churned')).toBe(1459);
  });

  it('shows churn rising with effort at the month’s start', () => {
    const rates = outcome.bands.map((band) => band.monthlyChurnRate!);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    expect(outcome.bands[3]!.rateLow!).toBeGreaterThan(outcome.bands[0]!.rateHigh!);
  });

  it('inverts the truth when everyone is banded once at the end, which is why it is not done', () => {
    const { lifecycle } = subscribersOf(synthDataset());
    const later = scoreEffort({
      ...subscribersOf(synthDataset()),
      lifecycle: { ...lifecycle, endDay: lifecycle.endDay.map(() => Number.NaN) },
    });
    const churnShare = (band: number) => {
      let [all, left] = [0, 0];
      for (let i = 0; i < later.status.length; i++) {
        if (later.status[i] !== band) continue;
        all++;
        if (lifecycle.status[i] === STATUS.churned) left++;
      }
      return left / all;
    };
    expect(churnShare(0)).toBeGreaterThan(churnShare(3));
  });
});

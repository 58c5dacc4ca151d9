import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../src/domain/features.ts';
import { gradeAt, reasonAt, valueAt } from '../../../src/domain/figures.ts';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { discountedStay, paymentsOver } from '../../../src/engine/horizon.ts';
import { blend, effortPrior } from '../../../src/engine/retention/prior.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { tiltedPath } from '../../../src/engine/retention/tilt.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { type Subscribers, subscribersOf, synthDataset } from '../../support/synth.ts';

const horizonOf = (behaviour: 'subscription' | 'transactional', horizonMonths = 12) => ({
  horizonMonths,
  payments: paymentsOver({ behaviour }, { horizonMonths, annualDiscountRate: 0.1 }),
});
const YEAR = horizonOf('subscription');
const steady = (hazard: number) => (months: number) => (1 - hazard) ** months;

function retentionOf(subscribers: Subscribers, monthlyMarginMinor: Float64Array) {
  const survivalAt = (_row: number, months: number) => steady(0.02)(months);
  return scoreRetention({ ...subscribers, effort: scoreEffort(subscribers), survivalAt, monthlyMarginMinor });
}

const path = (chance: (months: number) => number, monthlyMarginMinor = 0) => ({ chance, monthlyMarginMinor });

describe('the tilted path', () => {
  it.each([
    'month',
    'horizon',
  ] as const)('by %s is the untilted one at no shift, and loses what the annuity says', (over) => {
    const { survival, lostMinor } = tiltedPath(path(steady(0.03), 100), over, 0, YEAR);
    expect(survival).toBeCloseTo(0.97 ** 12, 14);
    let lost = 0;
    for (let t = 0; t < 12; t++) lost += (100 * (1 - 0.97 ** t)) / 1.1 ** (t / 12);
    expect(lostMinor).toBeCloseTo(lost, 10);
  });

  it('by month multiplies the odds of leaving in each month', () => {
    const odds = (0.03 / 0.97) * 2;
    expect(tiltedPath(path(steady(0.03)), 'month', Math.log(2), YEAR).survival).toBeCloseTo((1 / (1 + odds)) ** 12, 14);
  });

  it('over the horizon multiplies the odds of leaving within it, hazards staying in proportion', () => {
    const { survival, lostMinor } = tiltedPath(path(steady(0.03), 1), 'horizon', Math.log(2), YEAR);
    const odds = ((1 - 0.97 ** 12) / 0.97 ** 12) * 2;
    expect(survival).toBeCloseTo(1 / (1 + odds), 14);
    let lost = 0;
    for (let t = 0; t < 12; t++) lost += (1 - survival ** (t / 12)) / 1.1 ** (t / 12);
    expect(lostMinor).toBeCloseTo(lost, 12);
  });

  it('loses of a buyer, whose margin comes in throughout a month, what the middle of the month loses', () => {
    const { lostMinor } = tiltedPath(path(steady(0.03), 1), 'horizon', 0, horizonOf('transactional'));
    let lost = 0;
    for (let t = 0; t < 12; t++) lost += (1 - (0.97 ** t + 0.97 ** (t + 1)) / 2) / 1.1 ** ((t + 0.5) / 12);
    expect(lostMinor).toBeCloseTo(lost, 12);
  });

  it.each([
    'subscription',
    'transactional',
  ] as const)('of a %s loses what a value without leaving has more', (behaviour) => {
    for (const months of [1, 6.5, 12]) {
      const horizon = horizonOf(behaviour, months);
      const stays = (hazard: number) => discountedStay(horizon.payments, steady(hazard));
      const { lostMinor } = tiltedPath(path(steady(0.03), 100), 'month', 0, horizon);
      expect(lostMinor).toBeCloseTo(100 * (stays(0) - stays(0.03)), 10);
    }
  });

  it.each(['month', 'horizon'] as const)('by %s keeps who surely stays, loses who surely leaves', (over) => {
    expect(
      tiltedPath(
        path(() => 1),
        over,
        3,
        YEAR,
      ).survival,
    ).toBe(1);
    expect(
      tiltedPath(
        path((t: number) => (t < 3 ? 1 : 0)),
        over,
        -3,
        YEAR,
      ).survival,
    ).toBe(0);
    expect(
      tiltedPath(
        path(() => 0.4),
        over,
        3,
        YEAR,
      ).survival,
    ).toBeCloseTo(0.4, 15);
    expect(
      tiltedPath(
        path(() => 0, 5),
        over,
        0,
        YEAR,
      ).survival,
    ).toBe(0);
  });
});

describe('the prior', () => {
  it('is drawn in by precision and says how much the data weigh', () => {
    const blended = blend({ value: 2, se: 0.52 }, effortPrior('behavioural', 1))!;
    expect(blended.value).toBeCloseTo((2 + 1.053) / 2, 14);
    expect(blended.se).toBeCloseTo(0.52 / Math.SQRT2, 14);
    expect(blended.weightOnData).toBeCloseTo(0.5, 14);
    expect(blend(null, effortPrior('sceptical', 1))).toEqual({ value: 1.053 / 2, se: 0.52, weightOnData: 0 });
    expect(blend(null, effortPrior('none', 1))).toBeNull();
  });
});

const SNAPSHOT = literalDataset(
  ['a', 'b', 'c', 'd'].map((id, contacts) => ({
    id,
    contacts: contacts + 1,
    churned: id === 'b' ? 1 : 0,
    tenure_months: 24,
  })),
);

describe('retention', () => {
  const outcome = retentionOf(subscribersOf(SNAPSHOT), new Float64Array(4).fill(1000));

  it('without any history is borrowed, and says so', () => {
    expect(outcome.weightOnData).toBe(0);
    expect(gradeAt(outcome.uplift, 3)).toBe('assumed');
    expect(outcome.verdict).toContain('association only');
    expect(outcome.warnings.map(({ code }) => code)).toContain('uplift_not_measured');
    expect(outcome.assumptions).toMatchObject([{ code: 'effort_prior', value: 1.328 }]);
    expect(outcome.measured).toBeNull();
  });

  it('has nothing to gain for easy customers, something for hard ones, and null for those who left', () => {
    expect(valueAt(outcome.uplift, 0)).toBe(0);
    expect(valueAt(outcome.upliftValue, 0)).toBe(0);
    expect(outcome.uplift.values[3]!).toBeGreaterThan(outcome.uplift.values[2]!);
    expect(outcome.low.values[3]!).toBeLessThan(outcome.uplift.values[3]!);
    expect(outcome.high.values[3]!).toBeGreaterThan(outcome.uplift.values[3]!);
    expect([valueAt(outcome.now, 1), reasonAt(outcome.now, 1)]).toEqual([null, 'churned']);
    expect(valueAt(outcome.atStake, 1)).toBe(0);
  });

  it('is not carried to money that is not known, nor to customers whose effort is not', () => {
    const noMoney = retentionOf(subscribersOf(SNAPSHOT), new Float64Array(4).fill(Number.NaN));
    expect(reasonAt(noMoney.upliftValue, 3)).toBe('no_value');
    const silent = retentionOf(
      subscribersOf(literalDataset([{ id: 'a', churned: 0, tenure_months: 3 }])),
      new Float64Array([5]),
    );
    expect(valueAt(silent.now, 0)).toBeCloseTo(0.98 ** 12, 14);
    expect(reasonAt(silent.uplift, 0)).toBe('no_effort');
    expect(silent.portfolio.upliftPoints.value).toBeNull();
    expect(reasonAt(silent.uplift, 0)).not.toBeNull();
    // Nothing is a published study's where nothing is told.
    expect(silent.verdict).not.toContain('published study');
  });
});

describeWithSharedData('retention on the synthetic subscribers', () => {
  const subscribers = subscribersOf(synthDataset(), { targetEffort: 0 });
  const outcome = retentionOf(subscribers, new Float64Array(4000).fill(2000));

  it('rests on the data and finds that effort goes with churn', () => {
    expect(outcome.weightOnData!).toBeGreaterThan(0.9);
    expect(outcome.verdict).toMatch(/^Effort predicts churn.*would say the opposite/);
    expect(gradeAt(outcome.uplift, subscribers.lifecycle.status.indexOf(STATUS.active))).toBe('blended');
  });

  it('gives each active customer a chance in 0..1 that easier experience never lowers', () => {
    let raised = 0;
    for (let i = 0; i < 4000; i++) {
      if (subscribers.lifecycle.status[i] !== STATUS.active) continue;
      const [now, easy] = [outcome.now.values[i]!, outcome.easy.values[i]!];
      expect(now > 0 && easy <= 1 && easy >= now).toBe(true);
      if (easy > now) raised++;
    }
    expect(raised).toBeGreaterThan(1000);
  });

  it('puts the portfolio’s figure at the g-formula, in points and in money', () => {
    const { upliftPoints, upliftLow, upliftHigh, upliftValue, grade, rate } = outcome.portfolio;
    expect(upliftPoints.value!).toBeCloseTo(100 * outcome.measured!.gFormula!.gain, 12);
    expect(upliftLow.value! < upliftPoints.value! && upliftPoints.value! < upliftHigh.value!).toBe(true);
    expect(grade).toBe('blended');
    // 2,541 customers at 20.00 a month, at most the final gain over twelve months.
    expect(upliftValue.value!).toBeGreaterThan(0);
    expect(upliftValue.value!).toBeLessThan(2541 * 2000 * 12 * (upliftPoints.value! / 100));
    expect(rate.value!).toBeCloseTo(0.754, 3);
  });

  it('goes by months where the odds over the horizon point the other way, as the portfolio does', () => {
    const { measured } = outcome;
    const monthly = { ...measured!.hazard, own: { value: -0.9, se: 0.1 } };
    const survivalAt = (_row: number, months: number) => steady(0.02)(months);
    const margins = new Float64Array(4000).fill(2000);
    const input = { ...subscribers, effort: scoreEffort(subscribers), survivalAt, monthlyMarginMinor: margins };
    const opposed = scoreRetention(input, { ...measured!, hazard: monthly });
    expect(outcome.tilt.over).toBe('horizon');
    expect(opposed.tilt.over).toBe('month');
    expect(opposed.tilt.estimate!.value).toBeLessThan(0);
    for (const uplift of opposed.uplift.values) if (!Number.isNaN(uplift)) expect(uplift).toBeLessThanOrEqual(0);
  });

  it('shows what easy customers have to lose', () => {
    const easy = outcome.uplift.values.indexOf(0);
    expect(outcome.costIfWorse.values[easy]!).toBeGreaterThan(0);
  });
});

describe('the share that stays', () => {
  const base = (left: number) =>
    literalDataset(
      Array.from({ length: 60 }, (_, i) => ({
        id: String(i).padStart(3, '0'),
        churned: i < left ? 1 : 0,
        tenure_months: i < left ? 5 : 24,
      })),
    );
  const rateOf = (left: number) => retentionOf(subscribersOf(base(left)), new Float64Array(60)).portfolio;

  it('is never told to be certain, with no leaver, one, or no one else', () => {
    const [none, one, all] = [0, 1, 60].map(rateOf);
    expect([none!.rate.value, none!.low.value, none!.high.value]).toEqual([1, 0.05 ** (1 / 60), 1]);
    expect(one!.low.value!).toBeGreaterThan(0.9);
    expect(one!.high.value!).toBeLessThan(1);
    expect([all!.rate.value, all!.low.value]).toEqual([0, 0]);
    expect(all!.high.value!).toBeCloseTo(1 - 0.05 ** (1 / 60), 14);
  });
});

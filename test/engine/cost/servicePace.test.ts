import { describe, expect, it } from 'vitest';
import type { Lifecycle } from '../../../src/domain/features.ts';
import { type Figure, gradeAt } from '../../../src/domain/figures.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { servicePace } from '../../../src/engine/cost/servicePace.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const figure = (...values: number[]): Figure => ({
  values: Float64Array.from(values),
  grade: 'observed',
  reason: null,
});
const tenures = (...months: number[]) => ({ tenureMonths: Float64Array.from(months) }) as Lifecycle;

describe('what serving a customer goes on to cost', () => {
  it('is their own pace, drawn to that of all as far as they are new', () => {
    // All: 150 in 30 months, 5 a month. Own: (140 + 60) / (28 + 12) and (10 + 60) / (2 + 12).
    const { monthlyMinor, grade } = servicePace(figure(140, 10), tenures(28, 2), DEFAULT_OPTIONS);
    expect([...monthlyMinor]).toEqual([5, 5]);
    expect(grade).toBe('observed');
    const [busy, quiet] = servicePace(figure(60, 0), tenures(12, 12), DEFAULT_OPTIONS).monthlyMinor;
    expect([busy, quiet]).toEqual([3.75, 1.25]);
  });

  it('is nothing where the margin carries it, or where no cost or tenure is known', () => {
    const carried = servicePace(figure(60, 0), tenures(12, 12), { ...DEFAULT_OPTIONS, marginIncludesService: true });
    expect([...carried.monthlyMinor]).toEqual([0, 0]);
    const unknown = servicePace(figure(Number.NaN, 12), tenures(12, Number.NaN), DEFAULT_OPTIONS);
    expect([...unknown.monthlyMinor]).toEqual([0, 0]);
  });
});

describe('what easier experience keeps', () => {
  const dayOf2023 = (day: number) => new Date(Date.UTC(2023, 0, day)).toISOString().slice(0, 10);
  const log: LiteralInteraction[] = [];
  const customers = Array.from({ length: 200 }, (_, i) => {
    const left = i % 5 === 0;
    for (let k = 0; k < 1 + (i % 3); k++) {
      log.push({
        id: `c${1000 + i}`,
        at: dayOf2023(40 + 20 * k + (i % 60)),
        kind: 'support',
        caseId: `k${i}`,
        channel: 'phone',
        resolved: 0,
      });
    }
    const churn = left ? { churned_at: dayOf2023(100 + 2 * i) } : {};
    return { id: `c${1000 + i}`, created_at: dayOf2023(1), mrr: 30, ...churn };
  });
  const dataset = literalDataset(customers, log, { currency: 'EUR' });
  const asOfDay = Math.floor(Date.UTC(2023, 0, 730) / 86_400_000);
  const of = (given: Partial<ScoreOptions>) => analyse(dataset, { ...DEFAULT_OPTIONS, asOfDay, margin: 1, ...given });

  const gross = of({ contactCosts: { phone: 2 }, marginIncludesService: true });
  const net = of({ contactCosts: { phone: 2 } });

  it('is worth less by what serving those kept costs, for each customer and for all', () => {
    const here = gross.lifecycle.status.indexOf(0);
    const share = 1 - net.servicePace.monthlyMinor[here]! / 3000;
    expect(share).toBeLessThan(1);
    expect(net.retention.atStake.values[here]!).toBeCloseTo(share * gross.retention.atStake.values[here]!, 8);
    const [whole, less] = [gross, net].map(({ retention }) => retention.portfolio.upliftValue.value!);
    expect(less! / whole!).toBeGreaterThan(0.9);
    expect(less!).toBeLessThan(whole!);
    // Points of staying are no money.
    expect(net.retention.portfolio.upliftPoints).toEqual(gross.retention.portfolio.upliftPoints);
  });

  it('is no surer than the price of a contact', () => {
    const assumed = of({});
    const here = gross.lifecycle.status.indexOf(0);
    expect(gradeAt(net.retention.atStake, here)).not.toBe('assumed');
    expect(gradeAt(assumed.retention.atStake, here)).toBe('assumed');
    expect(assumed.retention.portfolio.upliftValue.grade).toBe('assumed');
    expect(assumed.retention.portfolio.upliftPoints.grade).not.toBe('assumed');
  });
});

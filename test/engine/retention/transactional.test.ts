import { describe, expect, it } from 'vitest';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { monthStart } from '../../../src/engine/effort/months.ts';
import { fitHazard } from '../../../src/engine/retention/hazard.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { literalDataset } from '../../support/literalDataset.ts';
import { type ShopWorld, simulatedShop } from '../../support/simulatedShop.ts';
import { transactionalInput } from '../../support/transactionalInput.ts';

const WORLD: ShopWorld = {
  customers: 1200,
  seed: 17,
  hardDrivesAway: 0,
  contactsPerPurchase: 0.25,
  contactsPerBusyYear: 0,
};

function measuredIn(world: ShopWorld) {
  const input = simulatedShop(world);
  const effort = scoreEffort(input);
  return { input, effort, byMonth: effort.byMonth!, own: fitHazard(effort.byMonth!, strataOf(input.dataset)).own! };
}

const zOf = ({ own }: ReturnType<typeof measuredIn>) => own.value / own.se;

describe('periods of purchase', () => {
  const buys = (id: string, ...days: string[]) => days.map((at) => ({ id, at, kind: 'purchase' as const, amount: 10 }));
  const input = transactionalInput(
    literalDataset(
      [],
      [
        ...buys('a', '2023-01-01', '2023-02-01', '2023-05-01', '2023-06-01'),
        ...buys('b', '2023-01-01', '2023-12-30'),
        { id: 'a', at: '2023-06-20', kind: 'support', channel: 'phone', resolved: 0, caseId: 'k1' },
        { id: 'b', at: '2023-01-01', kind: 'support', channel: 'phone', resolved: 1, caseId: 'k2' },
      ],
    ),
    90,
  );
  const { months, score, activity } = scoreEffort(input).byMonth!;

  it('put at risk who bought in the one before, up to the first silent one', () => {
    // A window of 90 days is three months: a buys in the first two and is silent in the third; b is silent in the second.
    expect(months.monthsPerRow).toBe(3);
    expect(Array.from(months.customer)).toEqual([0, 0, 1]);
    expect(Array.from(months.month)).toEqual([3, 6, 3]);
    expect(Array.from(months.event)).toEqual([0, 1, 1]);
  });

  it('see the effort after the last purchase, and only activity before them', () => {
    expect(score[0]).toBe(0);
    expect(score[1]).toBeGreaterThan(50);
    expect(Math.exp(activity!.logRate[1]!)).toBeCloseTo(4 / (monthStart(0, 6) / 30.4375), 12);
    expect(Math.expm1(activity!.logRecency[1]!)).toBeCloseTo(31, 12);
  });
});

describe('a shop where effort does nothing', () => {
  it.each([
    ['contacts that follow purchases', {}],
    ['contacts of busy people besides', { contactsPerBusyYear: 2 }],
    ['many contacts', { contactsPerPurchase: 0.5 }],
  ])('is told that there is no evidence, with %s', (_, change) => {
    // Ten shops: a twentieth of their tests may err, and none may err far.
    const shops = Array.from({ length: 10 }, (__, k) =>
      measuredIn({ ...WORLD, ...change, customers: 400, seed: k + 1 }),
    );
    const z = shops.map(zOf);
    expect(z.filter((value) => Math.abs(value) > 1.96).length).toBeLessThanOrEqual(2);
    expect(Math.abs(z.reduce((sum, value) => sum + value, 0)) / Math.sqrt(z.length)).toBeLessThan(2.6);
  });

  it('says so in words', () => {
    const { input, effort } = measuredIn(WORLD);
    const retention = scoreRetention({
      ...input,
      effort,
      survivalAt: (_row, months) => 0.98 ** months,
      monthlyMarginMinor: new Float64Array(input.dataset.customerIds.length).fill(100),
    });
    expect(retention.measured!.validation.verdict).toBe('no evidence');
    expect(retention.verdict).toMatch(/^No evidence/);
  });
});

describe('a shop where hard cases drive customers away', () => {
  it('is seen to be one', () => {
    expect(zOf(measuredIn({ ...WORLD, hardDrivesAway: 0.5 }))).toBeGreaterThan(4);
  });
});

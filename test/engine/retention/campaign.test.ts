import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternedStrings } from '../../../src/domain/dictionary.ts';
import {
  type Campaign,
  evaluateCampaign,
  intentionToTreat,
  learnUplift,
  profitCurve,
} from '../../../src/engine/retention/campaign.ts';
import { campaignArms } from '../../../src/engine/retention/campaignArms.ts';
import { campaignCovariates } from '../../../src/engine/retention/campaignCovariates.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { qInterval, qiniCurve, upliftAtDepth } from '../../../src/math/qini.ts';
import reference from '../../reference/retention.json' with { type: 'json' };
import { literalDataset } from '../../support/literalDataset.ts';
import { describeWithSharedData } from '../../support/sharedData.ts';
import { sharedCsv } from '../../support/sharedTables.ts';
import { subscribersOf } from '../../support/synth.ts';

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describeWithSharedData('a real randomised campaign (Hillstrom 2008)', () => {
  const rows = sharedCsv('hillstrom/hillstrom.csv');
  const arm = (name: string) => rows.filter(({ segment }) => segment === name || segment === 'No E-Mail');
  const assigned = (list: typeof rows) => Uint8Array.from(list, ({ segment }) => (segment === 'No E-Mail' ? 0 : 1));
  const outcome = (list: typeof rows, name: string) => Float64Array.from(list, (row) => Number(row[name]));

  it('gives the effect of being sent the e-mail', () => {
    for (const [name, expected] of [
      ['Womens E-Mail', reference.hillstrom_itt.womens],
      ['Mens E-Mail', reference.hillstrom_itt.mens],
    ] as const) {
      const list = arm(name);
      for (const measure of ['visit', 'conversion', 'spend'] as const) {
        const effect = intentionToTreat(assigned(list), outcome(list, measure))!;
        expect(relative(effect.difference, expected[measure])).toBeLessThan(1e-8);
      }
    }
    const women = arm('Womens E-Mail');
    const { visit_se, spend_se } = reference.hillstrom_itt.womens;
    expect(relative(intentionToTreat(assigned(women), outcome(women, 'visit'))!.se, visit_se)).toBeLessThan(1e-6);
    expect(relative(intentionToTreat(assigned(women), outcome(women, 'spend'))!.se, spend_se)).toBeLessThan(1e-6);
  });

  const women = arm('Womens E-Mail');
  const flag = (of: (row: Record<string, string>) => boolean) => Float64Array.from(women, (row) => (of(row) ? 1 : 0));
  const campaign: Campaign = {
    names: ['recency', 'history', 'mens', 'womens', 'rural', 'urban', 'newbie', 'phone', 'multichannel'],
    covariates: [
      ...['recency', 'history', 'mens', 'womens'].map((name) => outcome(women, name)),
      flag((row) => row['zip_code'] === 'Rural'),
      flag((row) => row['zip_code'] === 'Urban'),
      outcome(women, 'newbie'),
      flag((row) => row['channel'] === 'Phone'),
      flag((row) => row['channel'] === 'Multichannel'),
    ],
    treated: assigned(women),
    outcome: Uint8Array.from(outcome(women, 'visit')),
  };
  const result = evaluateCampaign(campaign, { valuePerOutcome: 1, costPerContact: 0.03, seed: 1 })!;

  it('gives Q of the T-learner on the rows it did not learn from', () => {
    const { radcliffe_q, uplift_at_10pct, risk_targeting_q } = reference.hillstrom_t_learner;
    expect(result.byUplift!.curve.rows.at(-1)).toBe(21_346);
    expect(relative(result.byUplift!.q, radcliffe_q)).toBeLessThan(1e-6);
    expect(relative(result.byUplift!.upliftInTopTenth!, uplift_at_10pct)).toBeLessThan(1e-6);
    // Risk the other way round, as published to three digits: those most likely to visit first.
    const learnt = learnUplift(campaign, everyOther(0), everyOther(1))!;
    const trial = {
      treated: Uint8Array.from(everyOther(1), (i) => campaign.treated[i]!),
      outcome: Float64Array.from(everyOther(1), (i) => campaign.outcome[i]!),
    };
    expect(qiniCurve({ score: learnt.untreated, ...trial }).q).toBeCloseTo(risk_targeting_q, 6);
  });

  const everyOther = (from: number) =>
    Int32Array.from({ length: Math.ceil((women.length - from) / 2) }, (_, k) => 2 * k + from);

  it('puts an interval around Q and finds a depth worth treating', () => {
    expect(result.byUplift!.low).toBeLessThan(result.byUplift!.q);
    expect(result.byUplift!.high).toBeGreaterThan(result.byUplift!.q);
    expect(result.byUplift!.low).toBeGreaterThan(0);
    expect(result.profit!.bestDepth).toBeGreaterThan(0.1);
    expect(result.profit!.bestDepth).toBeLessThan(1);
  });
});

const trialRow = fc.record({
  score: fc.integer({ min: 0, max: 4 }),
  treated: fc.integer({ min: 0, max: 1 }),
  outcome: fc.integer({ min: 0, max: 1 }),
});

function rankingOf(rows: readonly { score: number; treated: number; outcome: number }[]) {
  return {
    score: Float64Array.from(rows, ({ score }) => score),
    treated: Uint8Array.from(rows, ({ treated }) => treated),
    outcome: Float64Array.from(rows, ({ outcome }) => outcome),
  };
}

describe('Q', () => {
  it('and the uplift at a depth do not change when rows are shuffled', () => {
    const shuffled = fc
      .array(trialRow, { minLength: 2, maxLength: 40 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        const [a, b] = [qiniCurve(rankingOf(rows)), qiniCurve(rankingOf(other))];
        expect(b.q).toBe(a.q);
        expect(upliftAtDepth(b, 0.3)).toBe(upliftAtDepth(a, 0.3));
      }),
      { seed: 4 },
    );
  });

  it('of one score for all is nothing', () => {
    const ranking = rankingOf([0, 1, 0, 1].map((treated, i) => ({ score: 1, treated, outcome: i % 3 === 0 ? 1 : 0 })));
    expect(qiniCurve(ranking).q).toBe(0);
  });

  it('has an interval that a shuffled score brings to zero', () => {
    const random = new SeededRandom(3);
    const rows = Array.from({ length: 2000 }, () => ({
      score: random.uniform(),
      treated: random.below(2),
      outcome: random.below(2),
    }));
    const { low, high } = qInterval(rankingOf(rows), 0.9, { random: new SeededRandom(1), samples: 100 });
    expect(low < 0 && high > 0).toBe(true);
  });
});

describe('the profit curve', () => {
  it('stops where the next contact costs more than it brings', () => {
    // Ten of the top half saved by treatment, none of the others.
    const rows = Array.from({ length: 40 }, (_, i) => {
      const [top, treated] = [i < 20 ? 1 : 0, i % 2];
      return { score: top, treated, outcome: top * treated };
    });
    const curve = qiniCurve(rankingOf(rows));
    const terms = { valuePerOutcome: 10, costPerContact: 1, seed: 1 };
    expect(profitCurve(curve, terms)).toMatchObject({ bestDepth: 0.5, bestProfit: 0.5 * 10 - 0.5 });
    expect(profitCurve(curve, { ...terms, costPerContact: 11 })).toMatchObject({ bestDepth: 0, bestProfit: 0 });
  });

  it('is not drawn without two arms', () => {
    const campaign = { names: [], covariates: [], treated: new Uint8Array(5), outcome: new Uint8Array(5) };
    expect(evaluateCampaign(campaign, { valuePerOutcome: 1, costPerContact: 0, seed: 1 })).toBeNull();
  });
});

describe('a campaign that is learnt on every other customer', () => {
  it('still has both arms in both halves where the parity of the id assigned them', () => {
    const random = new SeededRandom(2);
    const n = 800;
    const treated = Uint8Array.from({ length: n }, (_, i) => i % 2);
    const loyal = Float64Array.from({ length: n }, () => random.below(2));
    const outcome = Uint8Array.from(loyal, (x, i) => Number(random.uniform() < 0.2 + 0.4 * x * treated[i]!));
    const result = evaluateCampaign(
      { names: ['loyal'], covariates: [loyal], treated, outcome },
      { valuePerOutcome: 1, costPerContact: 0, seed: 1 },
    )!;
    expect(result.byUplift!.curve.rows.at(-1)).toBe(n / 2);
    expect(result.byUplift!.q).toBeGreaterThan(0);
  });

  it('learns nothing where nothing tells customers apart, and has its effect all the same', () => {
    const treated = Uint8Array.from({ length: 400 }, (_, i) => i % 2);
    const outcome = Uint8Array.from({ length: 400 }, (_, i) => Number(i % 3 === 0));
    const campaign = { names: [], covariates: [], treated, outcome };
    const result = evaluateCampaign(campaign, { valuePerOutcome: 1, costPerContact: 0, seed: 1 })!;
    expect(result.effect.treatedRows).toBe(200);
    expect([result.byUplift, result.byRisk, result.profit]).toEqual([null, null, null]);
  });

  it('has an interval of the effect where nobody did it in either arm', () => {
    const treated = Uint8Array.from({ length: 40 }, (_, i) => Number(i < 20));
    const effect = intentionToTreat(treated, new Uint8Array(40))!;
    expect(effect).toMatchObject({ difference: 0, se: 0 });
    expect(effect.low).toBeLessThan(-0.1);
    expect(effect.high).toBeGreaterThan(0.1);
  });
});

describe('what targeting is learnt from', () => {
  const people = (cells: readonly (readonly [zip: string, recency: string])[]) => {
    const dataset = literalDataset(cells.map((_, i) => ({ id: `c${i}`, plan: i % 2 === 0 ? 'x' : 'y' })));
    const column = (at: 0 | 1) => {
      const dictionary = new InternedStrings();
      const codes = Int32Array.from(cells, (row) => (row[at] === '' ? -1 : dictionary.intern(row[at])));
      return { codes, dictionary };
    };
    const covariates = new Map([
      ['zip', column(0)],
      ['recency', column(1)],
    ]);
    return { ...dataset, customers: { ...dataset.customers, covariates } };
  };
  const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

  it('are the columns asked for and no others: levels as 0 and 1, numbers with a column for where they are missing', () => {
    const dataset = people([
      ['Urban', '3'],
      ['Rural', ''],
      ['Urban', '-1.5'],
      ['Suburb', '6'],
    ]);
    const { names, covariates } = campaignCovariates(dataset, all(4));
    expect(names).toEqual(['zip Suburb', 'zip Urban', 'recency', 'recency missing']);
    expect(covariates.map((column) => [...column])).toEqual([
      [0, 0, 0, 1],
      [1, 0, 1, 0],
      [3, 2.5, -1.5, 6],
      [0, 1, 0, 0],
    ]);
  });

  it('leave out what never varies, and take rare levels together', () => {
    const dataset = people(Array.from({ length: 30 }, (_, i) => [i < 18 ? `city ${i >> 1}` : `lone ${i}`, '7']));
    const { names } = campaignCovariates(dataset, all(30));
    // The first eight of nine cities of two; all others are what they are compared with.
    expect(names).toEqual(Array.from({ length: 8 }, (_, k) => `zip city ${k}`));
  });

  it('are what the canonical fields say where nothing is asked for', () => {
    const { customers, ...rest } = people([
      ['Urban', '3'],
      ['Rural', '4'],
    ]);
    expect(campaignCovariates({ ...rest, customers: { ...customers, covariates: new Map() } }, all(2)).names).toEqual([
      'plan y',
    ]);
  });
});

describe('the arms of a treatment column', () => {
  const customer = (id: string, treatment: string, churned: number) => ({
    id,
    treatment,
    churned,
    mrr: 10,
    plan: id < 'c' ? 'x' : 'y',
  });
  const dataset = literalDataset([
    customer('a', 'No e-mail', 0),
    customer('b', 'Letter', 1),
    customer('c', 'Call', 0),
    customer('d', 'No e-mail', 1),
  ]);
  const { lifecycle } = subscribersOf(dataset);

  it('are compared one by one with the control, on having stayed', () => {
    const arms = campaignArms(dataset, lifecycle)!;
    expect(arms.map(({ arm, control }) => [arm, control])).toEqual([
      ['Call', 'No e-mail'],
      ['Letter', 'No e-mail'],
    ]);
    expect([...arms[1]!.customers]).toEqual([0, 1, 3]);
    expect([...arms[1]!.campaign.treated]).toEqual([0, 1, 0]);
    expect([...arms[1]!.campaign.outcome]).toEqual([1, 0, 0]);
    // The price is the same for all, so it can tell nobody apart.
    expect(arms[0]!.campaign.names).toEqual(['plan y']);
  });

  it('are not guessed: without an unmistakable control there are none', () => {
    expect(campaignArms(dataset, lifecycle, 'Letter')!.map(({ arm }) => arm)).toEqual(['Call', 'No e-mail']);
    const unclear = literalDataset([customer('a', 'A', 0), customer('b', 'B', 1)]);
    expect(campaignArms(unclear, subscribersOf(unclear).lifecycle)).toBeNull();
    const none = literalDataset([{ id: 'a', churned: 0 }]);
    expect(campaignArms(none, subscribersOf(none).lifecycle)).toBeNull();
  });
});

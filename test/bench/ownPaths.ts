/**
 * What it does to tell subscribers of equal tenure apart, on worlds whose next year is known: `npx tsx
 * test/bench/ownPaths.ts [runs, default 40]`. Log score of who leaves, money foreseen, the tenth at most risk, and
 * how often the ranges of customers and of the total hold.
 */
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { analyse } from '../../src/engine/analyse.ts';
import type { RevenueOutcome } from '../../src/engine/revenue/outcome.ts';
import { subscribersAhead, type WorldAhead } from '../support/subscribersAhead.ts';

const RUNS = Number(process.argv[2] ?? 40);
const USUAL = { customers: 1500, months: 24, intercept: -4, contactRate: 0.15, contactRateOfBasic: 0.15 };
const WORLDS: Readonly<Record<string, Omit<WorldAhead, 'seed'>>> = {
  'hard cases and plan drive leaving': { ...USUAL, ofTrouble: 2, ofBasic: 0.8, contactRateOfBasic: 0.3 },
  'the same, 400 subscribers': { ...USUAL, customers: 400, ofTrouble: 2, ofBasic: 0.8, contactRateOfBasic: 0.3 },
  'the same, 10 months of history': { ...USUAL, months: 10, ofTrouble: 2, ofBasic: 0.8, contactRateOfBasic: 0.3 },
  'hard cases alone': { ...USUAL, ofTrouble: 2, ofBasic: 0 },
  'a weak effect of hard cases': { ...USUAL, ofTrouble: 0.7, ofBasic: 0 },
  'plan alone': { ...USUAL, ofTrouble: 0, ofBasic: 0.8, contactRateOfBasic: 0.3 },
  'the first, without a contact log': {
    ...USUAL,
    ofTrouble: 2,
    ofBasic: 0.8,
    contactRateOfBasic: 0.3,
    withoutLog: true,
  },
  'plan alone, without a contact log': {
    ...USUAL,
    ofTrouble: 0,
    ofBasic: 0.8,
    contactRateOfBasic: 0.3,
    withoutLog: true,
  },
  'nothing but chance': { ...USUAL, ofTrouble: 0, ofBasic: 0 },
};

function judged(
  { expected, low, high, survivalAt, portfolio }: RevenueOutcome,
  rows: readonly number[],
  paid: readonly number[],
) {
  const leaves = rows.map((row) => 1 - survivalAt(row, 11));
  const left = paid.map((payments) => (payments < 12 ? 1 : 0));
  const value = (row: number) => expected.values[row]!;
  const own = (i: number, payments: number, prices: readonly number[]) => payments * prices[i]!;
  const most = rows.map((_, i) => i).sort((a, b) => leaves[b]! - leaves[a]! || a - b);
  const top = most.slice(0, Math.ceil(rows.length / 10));
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  return (prices: readonly number[]) => ({
    logScore: leaves.reduce((sum, p, i) => sum + Math.log(left[i] === 1 ? p : 1 - p), 0),
    topForeseen: mean(top.map((i) => leaves[i]!)),
    topLeft: mean(top.map((i) => left[i]!)),
    foreseen: rows.reduce((sum, row) => sum + value(row), 0),
    paid: paid.reduce((sum, payments, i) => sum + own(i, payments, prices), 0),
    totalInside: holds(
      portfolio,
      paid.reduce((sum, payments, i) => sum + own(i, payments, prices), 0),
    ),
    inside: mean(
      rows.map((row, i) => {
        const actual = own(i, paid[i]!, prices);
        return actual >= low.values[row]! - 0.5 && actual <= high.values[row]! + 0.5 ? 1 : 0;
      }),
    ),
  });
}

function holds({ low, high }: RevenueOutcome['portfolio'], actual: number): number {
  return actual >= low.value! && actual <= high.value! ? 1 : 0;
}

function run(world: WorldAhead) {
  const { dataset, asOfDay, payments } = subscribersAhead(world);
  const options = { ...DEFAULT_OPTIONS, asOfDay, annualDiscountRate: 0, margin: 1, backtest: false };
  const { forecast, revenue, individual } = analyse(dataset, options);
  const rows = [...dataset.customerIds.keys()].filter((row) => forecast.expected.values[row]! > 0);
  const paid = rows.map((row) => payments.get(dataset.customerIds[row]!)!);
  const prices = rows.map((row) => forecast.monthlyMargin.values[row]!);
  return {
    told: individual !== null,
    before: judged(forecast, rows, paid)(prices),
    after: judged(revenue, rows, paid)(prices),
  };
}

for (const [name, world] of Object.entries(WORLDS)) {
  const runs = Array.from({ length: RUNS }, (_, i) => run({ ...world, seed: 1000 + i }));
  const gains = runs.map(({ before, after }) => after.logScore - before.logScore);
  const sum = (of: (one: (typeof runs)[number]) => number) => runs.reduce((total, one) => total + of(one), 0);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const bias = (which: 'before' | 'after') =>
    percent(sum((one) => one[which].foreseen) / sum((one) => one[which].paid) - 1);
  const topOf = (which: 'before' | 'after') =>
    `${percent(sum((one) => one[which].topForeseen) / RUNS)} foreseen, ${percent(sum((one) => one[which].topLeft) / RUNS)} left`;
  console.log(
    `${name}: told apart in ${percent(sum(({ told }) => Number(told)) / RUNS)}; log score ${(gains.reduce((a, b) => a + b, 0) / RUNS).toFixed(2)} a run, ` +
      `worse in ${gains.filter((gain) => gain < 0).length}, least ${Math.min(...gains).toFixed(2)}; ` +
      `money ${bias('before')} → ${bias('after')}; tenth at most risk ${topOf('before')} → ${topOf('after')}; ` +
      `inside ${percent(sum((one) => one.before.inside) / RUNS)} → ${percent(sum((one) => one.after.inside) / RUNS)}; ` +
      `total inside ${percent(sum((one) => one.before.totalInside) / RUNS)} → ${percent(sum((one) => one.after.totalInside) / RUNS)}`,
  );
}

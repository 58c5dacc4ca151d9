/**
 * Coverage of subscribers' 90% intervals, by simulation: `npx tsx test/bench/coverageSubscription.ts [runs]`.
 * Customers sign up over 880 days and leave at a monthly rate of 4%, the same for all or gamma-distributed; they are
 * scored on day 900 and their next twelve payments counted.
 */
import { scoreRevenue } from '../../src/engine/revenue/revenue.ts';
import { DAYS_PER_MONTH, MS_PER_DAY } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralCustomer, literalDataset } from '../support/literalDataset.ts';
import { revenueInputOf } from '../support/revenueInput.ts';

const RUNS = Number(process.argv[2] ?? 400);
const START_MS = Date.UTC(2022, 0, 1);
const SCORED_ON = 900;
const MONTHLY_RATE = 0.04;

const dateOf = (day: number) => new Date(START_MS + day * MS_PER_DAY).toISOString();

/** A row as of the scoring day, and the payments of the twelve months after it. */
function subscriber(i: number, random: SeededRandom, mixed: boolean) {
  const start = random.below(880);
  const rate = MONTHLY_RATE * (mixed ? random.gamma(1.2) / 1.2 : 1);
  const end = start + (random.exponential() / rate) * DAYS_PER_MONTH;
  const mrr = 10 + (i % 7) * 10;
  const left = Math.floor(end) <= SCORED_ON;
  const row: LiteralCustomer = { id: `c${String(i).padStart(4, '0')}`, created_at: dateOf(start), mrr };
  let payments = 0;
  while (!left && payments < 12 && end > SCORED_ON + payments * DAYS_PER_MONTH) payments++;
  return { row: left ? { ...row, churned_at: dateOf(Math.floor(end)) } : row, left, paidMinor: payments * mrr * 100 };
}

function run(customers: number, mixed: boolean, seed: number) {
  const random = new SeededRandom(seed);
  const people = Array.from({ length: customers }, (_, i) => subscriber(i, random, mixed));
  const asOfDay = START_MS / MS_PER_DAY + SCORED_ON;
  const dataset = literalDataset(people.map(({ row }) => row));
  const { low, high, portfolio } = scoreRevenue(revenueInputOf(dataset, { asOfDay, annualDiscountRate: 0, margin: 1 }));
  const here = people.flatMap(({ left, paidMinor }, i) => (left ? [] : [{ paidMinor, i }]));
  const inside = here.filter(
    ({ paidMinor, i }) => paidMinor >= low.values[i]! - 0.5 && paidMinor <= high.values[i]! + 0.5,
  );
  const total = here.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
  return {
    customers: here.length,
    inside: inside.length,
    totalInside: total >= portfolio.low.value! && total <= portfolio.high.value!,
  };
}

for (const customers of [60, 400]) {
  for (const mixed of [false, true]) {
    const runs = Array.from({ length: RUNS }, (_, i) => run(customers, mixed, 7 * i + customers));
    const sum = (of: (one: (typeof runs)[number]) => number) => runs.reduce((total, one) => total + of(one), 0);
    const own = (100 * sum((one) => one.inside)) / sum((one) => one.customers);
    const totals = (100 * sum((one) => Number(one.totalInside))) / RUNS;
    const rates = mixed ? 'mixed rates' : 'one rate';
    console.log(`${customers} subscribers, ${rates}: customers ${own.toFixed(2)}%, totals ${totals.toFixed(2)}%`);
  }
}

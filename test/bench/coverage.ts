/**
 * Coverage of the 90% intervals, by simulation from known parameters: `npx tsx test/bench/coverage.ts [runs] [customers]`.
 * Customers of a BG/NBD or Pareto/NBD world with Gamma-Gamma spend are seen for a while, scored, and then lived on.
 */

import type { PurchaseModelName } from '../../src/domain/options.ts';
import { purchasesBetween } from '../../src/engine/revenue/purchases.ts';
import { scoreRevenue } from '../../src/engine/revenue/revenue.ts';
import { DAYS_PER_MONTH } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';
import { revenueInputOf } from '../support/revenueInput.ts';

const RUNS = Number(process.argv[2] ?? 100);
const CUSTOMERS = Number(process.argv[3] ?? 1000);
const SEEN_DAYS = 273;
const AHEAD_DAYS = 273;
const START_MS = Date.UTC(2024, 0, 1);

interface World {
  readonly name: PurchaseModelName;
  /** Days until each purchase after the first. */
  purchases(random: SeededRandom, until: number): number[];
}

const BG: World = {
  name: 'bg-nbd',
  purchases(random, until) {
    const [rate, leaving] = [random.gamma(0.243) / 30.9, random.beta(0.793, 2.426)];
    const times: number[] = [];
    for (let t = random.exponential() / rate; t < until; t += random.exponential() / rate) {
      times.push(t);
      if (random.uniform() < leaving) break;
    }
    return times;
  },
};

const PARETO: World = {
  name: 'pareto-nbd',
  purchases(random, until) {
    const rate = random.gamma(0.553) / 74;
    const life = random.exponential() / (random.gamma(0.606) / 81.7);
    const times: number[] = [];
    for (let t = random.exponential() / rate; t < Math.min(life, until); t += random.exponential() / rate)
      times.push(t);
    return times;
  },
};

function simulate(world: World, random: SeededRandom): LiteralInteraction[] {
  const rows: LiteralInteraction[] = [];
  for (let i = 0; i < CUSTOMERS; i++) {
    const born = random.below(84);
    const scale = random.gamma(3.74) / 15.4;
    const until = SEEN_DAYS + AHEAD_DAYS - born;
    for (const day of [0, ...world.purchases(random, until)]) {
      const at = new Date(START_MS + Math.floor((born + day) * 86_400_000)).toISOString();
      const amount = Math.max(1, Math.round((random.gamma(6.25) / scale) * 100)) / 100;
      rows.push({ id: `c${i}`, at, kind: 'purchase', amount });
    }
  }
  return rows;
}

/** P(count < y) and P(count = y), and with them whether y is inside: by randomised PIT, and as it stands. */
function judge(probabilities: Float64Array, actual: number, random: SeededRandom) {
  const y = Math.min(actual, probabilities.length - 1);
  const below = probabilities.subarray(0, y).reduce((sum, p) => sum + p, 0);
  const pit = below + random.uniform() * probabilities[y]!;
  return { pit: pit >= 0.05 && pit <= 0.95, raw: below < 0.95 && below + probabilities[y]! >= 0.05 };
}

function run(world: World, seed: number) {
  const random = new SeededRandom(seed);
  const dataset = literalDataset([], simulate(world, random));
  const asOfDay = START_MS / 86_400_000 + SEEN_DAYS;
  const options = { asOfDay, horizonMonths: AHEAD_DAYS / DAYS_PER_MONTH, annualDiscountRate: 0, margin: 1 };
  const input = { ...revenueInputOf(dataset, options), model: world.name };
  const outcome = scoreRevenue(input);
  const after = purchasesBetween(dataset, input.grouping!, { afterDay: asOfDay, untilDay: asOfDay + AHEAD_DAYS });
  const { ageDays } = input.purchases!;
  const counts = { customers: 0, pit: 0, raw: 0, value: 0, total: 0 };
  let actualTotal = 0;
  for (let row = 0; row < ageDays.length; row++) {
    if (!(ageDays[row]! >= 0)) continue;
    counts.customers++;
    const judged = outcome.purchaseProbabilities && judge(outcome.purchaseProbabilities(row), after.days[row]!, random);
    if (judged?.pit) counts.pit++;
    if (judged?.raw) counts.raw++;
    const spent = after.netMinor[row]!;
    actualTotal += spent;
    if (spent >= outcome.low.values[row]! - 0.5 && spent <= outcome.high.values[row]! + 0.5) counts.value++;
  }
  const { low, high } = outcome.portfolio;
  if (actualTotal >= low.value! && actualTotal <= high.value!) counts.total++;
  return counts;
}

for (const world of [BG, PARETO]) {
  const sums = { customers: 0, pit: 0, raw: 0, value: 0, total: 0 };
  for (let seed = 1; seed <= RUNS; seed++) {
    for (const [name, count] of Object.entries(run(world, seed))) sums[name as keyof typeof sums] += count;
  }
  const share = (count: number, of: number) => `${((100 * count) / of).toFixed(2)}%`;
  console.log(
    `${world.name}: ${RUNS} runs of ${CUSTOMERS}: customers' counts PIT ${share(sums.pit, sums.customers)}, raw ${share(sums.raw, sums.customers)}, ` +
      `value ${share(sums.value, sums.customers)}; totals ${share(sums.total, RUNS)}`,
  );
}

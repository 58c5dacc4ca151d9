/**
 * Coverage of the 90% intervals of subscribers on yearly contracts, by simulation: `npx tsx test/bench/coverageContracts.ts
 * [runs] [customers]`. Customers sign up over five of seven years, pay a year in advance and let a contract run out at a
 * rate of their own; they are scored at the end and their next twelve months counted.
 */
import { STATUS } from '../../src/domain/features.ts';
import { scoreRevenue } from '../../src/engine/revenue/revenue.ts';
import { literalDataset } from '../support/literalDataset.ts';
import { revenueInputOf } from '../support/revenueInput.ts';
import { END, PRICE, yearly } from '../support/yearlyContracts.ts';

const RUNS = Number(process.argv[2] ?? 100);
const CUSTOMERS = Number(process.argv[3] ?? 400);

const sums = { totals: 0, inside: 0, customers: 0, bias: 0 };
for (let seed = 1; seed <= RUNS; seed++) {
  const world = yearly(CUSTOMERS, seed);
  const input = revenueInputOf(literalDataset([], world.rows), { asOfDay: END, annualDiscountRate: 0, margin: 1 });
  const { portfolio, low, high } = scoreRevenue(input);
  let actual = 0;
  for (const [row, id] of [...input.dataset.customerIds].entries()) {
    const minor = world.ahead.get(id)! * PRICE * 100;
    actual += minor;
    if (input.lifecycle.status[row] !== STATUS.active) continue;
    sums.customers++;
    if (minor >= low.values[row]! - 0.5 && minor <= high.values[row]! + 0.5) sums.inside++;
  }
  if (actual >= portfolio.low.value! && actual <= portfolio.high.value!) sums.totals++;
  sums.bias += portfolio.expected.value! / actual - 1;
}
const share = (count: number, of: number) => `${((100 * count) / of).toFixed(2)}%`;
console.log(
  `${RUNS} runs of ${CUSTOMERS}: customers ${share(sums.inside, sums.customers)}, totals ${share(sums.totals, RUNS)}, ` +
    `mean bias ${share(sums.bias, RUNS)}`,
);

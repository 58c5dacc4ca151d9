import { DatasetBuilder } from '../../src/domain/dataset.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { modelledHistories } from '../../src/engine/revenue/holdout.ts';
import { MODEL_BY_NAME } from '../../src/engine/revenue/models/choose.ts';
import { fitPurchases } from '../../src/engine/revenue/models/fitPurchases.ts';
import { groupHistories } from '../../src/engine/revenue/models/histories.ts';
import { observeRevenue } from '../../src/engine/revenue/observed.ts';
import { purchaseOutlooks } from '../../src/engine/revenue/purchaseOutlooks.ts';
import { summarisePurchases } from '../../src/engine/revenue/purchases.ts';
import { purchaseValue } from '../../src/engine/revenue/purchaseValue.ts';
import { scoreRevenue } from '../../src/engine/revenue/revenue.ts';
import { purchaseRhythm } from '../../src/engine/revenue/rhythm.ts';
import { fitSpendModel } from '../../src/engine/revenue/spendModel.ts';
import { SeededRandom } from '../../src/foundation/random.ts';

const CUSTOMERS = 200_000;
const DAYS = 730;
/** Milliseconds. Intervals of everybody come from the chosen model only, so that one of their lines is run a score. */
const MEANT: Readonly<Record<string, number>> = {
  'history summary': 1000,
  'fit bg-nbd': 600,
  'fit mbg-nbd': 600,
  'fit pareto-nbd': 6000,
  'predict all, intervals: bg-nbd': 2000,
  'predict all, intervals: mbg-nbd': 2000,
  'predict all, intervals: pareto-nbd': 2000,
};
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2023, 0, 1);

function generate() {
  const random = new SeededRandom(20_220_425);
  const builder = new DatasetBuilder();
  for (let i = 0; i < CUSTOMERS; i++) {
    const id = builder.ids.intern(`customer-${i}`);
    const rate = random.gamma(0.7) / 30;
    const leaving = random.beta(0.6, 3.2);
    const scale = random.gamma(3.7) / 15;
    for (let day = random.below(DAYS); day < DAYS; day += random.exponential() / rate) {
      const row = builder.interactions.append(id, START_MS + Math.floor(day * DAY_MS), KIND.purchase);
      builder.interactions.set('amountMinor', row, Math.max(1, Math.round((100 * random.gamma(6)) / scale)));
      if (random.uniform() < leaving) break;
    }
  }
  return builder.seal({ currency: null, cesScale: null, tenureUnitStated: false });
}

class Stopwatch {
  readonly #times = new Map<string, number[]>();

  time<T>(name: string, work: () => T): T {
    const start = performance.now();
    const result = work();
    this.#times.set(name, [...(this.#times.get(name) ?? []), performance.now() - start]);
    return result;
  }

  print(): void {
    for (const [name, all] of this.#times) {
      const median = all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
      const meant = MEANT[name] === undefined ? '' : `  (meant: below ${MEANT[name]})`;
      console.log(`  ${name.padEnd(36)} ${median.toFixed(0).padStart(6)} ms${meant}`);
    }
  }
}

/**
 * The revenue wing alone on 200,000 customers and about 1,000,000 purchases: prints medians of so many rounds beside what
 * they are meant to stay below; nothing is asserted.
 */
export function measureRevenue(rounds: number): void {
  const dataset = generate();
  console.log(`The revenue wing: 200,000 customers, ${dataset.interactions.rows.toLocaleString('en')} purchases`);
  const watch = new Stopwatch();
  for (let round = 0; round < rounds; round++) runRound(dataset, watch);
  watch.print();
}

function runRound(dataset: ReturnType<typeof generate>, watch: Stopwatch): void {
  const asOfDay = START_MS / DAY_MS + DAYS;
  const grouping = watch.time('group interactions', () => groupInteractions(dataset));
  const purchases = watch.time('history summary', () => summarisePurchases(dataset, grouping, asOfDay));
  const histories = watch.time('group histories', () => groupHistories(modelledHistories(purchases)));
  const fits = (['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd'] as const).map((name) =>
    watch.time(`fit ${name}`, () => fitPurchases(MODEL_BY_NAME[name], histories, { keepPrior: false })!),
  );
  const options = DEFAULT_OPTIONS;
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour: 'transactional', asOfDay, options });
  const input = { dataset, purchases, lifecycle, options, grouping };
  const rhythm = purchaseRhythm(input, observeRevenue(input))!;
  const spend = watch.time('fit gamma-gamma', () => fitSpendModel(purchases, rhythm, false)!);
  for (const { model, predictor } of fits) {
    watch.time(`predict all, intervals: ${model.name}`, () => {
      const outlooks = purchaseOutlooks(predictor, { days: 365.25, ahead: (days) => days }, 0.1);
      let total = 0;
      for (let row = 0; row < CUSTOMERS; row++) {
        const [x, age] = [purchases.frequency[row]!, purchases.ageDays[row]!];
        const alive = predictor.probabilityAlive(x, purchases.recencyDays[row]!, age);
        const { count, discount } = outlooks.of(x, age);
        total += purchaseValue(alive, count, spend.of(row), discount).high;
      }
      return total;
    });
  }
  watch.time('scoreRevenue, all of it', () => scoreRevenue(input));
}

/**
 * How often a total falls into its own interval, and into the one its track record widens, where the models' world does
 * not hold: `npx tsx test/bench/coverageTrackRecord.ts [runs] [customers]`. Everybody's pace changes from half-year to
 * half-year, by chance (each half-year anew) or steadily; customers are seen for 18 months and lived on for six.
 */
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { purchasesBetween } from '../../src/engine/revenue/purchases.ts';
import { score } from '../../src/engine/score.ts';
import { MS_PER_DAY } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const RUNS = Number(process.argv[2] ?? 200);
const CUSTOMERS = Number(process.argv[3] ?? 800);
const HALF_YEAR = 182;
const SEEN_DAYS = 3 * HALF_YEAR;
const START_MS = Date.UTC(2022, 0, 1);
const PEAK = 3;

interface World {
  readonly name: string;
  /** Pace of each of four half-years as a multiple of the usual. */
  paces(random: SeededRandom): number[];
}

const normal = (random: SeededRandom) => Math.sqrt(2 * random.exponential()) * Math.cos(2 * Math.PI * random.uniform());
const anew = (sd: number) => (random: SeededRandom) => [0, 1, 2, 3].map(() => Math.exp(sd * normal(random)));
const WORLDS: readonly World[] = [
  { name: 'the model’s own', paces: () => [1, 1, 1, 1] },
  { name: 'each half-year anew, sd 15%', paces: anew(0.15) },
  { name: 'each half-year anew, sd 30%', paces: anew(0.3) },
  { name: 'down 15% a half-year', paces: () => [1, 0.85, 0.72, 0.61] },
  { name: 'up 15% a half-year', paces: () => [1, 1.15, 1.32, 1.52] },
];

/** Thinned candidates at the peak pace, so that a change of pace takes effect on its day. */
function simulate({ paces }: World, random: SeededRandom): LiteralInteraction[] {
  const pace = paces(random);
  const rows: LiteralInteraction[] = [];
  for (let i = 0; i < CUSTOMERS; i++) {
    const [rate, leaving, spend] = [random.gamma(0.8) / 60, random.beta(0.6, 3), 10 + 20 * random.gamma(3)];
    const buy = (day: number) => {
      const at = new Date(START_MS + Math.floor(day) * MS_PER_DAY).toISOString();
      rows.push({ id: `c${i}`, at, kind: 'purchase', amount: Math.round(spend * (50 + 100 * random.uniform())) / 100 });
    };
    let day = random.below(HALF_YEAR);
    buy(day);
    for (;;) {
      day += random.exponential() / (rate * PEAK);
      if (day >= SEEN_DAYS + HALF_YEAR) break;
      if (random.uniform() > Math.min(PEAK, pace[Math.floor(day / HALF_YEAR)]!) / PEAK) continue;
      buy(day);
      if (random.uniform() < leaving) break;
    }
  }
  return rows;
}

function run(world: World, seed: number) {
  const dataset = literalDataset([], simulate(world, new SeededRandom(seed)));
  const asOfDay = START_MS / MS_PER_DAY + SEEN_DAYS - 1;
  const horizonMonths = HALF_YEAR / (365.25 / 12);
  const { portfolio } = score(dataset, {
    ...DEFAULT_OPTIONS,
    asOfDay,
    horizonMonths,
    annualDiscountRate: 0,
    margin: 1,
  });
  const after = purchasesBetween(dataset, groupInteractions(dataset), {
    afterDay: asOfDay,
    untilDay: asOfDay + HALF_YEAR,
  });
  // New customers of the last days were there by then; nobody comes later.
  const actual = after.netMinor.reduce((sum, minor) => sum + minor, 0) / 100;
  const { low, high, trackRecordLow, trackRecordHigh, expected } = portfolio.value;
  return {
    own: actual >= low! && actual <= high!,
    judged: trackRecordLow === null ? null : actual >= trackRecordLow && actual <= trackRecordHigh!,
    width: trackRecordLow === null ? Number.NaN : (trackRecordHigh! - trackRecordLow) / (high! - low!),
    bias: expected! / actual - 1,
  };
}

for (const world of WORLDS) {
  const runs = Array.from({ length: RUNS }, (_, i) => run(world, 31 * i + 1));
  const known = runs.filter(({ judged }) => judged !== null);
  const share = (count: number, of: number) => `${((100 * count) / of).toFixed(1)}%`;
  const widths = known.map(({ width }) => width).sort((a, b) => a - b);
  const bias = runs.reduce((sum, one) => sum + one.bias, 0) / RUNS;
  console.log(
    `${world.name}: own interval ${share(runs.filter(({ own }) => own).length, RUNS)}, ` +
      `judged by its past ${share(known.filter(({ judged }) => judged).length, known.length)} ` +
      `(${widths[Math.floor(widths.length / 2)]?.toFixed(2)} times as wide), mean bias ${(100 * bias).toFixed(1)}%`,
  );
}

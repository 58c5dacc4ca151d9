/**
 * Firth's penalised likelihood against a weak normal prior on separating columns (MAP), where leavers are few.
 * Run: npx tsx test/bench/separation.ts [runs, default 4000]
 *
 * Months at risk of few customers with rare leaving and effort in few of them, so that often nobody with effort leaves, or
 * nobody without. What is asked: the log odds of effort, its error, and the 5% test that the verdict rests on.
 */
import { SeededRandom } from '../../src/foundation/random.ts';
import type { BinaryData } from '../../src/math/binaryFit.ts';
import { fitBinary } from '../../src/math/binaryRegression.ts';
import { firthRatio, fitFirth } from '../../src/math/firth.ts';
import { logistic } from '../../src/math/links.ts';
import { twoSidedP } from '../../src/math/normal.ts';

const RUNS = Number(process.argv[2] ?? 4000);
const ROWS = 300;
const Z90 = 1.6448536269514722;

interface Truth {
  readonly intercept: number;
  readonly effect: number;
  /** What full effort is in the column's unit. */
  readonly range: number;
}

function draw({ intercept, effect, range }: Truth, random: SeededRandom): BinaryData {
  const effort = Float64Array.from({ length: ROWS }, () => (random.uniform() < 0.12 ? range : 0));
  const basic = Float64Array.from({ length: ROWS }, () => (random.uniform() < 0.5 ? 1 : 0));
  const outcome = Uint8Array.from(effort, (e, i) =>
    random.uniform() < logistic(intercept + (effect * e) / range + 0.5 * basic[i]!) ? 1 : 0,
  );
  return { names: ['effort', 'basic'], columns: [effort, basic], outcome };
}

interface Estimate {
  readonly value: number;
  readonly se: number;
}

function byMap(data: BinaryData): Estimate {
  const sd = Float64Array.of(Number.POSITIVE_INFINITY, 2.5, Number.POSITIVE_INFINITY);
  const fit = fitBinary(data, { prior: { mean: new Float64Array(3), sd } });
  return { value: fit.coefficients[1]!, se: Math.sqrt(fit.covariance[4]!) };
}

/** The error is that at which Wald's test is the penalised likelihood-ratio test. */
function byFirth(data: BinaryData): Estimate {
  const value = fitFirth(data).coefficients[1]!;
  return { value, se: Math.abs(value) / Math.sqrt(firthRatio(data, 1)) };
}

function compare(truth: Truth): void {
  const { intercept, effect, range } = truth;
  const random = new SeededRandom(20_220_425);
  const tally = { map: [0, 0, 0, 0, 0], firth: [0, 0, 0, 0, 0] };
  let separated = 0;
  for (let run = 0; run < RUNS; run++) {
    const data = draw(truth, random);
    const trouble = fitBinary(data).trouble;
    if (trouble?.code !== 'separated' || !trouble.columns.includes('effort')) continue;
    separated++;
    for (const [name, estimate] of [
      ['map', byMap(data)],
      ['firth', byFirth(data)],
    ] as const) {
      if (Number.isNaN(estimate.value)) continue;
      const away = (estimate.value - effect / range) * range;
      const se = estimate.se * range;
      const sums = tally[name];
      sums[4]!++;
      sums[0]! += away;
      sums[1]! += away * away;
      sums[2]! += Math.abs(away) <= Z90 * se ? 1 : 0;
      sums[3]! += twoSidedP(estimate.value / estimate.se) < 0.05 ? 1 : 0;
    }
  }
  const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1)}%`;
  console.log(
    `intercept ${intercept}, effect ${effect}, effort up to ${range}: separated in ${percent(separated, RUNS)} of ${RUNS} runs; there`,
  );
  for (const [name, [bias, squares, covered, rejected, answered]] of Object.entries(tally)) {
    const n = answered!;
    console.log(
      `  ${name.padEnd(6)} answers in ${percent(n, separated)}, bias ${(bias! / n).toFixed(3)}, root mean square ` +
        `${Math.sqrt(squares! / n).toFixed(3)}, 90% cover ${percent(covered!, n)}, 5% test rejects ${percent(rejected!, n)}`,
    );
  }
}

const TRUTHS = [
  { intercept: -3.4, effect: 0 },
  { intercept: -3.4, effect: -1 },
  { intercept: -3.4, effect: 1 },
  { intercept: -7.5, effect: 6 },
];
for (const truth of TRUTHS) for (const range of [1, 100]) compare({ ...truth, range });

/**
 * How far the uplift and the verdict can be trusted, on subscribers whose truth is known (simulatedSubscribers.ts).
 * Run: npx tsx test/bench/simulateUplift.ts [runs, default 1000]
 */
import type { EffortByMonth } from '../../src/engine/effort/bands.ts';
import { gFormula } from '../../src/engine/retention/gFormula.ts';
import { fitHazard } from '../../src/engine/retention/hazard.ts';
import { type Strata, strataOf } from '../../src/engine/retention/strata.ts';
import { validateEffort } from '../../src/engine/retention/validation.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { HORIZON, scored, stayers, USUAL, withLeavers } from './simulatedSubscribers.ts';

const RUNS = Number(process.argv[2] ?? 1000);

/** Effort dealt out anew among the customer-months of one calendar month and tenure. */
function permuted(byMonth: EffortByMonth, random: SeededRandom): EffortByMonth {
  const { months } = byMonth;
  const cells = new Map<number, number[]>();
  for (let row = 0; row < months.rows; row++) {
    const key = Math.floor(months.startDay[row]! / 30.4375) * 1000 + months.month[row]!;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [row]);
    else cell.push(row);
  }
  const score = byMonth.score.slice();
  for (const rows of cells.values()) {
    for (let k = rows.length - 1; k > 0; k--) {
      const other = random.below(k + 1);
      const [a, b] = [rows[k]!, rows[other]!];
      [score[a], score[b]] = [score[b]!, score[a]!];
    }
  }
  return { ...byMonth, score };
}

function verdictOn(byMonth: EffortByMonth, strata: Strata): string {
  const model = fitHazard(byMonth, strata);
  return validateEffort({ model, byMonth, strata, seed: 1 }).verdict;
}

function effectRuns(effect: number): void {
  const world = { ...USUAL, effect };
  const random = new SeededRandom(20_220_425);
  let [bias, covered, naive, truth] = [0, 0, 0, 0];
  for (let run = 0; run < RUNS; run++) {
    const dataset = stayers(USUAL, random);
    const strata = strataOf(dataset);
    const { byMonth, gain } = withLeavers(scored(dataset), strata, world, random);
    const estimate = gFormula(fitHazard(byMonth, strata), byMonth, strata, { ...HORIZON, level: 0.95 })!;
    const alone: Strata = { name: null, levels: [''], code: new Uint8Array(USUAL.customers) };
    naive += gFormula(fitHazard(byMonth, alone), byMonth, alone, HORIZON)!.gain - gain;
    bias += estimate.gain - gain;
    truth += gain;
    if (estimate.low <= gain && gain <= estimate.high) covered++;
  }
  const points = (sum: number) => ((100 * sum) / RUNS).toFixed(3);
  console.log(
    `effect ${effect}: true gain ${points(truth)} points, bias ${points(bias)} (unadjusted for plan ${points(naive)}), ` +
      `95% intervals cover ${((100 * covered) / RUNS).toFixed(1)}% in ${RUNS} runs`,
  );
}

function verdictRuns(): void {
  const random = new SeededRandom(7);
  const counts = { none: 0, permuted: 0, found: 0 };
  for (let run = 0; run < RUNS; run++) {
    const dataset = stayers(USUAL, random);
    const strata = strataOf(dataset);
    const all = scored(dataset);
    if (verdictOn(withLeavers(all, strata, { ...USUAL, effect: 0 }, random).byMonth, strata) === 'no evidence')
      counts.none++;
    const real = withLeavers(all, strata, USUAL, random).byMonth;
    if (verdictOn(real, strata) !== 'no evidence') counts.found++;
    if (verdictOn(permuted(real, random), strata) === 'no evidence') counts.permuted++;
  }
  const share = (count: number) => `${((100 * count) / RUNS).toFixed(1)}%`;
  console.log(`no true effect: "no evidence" in ${share(counts.none)} of ${RUNS} runs`);
  console.log(
    `a true effect of 2, effort permuted within month and tenure: "no evidence" in ${share(counts.permuted)}`,
  );
  console.log(`a true effect of 2: found in ${share(counts.found)}`);
}

effectRuns(2);
effectRuns(0);
verdictRuns();

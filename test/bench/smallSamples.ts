/**
 * Which interval of the gain to believe where leavers, customers or those with effort are few: the delta method, the
 * cluster bootstrap (percentiles), or the ends of effort's own interval joined with the rest (MOVER, gFormula.ts).
 * Run: npx tsx test/bench/smallSamples.ts [runs, default 200] [bootstrap samples, default 199; 0: none]
 */
import { gFormula } from '../../src/engine/retention/gFormula.ts';
import { fitHazard, hazardData } from '../../src/engine/retention/hazard.ts';
import { strataOf } from '../../src/engine/retention/strata.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import type { BinaryData } from '../../src/math/binaryFit.ts';
import { twoSidedP } from '../../src/math/normal.ts';
import { fitSteady } from '../../src/math/steadyFit.ts';
import { HORIZON, scored, stayers, USUAL, type World, withLeavers } from './simulatedSubscribers.ts';

const RUNS = Number(process.argv[2] ?? 200);
const SAMPLES = Number(process.argv[3] ?? 199);
const LEVEL = 0.95;
const Z = 1.959963984540054;

/** Whole customers drawn with replacement. */
function resampled({ names, columns, outcome, cluster }: BinaryData, random: SeededRandom): BinaryData {
  const starts = Array.from(outcome.keys()).filter((i) => i === 0 || cluster![i] !== cluster![i - 1]);
  const rows = starts.flatMap(() => {
    const k = random.below(starts.length);
    const [from, to] = [starts[k]!, starts[k + 1] ?? outcome.length];
    return Array.from({ length: to - from }, (_, i) => from + i);
  });
  return {
    names,
    columns: columns.map((column) => Float64Array.from(rows, (i) => column[i]!)),
    outcome: Uint8Array.from(rows, (i) => outcome[i]!),
  };
}

function judge(world: World): void {
  const [random, chance] = [new SeededRandom(11), new SeededRandom(5)];
  const covered = { delta: 0, bootstrap: 0, mover: 0 };
  let [used, events, rejected] = [0, 0, 0];
  for (let run = 0; run < RUNS; run++) {
    const dataset = stayers(world, random);
    const strata = strataOf(dataset);
    const { byMonth, gain } = withLeavers(scored(dataset), strata, world, random);
    const model = fitHazard(byMonth, strata);
    const found = model.own === null ? null : gFormula(model, byMonth, strata, { ...HORIZON, level: LEVEL });
    if (found === null) continue;
    used++;
    events += model.events;
    const within = (low: number, high: number) => Number(low <= gain && gain <= high);
    covered.delta += within(found.gain - Z * found.gainSe, found.gain + Z * found.gainSe);
    covered.mover += within(found.low, found.high);
    const { value, se } = model.own!;
    rejected += Number(twoSidedP(value / se) < 0.05);
    const data = hazardData(byMonth, strata);
    const gains = Array.from({ length: SAMPLES }, () => fitSteady(resampled(data, chance)).fit)
      .filter(({ trouble }) => trouble === null)
      .map(({ coefficients }) => gFormula({ ...model, coefficients }, byMonth, strata, HORIZON)!.gain)
      .sort((a, b) => a - b);
    const at = (share: number) => gains[Math.min(gains.length - 1, Math.floor(share * gains.length))]!;
    covered.bootstrap += within(at((1 - LEVEL) / 2), at((1 + LEVEL) / 2));
  }
  const percent = (count: number) => `${((100 * count) / used).toFixed(1)}%`;
  const { customers, contactRate, intercept, effect } = world;
  console.log(
    `${customers} customers, contact rate ${contactRate}, intercept ${intercept}, effect ${effect}: ${(events / used).toFixed(0)} leavers in ${used} of ${RUNS} runs\n` +
      `  95% covers: delta ${percent(covered.delta)}, bootstrap ${SAMPLES === 0 ? '–' : percent(covered.bootstrap)}, mover ${percent(covered.mover)}` +
      `; 5% test rejects ${percent(rejected)}`,
  );
}

const WORLDS = [
  { ...USUAL, customers: 60 },
  { ...USUAL, customers: 40, intercept: -3.6 },
  { ...USUAL, customers: 120, contactRate: 0.02 },
  { ...USUAL, customers: 400, contactRate: 0.012, intercept: -5.5 },
  { ...USUAL, customers: 1500, contactRate: 0.008, intercept: -6 },
];
for (const world of WORLDS) for (const effect of [0, 2]) judge({ ...world, effect });

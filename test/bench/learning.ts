/**
 * What learning the weights of effort from leaving does to the estimate and to the verdict, on subscribers whose truth is
 * known. Run: npx tsx test/bench/learning.ts [runs, default 300]
 */
import { COMPONENTS, publishedWeighing, type Weighing } from '../../src/engine/effort/weights.ts';
import { scoreEffortLearning } from '../../src/engine/learntEffort.ts';
import { gFormula } from '../../src/engine/retention/gFormula.ts';
import { fitHazard } from '../../src/engine/retention/hazard.ts';
import { strataOf } from '../../src/engine/retention/strata.ts';
import { validateEffort } from '../../src/engine/retention/validation.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { simulateSubscribers } from '../support/simulatedChurn.ts';

const RUNS = Number(process.argv[2] ?? 300);
const SCENARIO = { targetEffort: 0, horizonMonths: 12, level: 0.95 };

const published = publishedWeighing();
const switching: Weighing = {
  ...published,
  weights: Float64Array.from(COMPONENTS, (name) => (name === 'switch' ? 3 : 0.01)),
};

function judge(name: string, weighing: Weighing, effect: number): void {
  const random = new SeededRandom(20_220_425);
  let [used, covered, coveredPublished, bias, evidence] = [0, 0, 0, 0, 0];
  for (let run = 0; run < RUNS; run++) {
    const world = { customers: 1500, months: 24, weighing, effect, intercept: -4.2, surveyed: false };
    const { input, gain } = simulateSubscribers(world, random);
    const { effort } = scoreEffortLearning(input);
    const strata = strataOf(input.dataset);
    const within = (byMonth: NonNullable<typeof effort.byMonth>) => {
      const found = gFormula(fitHazard(byMonth, strata), byMonth, strata, SCENARIO)!;
      return { inside: Number(found.low <= gain && gain <= found.high), away: found.gain - gain };
    };
    const learnt = within(effort.byMonth!);
    used += Number(effort.weighing.from === 'churn');
    covered += learnt.inside;
    bias += learnt.away;
    coveredPublished += within(effort.verdictMonths!).inside;
    const byMonth = effort.verdictMonths!;
    const { verdict } = validateEffort({ model: fitHazard(byMonth, strata), byMonth, strata, seed: 1 });
    evidence += Number(verdict !== 'no evidence');
  }
  const percent = (count: number) => `${((100 * count) / RUNS).toFixed(1)}%`;
  console.log(
    `${name}, effect ${effect}: learnt weights used in ${percent(used)} of ${RUNS} runs; gain off by ${((100 * bias) / RUNS).toFixed(3)} points, ` +
      `95% covers ${percent(covered)} (published weights alone ${percent(coveredPublished)}); evidence found in ${percent(evidence)}`,
  );
}

judge('leaving as the published weights say', published, 2);
judge('leaving by changes of channel alone', switching, 2);
judge('leaving by anything but effort', published, 0);

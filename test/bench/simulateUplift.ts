/**
 * How far the uplift and the verdict can be trusted, on data whose truth is known.
 * Run: npx tsx test/bench/simulateUplift.ts [runs, default 1000]
 *
 * Subscribers on two plans; the basic one both contacts more and leaves more (confounding). Raw contact logs are scored
 * by the engine; leaving is drawn month by month from a logit on the effort so scored, the plan and the tenure.
 */
import { type Dataset, DatasetBuilder } from '../../src/domain/dataset.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import type { EffortByMonth } from '../../src/engine/effort/bands.ts';
import { scoreEffort } from '../../src/engine/effort/effort.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { gFormula } from '../../src/engine/retention/gFormula.ts';
import { fitHazard } from '../../src/engine/retention/hazard.ts';
import { type Strata, strataOf } from '../../src/engine/retention/strata.ts';
import { validateEffort } from '../../src/engine/retention/validation.ts';
import { MS_PER_DAY } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { logistic } from '../../src/math/links.ts';

const RUNS = Number(process.argv[2] ?? 1000);
const CUSTOMERS = 1500;
const MONTHS = 24;
const FIRST_DAY = 19_000;
const DAYS = Math.ceil(MONTHS * 30.4375);
const TRUTH = { intercept: -4.2, basic: 0.8, tenure: -0.02 };
const HORIZON = { targetEffort: 0, horizonMonths: 12 };

/** Subscribers who all stay, with their contacts: what would have happened had nobody ever left. */
function stayers(random: SeededRandom): Dataset {
  const builder = new DatasetBuilder();
  const { interactions } = builder;
  const plan = builder.customers.text('plan');
  for (let i = 0; i < CUSTOMERS; i++) {
    const code = builder.ids.intern(`C${String(i).padStart(5, '0')}`);
    const basic = random.uniform() < 0.5;
    builder.customers.list(code);
    builder.customers.number('created_at').set(code, FIRST_DAY * MS_PER_DAY);
    builder.customers.number('mrr').set(code, 1000);
    plan.codes.set(code, plan.dictionary.intern(basic ? 'basic' : 'premium'));
    for (let month = 0, number = 0; month < MONTHS; month++) {
      if (random.uniform() > (basic ? 0.2 : 0.08)) continue;
      const contacts = 1 + random.below(4);
      const caseId = interactions.dictionaries.caseId.intern(`${i}-${number++}`);
      const day = FIRST_DAY + Math.floor(30.4375 * month) + random.below(26);
      for (let k = 0; k < contacts; k++) {
        const row = interactions.append(code, (day + k) * MS_PER_DAY, KIND.support);
        interactions.set('caseId', row, caseId);
        interactions.set('resolved', row, random.below(2));
        interactions.set('channel', row, interactions.dictionaries.channel.intern(`ch${random.below(3)}`));
      }
    }
  }
  return builder.seal({ currency: null, cesScale: null, tenureUnitStated: false });
}

/** Effort at every month's start, as the engine scores it. */
function scored(dataset: Dataset): EffortByMonth {
  const options = { ...DEFAULT_OPTIONS, effortWindowDays: 90, effortHalfLifeDays: null };
  const grouping = groupInteractions(dataset);
  const asOfDay = FIRST_DAY + DAYS - 1;
  const behaviour = 'subscription';
  const lifecycle = buildLifecycle({ dataset, grouping, purchases: null, behaviour, asOfDay, options });
  return scoreEffort({ dataset, grouping, lifecycle, options }).byMonth!;
}

interface Drawn {
  readonly byMonth: EffortByMonth;
  /** Gain over the horizon by the true hazards of these customers' own effort. */
  readonly gain: number;
}

/** Leaving drawn from the truth; months after it are cut away. */
function withLeavers(all: EffortByMonth, strata: Strata, effect: number, random: SeededRandom): Drawn {
  const { months } = all;
  const basic = strata.levels.indexOf('basic');
  const kept: number[] = [];
  const start = new Int32Array(months.start.length);
  const event: number[] = [];
  let gain = 0;
  for (let i = 0; i + 1 < months.start.length; i++) {
    let [now, easy, here] = [1, 1, true];
    for (let row = months.start[i]!; row < months.start[i + 1]!; row++) {
      const month = months.month[row]!;
      const base = TRUTH.intercept + TRUTH.tenure * month + (strata.code[i] === basic ? TRUTH.basic : 0);
      const hazard = logistic(base + (effect * all.score[row]!) / 100);
      if (month < HORIZON.horizonMonths) {
        now *= 1 - hazard;
        easy *= 1 - logistic(base);
      }
      if (!here) continue;
      const left = random.uniform() < hazard;
      kept.push(row);
      event.push(left ? 1 : 0);
      here = !left;
    }
    gain += (easy - now) / (months.start.length - 1);
    start[i + 1] = kept.length;
  }
  const rows = Int32Array.from(kept);
  const pick = (column: Int32Array) => Int32Array.from(rows, (row) => column[row]!);
  return {
    gain,
    byMonth: {
      months: {
        ...{ rows: rows.length, monthsPerRow: 1, asOfDay: months.asOfDay, start, event: Uint8Array.from(event) },
        ...{ customer: pick(months.customer), month: pick(months.month), startDay: pick(months.startDay) },
      },
      score: Float64Array.from(rows, (row) => all.score[row]!),
      status: Uint8Array.from(rows, (row) => all.status[row]!),
      contacts: Uint16Array.from(rows, (row) => all.contacts[row]!),
      cases: Uint16Array.from(rows, (row) => all.cases[row]!),
      activity: null,
    },
  };
}

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
  const random = new SeededRandom(20_220_425);
  let [bias, covered, naive, truth] = [0, 0, 0, 0];
  for (let run = 0; run < RUNS; run++) {
    const dataset = stayers(random);
    const strata = strataOf(dataset);
    const { byMonth, gain } = withLeavers(scored(dataset), strata, effect, random);
    const estimate = gFormula(fitHazard(byMonth, strata), byMonth, strata, HORIZON)!;
    const alone: Strata = { name: null, levels: [''], code: new Uint8Array(CUSTOMERS) };
    naive += gFormula(fitHazard(byMonth, alone), byMonth, alone, HORIZON)!.gain - gain;
    bias += estimate.gain - gain;
    truth += gain;
    if (Math.abs(estimate.gain - gain) <= 1.959963984540054 * estimate.gainSe) covered++;
  }
  const points = (sum: number) => ((100 * sum) / RUNS).toFixed(3);
  console.log(
    `effect ${effect}: true gain ${points(truth)} points, bias ${points(bias)} (unadjusted for plan ${points(naive)}), ` +
      `95 % intervals cover ${((100 * covered) / RUNS).toFixed(1)} % in ${RUNS} runs`,
  );
}

function verdictRuns(): void {
  const random = new SeededRandom(7);
  const counts = { none: 0, permuted: 0, found: 0 };
  for (let run = 0; run < RUNS; run++) {
    const dataset = stayers(random);
    const strata = strataOf(dataset);
    const all = scored(dataset);
    if (verdictOn(withLeavers(all, strata, 0, random).byMonth, strata) === 'no evidence') counts.none++;
    const real = withLeavers(all, strata, 2, random).byMonth;
    if (verdictOn(real, strata) !== 'no evidence') counts.found++;
    if (verdictOn(permuted(real, random), strata) === 'no evidence') counts.permuted++;
  }
  const share = (count: number) => `${((100 * count) / RUNS).toFixed(1)} %`;
  console.log(`no true effect: "no evidence" in ${share(counts.none)} of ${RUNS} runs`);
  console.log(
    `a true effect of 2, effort permuted within month and tenure: "no evidence" in ${share(counts.permuted)}`,
  );
  console.log(`a true effect of 2: found in ${share(counts.found)}`);
}

effectRuns(2);
effectRuns(0);
verdictRuns();

/**
 * Subscribers whose truth is known, for simulations: raw contact logs scored by the engine, and leaving drawn month by month
 * from a logit on the effort so scored, the plan and the tenure. The basic plan both contacts and leaves more.
 */
import { type Dataset, DatasetBuilder } from '../../src/domain/dataset.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import type { EffortByMonth } from '../../src/engine/effort/bands.ts';
import { scoreEffort } from '../../src/engine/effort/effort.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import type { Strata } from '../../src/engine/retention/strata.ts';
import { MS_PER_DAY } from '../../src/foundation/days.ts';
import type { SeededRandom } from '../../src/foundation/random.ts';
import { logistic } from '../../src/math/links.ts';

const MONTHS = 24;
const FIRST_DAY = 19_000;
const DAYS = Math.ceil(MONTHS * 30.4375);
/** Effort at most this, over so many months. */
export const HORIZON = { targetEffort: 0, horizonMonths: 12 };

/** How many subscribers there are, how often they contact in a month (premium), and what makes them leave. */
export interface World {
  readonly customers: number;
  readonly contactRate: number;
  readonly intercept: number;
  /** Log odds from no effort to full effort. */
  readonly effect: number;
}

export const USUAL: World = { customers: 1500, contactRate: 0.08, intercept: -4.2, effect: 2 };
const BASIC = { contacts: 2.5, logOdds: 0.8 };
const TENURE_LOG_ODDS = -0.02;

/** Subscribers who all stay, with their contacts: what would have happened had nobody ever left. */
export function stayers({ customers, contactRate }: World, random: SeededRandom): Dataset {
  const builder = new DatasetBuilder();
  const { interactions } = builder;
  const plan = builder.customers.text('plan');
  for (let i = 0; i < customers; i++) {
    const code = builder.ids.intern(`C${String(i).padStart(5, '0')}`);
    const basic = random.uniform() < 0.5;
    builder.customers.list(code);
    builder.customers.number('created_at').set(code, FIRST_DAY * MS_PER_DAY);
    builder.customers.number('mrr').set(code, 1000);
    plan.codes.set(code, plan.dictionary.intern(basic ? 'basic' : 'premium'));
    for (let month = 0, number = 0; month < MONTHS; month++) {
      if (random.uniform() > contactRate * (basic ? BASIC.contacts : 1)) continue;
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
export function scored(dataset: Dataset): EffortByMonth {
  const options = { ...DEFAULT_OPTIONS, effortWindowDays: 90, effortHalfLifeDays: null };
  const grouping = groupInteractions(dataset);
  const asOfDay = FIRST_DAY + DAYS - 1;
  const behaviour = 'subscription';
  const lifecycle = buildLifecycle({ dataset, grouping, purchases: null, behaviour, asOfDay, options });
  return scoreEffort({ dataset, grouping, lifecycle, options }).byMonth!;
}

export interface Drawn {
  readonly byMonth: EffortByMonth;
  /** Gain over the horizon by the true hazards of these customers' own effort. */
  readonly gain: number;
}

/** Leaving drawn from the truth; months after it are cut away. */
export function withLeavers(all: EffortByMonth, strata: Strata, world: World, random: SeededRandom): Drawn {
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
      const base = world.intercept + TENURE_LOG_ODDS * month + (strata.code[i] === basic ? BASIC.logOdds : 0);
      const hazard = logistic(base + (world.effect * all.score[row]!) / 100);
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

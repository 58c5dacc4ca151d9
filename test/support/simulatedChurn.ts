import { type Dataset, DatasetBuilder } from '../../src/domain/dataset.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import type { EffortByMonth } from '../../src/engine/effort/bands.ts';
import { scoreEffort } from '../../src/engine/effort/effort.ts';
import type { EffortInput } from '../../src/engine/effort/outcome.ts';
import type { Weighing } from '../../src/engine/effort/weights.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { MS_PER_DAY } from '../../src/foundation/days.ts';
import type { SeededRandom } from '../../src/foundation/random.ts';
import { logistic } from '../../src/math/links.ts';

const FIRST_DAY = 19_000;
const MONTH_DAYS = 30.4375;

/** Subscribers who leave by their effort as weighed here, month by month; `effect` is the log odds from none to full. */
export interface SubscriberWorld {
  readonly customers: number;
  readonly months: number;
  readonly weighing: Weighing;
  readonly effect: number;
  readonly intercept: number;
  /** Every case is answered (1-7 easy); the answer goes its own way, half as hard as the behaviour and half by chance. */
  readonly surveyed: boolean;
}

interface Contact {
  readonly customer: number;
  readonly day: number;
  readonly caseId: string;
  readonly channel: number;
  readonly resolved: number;
  readonly agent: number;
  readonly answer: number;
}

const OPTIONS: Partial<ScoreOptions> = { effortWindowDays: 90, effortHalfLifeDays: null, cesScale: 'easy7' };

export interface SimulatedSubscribers {
  readonly input: EffortInput;
  /** Share that these customers' own effort costs over twelve months, by the true hazards. */
  readonly gain: number;
}

export function simulateSubscribers(world: SubscriberWorld, random: SeededRandom): SimulatedSubscribers {
  const contacts = drawContacts(world, random);
  const nobodyLeaves = inputOf(world, contacts, null);
  const truth = scoreEffort({ ...nobodyLeaves, weighing: world.weighing }).byMonth!;
  const { endDays, gain } = drawLeavers(world, truth, random);
  return { gain, input: inputOf(world, contacts, endDays) };
}

function drawContacts({ customers, months, surveyed }: SubscriberWorld, random: SeededRandom): Contact[] {
  const contacts: Contact[] = [];
  for (let customer = 0; customer < customers; customer++) {
    for (let month = 0, number = 0; month < months; month++) {
      if (random.uniform() > 0.25) continue;
      const caseId = `${customer}-${number++}`;
      const day = FIRST_DAY + Math.floor(MONTH_DAYS * month) + random.below(24);
      const [length, restless, resolved] = [1 + random.below(3), random.uniform() < 0.5, random.below(2)];
      const answer = surveyed ? 1 + Math.round(3 * resolved + 3 * random.uniform()) : Number.NaN;
      for (let k = 0; k < length; k++) {
        const channel = restless ? k % 3 : 0;
        contacts.push({ customer, day: day + k, caseId, channel, resolved, agent: random.below(2), answer });
      }
    }
  }
  return contacts;
}

function drawLeavers(world: SubscriberWorld, { months, score }: EffortByMonth, random: SeededRandom) {
  const endDays = new Float64Array(world.customers).fill(Number.NaN);
  let gain = 0;
  for (let i = 0; i < world.customers; i++) {
    let [now, easy] = [1, 1];
    const base = logistic(world.intercept);
    for (let row = months.start[i]!; row < months.start[i + 1]!; row++) {
      const hazard = logistic(world.intercept + (world.effect * score[row]!) / 100);
      if (months.month[row]! < 12) {
        now *= 1 - hazard;
        easy *= 1 - base;
      }
      const leaves = random.uniform() < hazard;
      if (leaves && Number.isNaN(endDays[i]!)) endDays[i] = months.startDay[row]! + 25;
    }
    gain += (easy - now) / world.customers;
  }
  return { endDays, gain };
}

function inputOf(world: SubscriberWorld, contacts: readonly Contact[], endDays: Float64Array | null): EffortInput {
  const dataset = datasetOf(world, contacts, endDays);
  const options = { ...DEFAULT_OPTIONS, ...OPTIONS };
  const grouping = groupInteractions(dataset);
  const asOfDay = FIRST_DAY + Math.ceil(MONTH_DAYS * world.months) - 1;
  const behaviour = 'subscription';
  const lifecycle = buildLifecycle({ dataset, grouping, purchases: null, behaviour, asOfDay, options });
  return { dataset, grouping, lifecycle, options };
}

function datasetOf(
  { customers }: SubscriberWorld,
  contacts: readonly Contact[],
  endDays: Float64Array | null,
): Dataset {
  const builder = new DatasetBuilder();
  const { interactions } = builder;
  const { caseId, channel, agent } = interactions.dictionaries;
  // The column says that leaving would be known, though nobody did.
  const churnedAt = builder.customers.number('churned_at');
  for (let i = 0; i < customers; i++) {
    const code = builder.ids.intern(`C${String(i).padStart(5, '0')}`);
    builder.customers.list(code);
    builder.customers.number('created_at').set(code, FIRST_DAY * MS_PER_DAY);
    if (endDays !== null && !Number.isNaN(endDays[i]!)) churnedAt.set(code, endDays[i]! * MS_PER_DAY);
  }
  for (const contact of contacts) {
    if (contact.day >= (endDays?.[contact.customer] ?? Number.NaN)) continue;
    const row = interactions.append(contact.customer, contact.day * MS_PER_DAY, KIND.support);
    interactions.set('caseId', row, caseId.intern(contact.caseId));
    interactions.set('channel', row, channel.intern(`channel ${contact.channel}`));
    interactions.set('agent', row, agent.intern(`agent ${contact.agent}`));
    interactions.set('resolved', row, contact.resolved);
    if (!Number.isNaN(contact.answer)) interactions.set('ces', row, contact.answer);
  }
  return builder.seal({ currency: null, cesScale: null, tenureUnitStated: false });
}

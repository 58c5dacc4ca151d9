import type { Dataset } from '../../src/domain/dataset.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { logistic } from '../../src/math/links.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from './literalDataset.ts';

const FIRST_MS = Date.parse('2022-01-01');
const DAY_MS = 86_400_000;
const DAYS_PER_MONTH = 30.4375;

/** Log odds of leaving in a month: after hard cases, which wear off, and on the basic plan, which pays less. */
export interface WorldAhead {
  readonly customers: number;
  /** Months of history; a year more is lived, which the dataset does not know. */
  readonly months: number;
  readonly seed: number;
  readonly intercept: number;
  readonly ofTrouble: number;
  readonly ofBasic: number;
  /** Chance of a case in a month, and on the basic plan. */
  readonly contactRate: number;
  readonly contactRateOfBasic: number;
  /** The contacts are not in the dataset. */
  readonly withoutLog?: boolean;
}

export interface Ahead {
  readonly dataset: Dataset;
  readonly asOfDay: number;
  /** Payments of the twelve after the as-of day, by id. */
  readonly payments: ReadonlyMap<string, number>;
}

const AHEAD = 12;
/** A hard case weighs half as much every other month. */
const WEARS_OFF = Math.SQRT1_2;

/** Subscribers whose next year is known: raw contacts, leaving by what the contacts did. */
export function subscribersAhead(world: WorldAhead): Ahead {
  const random = new SeededRandom(world.seed);
  const customers: LiteralCustomer[] = [];
  const log: LiteralInteraction[] = [];
  const payments = new Map<string, number>();
  const cut = Math.floor(world.months * DAYS_PER_MONTH);
  for (let i = 0; i < world.customers; i++) {
    const id = `c${String(i).padStart(5, '0')}`;
    const basic = random.uniform() < 0.5;
    const from = random.below(Math.floor(cut * 0.8));
    const { leftOn, contacts } = lived(random, { id, basic, from, world });
    const known = leftOn <= cut;
    log.push(...contacts.filter(({ day }) => day <= cut).map(({ row }) => row));
    const plan = basic ? 'basic' : 'premium';
    const ended = known ? { churned_at: dateOf(leftOn) } : {};
    customers.push({ id, plan, mrr: basic ? 20 : 50, created_at: dateOf(from), ...ended });
    let paid = 0;
    while (!known && paid < AHEAD && leftOn > cut + paid * DAYS_PER_MONTH) paid++;
    payments.set(id, paid);
  }
  return {
    dataset: literalDataset(customers, world.withoutLog ? [] : log),
    asOfDay: FIRST_MS / DAY_MS + cut,
    payments,
  };
}

interface Life {
  readonly id: string;
  readonly basic: boolean;
  readonly from: number;
  readonly world: WorldAhead;
}

/** Contacts up to the day of leaving; Infinity for whoever outlives the year ahead. */
function lived(random: SeededRandom, { id, basic, from, world }: Life) {
  const contacts: { readonly day: number; readonly row: LiteralInteraction }[] = [];
  const last = (world.months + AHEAD + 1) * DAYS_PER_MONTH;
  let trouble = 0;
  for (let month = 0, day = from; day < last; month++, day = from + Math.floor(month * DAYS_PER_MONTH)) {
    const hazard = logistic(world.intercept + world.ofTrouble * Math.min(1, trouble) + (basic ? world.ofBasic : 0));
    if (random.uniform() < hazard) return { leftOn: day + 1 + random.below(28), contacts };
    trouble *= WEARS_OFF;
    if (random.uniform() >= (basic ? world.contactRateOfBasic : world.contactRate)) continue;
    const hard = random.uniform() < 0.5;
    const on = day + random.below(24);
    for (let k = 0; k < (hard ? 3 : 1); k++) {
      const caseId = `${id}-${month}`;
      const row = { id, at: dateOf(on + k), kind: 'support', caseId, channel: k === 1 ? 'chat' : 'phone' } as const;
      contacts.push({ day: on + k, row: { ...row, resolved: hard ? 0 : 1, handleSeconds: hard ? 900 : 300 } });
    }
    if (hard) trouble += 1;
  }
  return { leftOn: Number.POSITIVE_INFINITY, contacts };
}

function dateOf(day: number): string {
  return new Date(FIRST_MS + day * DAY_MS).toISOString();
}

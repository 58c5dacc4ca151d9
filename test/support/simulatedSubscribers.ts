import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from './literalDataset.ts';

const FIRST = Date.parse('2022-01-01');
const DAY_MS = 86_400_000;
const MONTHS = 24;
const DAYS_PER_MONTH = 30.4375;

interface SubscriberWorld {
  readonly customers: number;
  readonly seed: number;
  /** Chance to leave in a month, and after a hard case in the month before. */
  readonly leaves: number;
  readonly leavesAfterTrouble: number;
}

/**
 * Subscribers of two segments at a price of 20 and 50 and a margin of 60%, who in a month in six have a case about
 * billing or delivery, half of them hard (three contacts over two channels, unresolved), and leave more after those.
 */
export function simulatedSubscribers(world: SubscriberWorld) {
  const random = new SeededRandom(world.seed);
  const customers: LiteralCustomer[] = [];
  const log: LiteralInteraction[] = [];
  for (let i = 0; i < world.customers; i++) {
    const id = `c${String(i).padStart(5, '0')}`;
    const from = random.below(12);
    const left = lifeOf(random, id, from, { world, log });
    const large = i % 3 === 0;
    customers.push({
      id,
      segment: large ? 'large' : 'small',
      mrr: large ? 50 : 20,
      margin: 0.6,
      created_at: at(from),
      acquisition_cost: 60,
      ...(left === null ? {} : { churned_at: left }),
    });
  }
  return literalDataset(customers, log, { currency: 'EUR' });
}

function at(month: number, days = 0): string {
  return new Date(FIRST + Math.floor(month * DAYS_PER_MONTH + days) * DAY_MS).toISOString();
}

interface Life {
  readonly world: SubscriberWorld;
  readonly log: LiteralInteraction[];
}

/** Writes the contacts of one life; gives the day of leaving, or null for those who stay. */
function lifeOf(random: SeededRandom, id: string, from: number, { world, log }: Life): string | null {
  let trouble = false;
  for (let month = from; month < MONTHS; month++) {
    const leaves = random.uniform() < (trouble ? world.leavesAfterTrouble : world.leaves);
    if (leaves) return at(month, 1 + random.below(25));
    const [contacts, hard, billing] = [random.uniform() < 1 / 6, random.uniform() < 0.5, random.uniform() < 0.5];
    trouble = contacts && hard;
    if (!contacts) continue;
    for (let k = 0; k < (hard ? 3 : 1); k++) {
      log.push({
        ...{ id, at: at(month, 10 + k), kind: 'support', caseId: `${id}-${month}` },
        ...{ topic: billing ? 'billing' : 'delivery', channel: k === 1 ? 'chat' : 'phone' },
        ...{ resolved: hard ? 0 : 1, handleSeconds: 300 + random.below(300), cost: 5 },
      });
    }
  }
  return null;
}

import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from './literalDataset.ts';
import { transactionalInput } from './transactionalInput.ts';

const FIRST = Date.parse('2022-01-01');
const DAY_MS = 86_400_000;
const DAYS = 730;

export interface ShopWorld {
  readonly customers: number;
  readonly seed: number;
  /** Chance that a hard case makes its customer buy nothing ever again. */
  readonly hardDrivesAway: number;
  /** Contacts come from purchases (a share of them), and from busy people besides. */
  readonly contactsPerPurchase: number;
  readonly contactsPerBusyYear: number;
}

/**
 * A shop whose customers buy at their own pace and leave at random (2% a month), and whose contacts follow purchases:
 * half of the cases are hard (three contacts, unresolved). Whether hardship drives anybody away is up to the world.
 */
export function simulatedShop(world: ShopWorld) {
  const random = new SeededRandom(world.seed);
  const log: LiteralInteraction[] = [];
  for (let i = 0; i < world.customers; i++) {
    lifeOf(random, `c${String(i).padStart(5, '0')}`, world, log);
  }
  return transactionalInput(literalDataset([], log));
}

function lifeOf(random: SeededRandom, id: string, world: ShopWorld, log: LiteralInteraction[]): void {
  const at = (day: number) => new Date(FIRST + day * DAY_MS).toISOString();
  const perDay = (0.3 + random.gamma(1)) / 30.4;
  let day = random.below(400);
  let cases = 0;
  const trouble = (when: number): boolean => {
    const hard = random.uniform() < 0.5;
    const caseId = `${id}-${cases++}`;
    for (let k = 0; k < (hard ? 3 : 1); k++) {
      if (when + k >= DAYS) break;
      const resolved = hard ? 0 : 1;
      log.push({ id, at: at(when + k), kind: 'support', caseId, channel: k % 2 === 1 ? 'chat' : 'phone', resolved });
    }
    return hard && random.uniform() < world.hardDrivesAway;
  };
  const buy = () => log.push({ id, at: at(day), kind: 'purchase', amount: 10 });
  buy();
  for (; day < DAYS; day++) {
    if (random.uniform() < 0.02 / 30.4) return;
    const bought = random.uniform() < perDay;
    if (bought) buy();
    const contact = (bought ? world.contactsPerPurchase : 0) + (world.contactsPerBusyYear * perDay * 30.4) / 365;
    if (random.uniform() < contact && trouble(day)) return;
  }
}

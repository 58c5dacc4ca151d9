import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';

export interface ShopTables {
  readonly customers: string;
  readonly interactions: string;
}

const FIRST_DAY = 18_628;
const DAYS = 900;

/**
 * Two tables of a shop as CSV: orders of several rows, orders without id, amount or for nothing, refunds in part, in full
 * and beyond, contacts in and out, with and without a cost. `loose`: refunds that name no order as well.
 */
export function shopTables(seed: number, customers: number, loose = false): ShopTables {
  const random = new SeededRandom(seed);
  const below = (n: number) => Math.floor(random.uniform() * n);
  const rows: string[] = ['interaction_id,customer_id,occurred_at,type,amount,order_id,channel,direction,cost'];
  const people: string[] = ['customer_id,segment,margin'];
  const add = (customer: string, day: number, rest: string) => {
    const time = `${isoDate(day)}T${String(below(24)).padStart(2, '0')}:30:00Z`;
    rows.push(`I${rows.length},${customer},${time},${rest}`);
  };
  const cents = () => (below(12) === 0 ? 0 : 100 + below(9_999));
  const units = (amount: number) => (amount / 100).toFixed(2);
  for (let i = 0; i < customers; i++) {
    const customer = `C${String(i).padStart(4, '0')}`;
    if (below(10) > 0) people.push(`${customer},${['a', 'b'][below(2)]},0.${1 + below(8)}`);
    const rhythm = 5 + below(120);
    const leaves = FIRST_DAY + below(2 * DAYS);
    let day = FIRST_DAY + below(DAYS / 2);
    for (let n = 0; day < Math.min(leaves, FIRST_DAY + DAYS); n++, day += 1 + below(2 * rhythm)) {
      const order = below(8) === 0 ? '' : `O${i}-${n}`;
      const amount = cents();
      add(customer, day, `purchase,${below(30) === 0 && order === '' ? '' : units(amount)},${order},,,`);
      if (order !== '' && below(6) === 0) add(customer, day + below(3), `purchase,${units(cents())},${order},,,`);
      if (order !== '' && below(5) === 0) {
        add(
          customer,
          day + 3 + below(200),
          `refund,${units([amount, Math.round(amount / 2), 15_000][below(3)] || 500)},${order},,,`,
        );
      }
      if (loose && below(9) === 0) add(customer, day + 4, `refund,${units(amount || 300)},,,,`);
      if (below(3) === 0) {
        const channel = ['phone', 'Email', 'chatbot', 'self-service', 'robotics', ''][below(6)];
        const cost = below(2) === 0 ? '' : below(500) / 100;
        add(customer, day + below(9), `support,,,${channel},${['inbound', 'outbound', ''][below(3)]},${cost}`);
      }
      if (below(40) === 0) add(customer, day + 1, 'visit,,,,,');
    }
  }
  return { customers: `${people.join('\n')}\n`, interactions: `${rows.join('\n')}\n` };
}

import { expect, test } from 'vitest';
import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { run } from '../support/shell.ts';

const FIRST_DAY = 19_000;
const DAYS = 700;
const TOPICS = ['billing', 'delivery', 'technical'];

/** Purchases and support cases of so many customers, a few each. */
function logOf(customers: number): string {
  const random = new SeededRandom(8);
  const lines = ['customer_id,date,type,case_id,topic,channel,resolved,amount'];
  for (let i = 0; i < customers; i++) {
    const id = `C${String(i).padStart(6, '0')}`;
    const began = FIRST_DAY + random.below(DAYS / 2);
    for (let k = random.below(3); k >= 0; k--) {
      const at = isoDate(began + random.below(FIRST_DAY + DAYS - began));
      lines.push(`${id},${at},purchase,,,,,${(5 + 50 * random.uniform()).toFixed(2)}`);
      if (random.uniform() < 0.5)
        lines.push(`${id},${at},support,K${i}-${k},${TOPICS[random.below(3)]},phone,${random.below(2)},`);
    }
  }
  return `${lines.join('\n')}\n`;
}

test('a page stays small, and as small for 20,000 customers as for 2,000', async () => {
  const sizeOf = async (customers: number) => {
    const { stdout, exitCode, stderr } = await run(['report', 'log.csv'], { files: { 'log.csv': logOf(customers) } });
    expect(exitCode, stderr).toBe(0);
    return Buffer.byteLength(stdout);
  };
  const [few, many] = [await sizeOf(2000), await sizeOf(20_000)];
  expect(many).toBeLessThan(1_000_000);
  // Figures have a digit more, and chapters that want many customers are there.
  expect(many).toBeLessThan(1.15 * few);
}, 120_000);

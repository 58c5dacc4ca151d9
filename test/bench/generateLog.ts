import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';

const CHANNELS = ['phone', 'email', 'chat', 'web form', 'self-service'];
const TOPICS = ['billing', 'delivery', 'technical', 'account', 'returns', 'warranty'];
const HEADER = 'interaction_id,customer_id,case_id,date,type,channel,topic,agent,handle_seconds,resolved,amount\n';
const FIRST_DAY = 18_262;
const DAYS = 730;

/** Path of a log in the temporary folder, written once. */
export async function logOf(rows: number, customers: number): Promise<string> {
  const folder = join(tmpdir(), 'cx-roi-bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `log-${rows}-${customers}.csv`);
  if (!existsSync(path)) await generateLog(path, rows, customers);
  return path;
}

/** Writes a log of `rows` interactions of `customers` customers, purchases and support contacts mixed, as CSV. */
async function generateLog(path: string, rows: number, customers: number): Promise<void> {
  const random = new SeededRandom(20_220_425);
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  let block = HEADER;
  for (let i = 0; i < rows; i++) {
    block += line(random, i, customers);
    if (block.length > 1 << 18) {
      if (!out.write(block)) await once(out, 'drain');
      block = '';
    }
  }
  out.end(block);
  await once(out, 'finish');
}

function line(random: SeededRandom, i: number, customers: number): string {
  // Squaring skews the log towards few busy customers, as real ones are.
  const customer = Math.floor(random.uniform() ** 2 * customers);
  const day = FIRST_DAY + random.below(DAYS);
  const seconds = random.below(86_400);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => String(Math.floor(n)).padStart(2, '0'));
  const head = `I${String(i).padStart(8, '0')},C${String(customer).padStart(7, '0')}`;
  const time = `${isoDate(day)}T${clock.join(':')}Z`;
  if (random.uniform() < 0.4)
    return `${head},,${time},purchase,web shop,,,,,${(5 + random.exponential() * 60).toFixed(2)}\n`;
  const caseId = `K${String(customer).padStart(7, '0')}-${Math.floor((day - FIRST_DAY) / 10)}`;
  const handled = 60 + Math.floor(random.exponential() * 400);
  const agent = `A${String(random.below(200)).padStart(3, '0')}`;
  return `${head},${caseId},${time},support,${CHANNELS[random.below(5)]},${TOPICS[random.below(6)]},${agent},${handled},${random.uniform() < 0.7},\n`;
}

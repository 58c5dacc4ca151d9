import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { bytesOf, type Extent } from '../../src/readers/memory.ts';
import { measure } from './measure.ts';

interface Kind {
  readonly name: string;
  readonly header: string;
  readonly line: (customer: string, day: string, i: number, random: SeededRandom) => string;
  readonly contacts: boolean;
  readonly ids: boolean;
}

const price = (random: SeededRandom) => (5 + random.exponential() * 60).toFixed(2);
const channel = (random: SeededRandom) => ['phone', 'email', 'chat', 'web form'][random.below(4)];

const KINDS: readonly Kind[] = [
  {
    ...{ name: 'purchases', header: 'customer_id,date,amount', contacts: false, ids: false },
    line: (customer, day, _, random) => `${customer},${day},${price(random)}`,
  },
  {
    ...{ name: 'orders and refunds', header: 'order_id,customer_id,date,amount', contacts: false, ids: true },
    line: (customer, day, i, random) => {
      const refund = i % 50 === 49;
      return `O${String(refund ? i - 1 : i).padStart(8, '0')},${customer},${day},${refund ? '-' : ''}${price(random)}`;
    },
  },
  {
    ...{ name: 'contacts', header: 'customer_id,date,channel,topic', contacts: true, ids: false },
    line: (customer, day, _, random) => `${customer},${day},${channel(random)},topic ${random.below(6)}`,
  },
  {
    ...{ name: 'contacts of cases', header: 'case_id,customer_id,date,channel', contacts: true, ids: true },
    line: (customer, day, i, random) => `K${String(i).padStart(8, '0')},${customer},${day},${channel(random)}`,
  },
];

/** Peak memory of `score --json` beside what it is counted on to be. Prints a table; nothing is asserted. */
export async function measureMemory(): Promise<void> {
  console.log('| log | rows | customers | peak | counted on |\n| --- | --- | --- | --- | --- |');
  for (const kind of KINDS) {
    for (const [rows, customers] of [
      [1e6, 1e5],
      [4e6, 1e5],
      [4e6, 8e5],
    ] as const) {
      const { path, extent } = await logOf(kind, rows, customers);
      const { peakMb } = await measure('node', ['bin/cx-roi.js', 'score', path, '--json', '--quiet']);
      const counted = (bytesOf(extent) / 2 ** 20).toFixed(0);
      const size = `${rows.toLocaleString('en')} | ${extent.customers.toLocaleString('en')}`;
      console.log(`| ${kind.name} | ${size} | ${peakMb.toFixed(0)} MB | ${counted} MB |`);
    }
  }
}

async function logOf(kind: Kind, rows: number, most: number): Promise<{ path: string; extent: Extent }> {
  const folder = join(tmpdir(), 'cx-roi-bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind.name.replaceAll(' ', '-')}-${rows}-${most}.csv`);
  const random = new SeededRandom(20_220_425);
  const seen = new Set<number>();
  const blocks = function* () {
    let block = `${kind.header}\n`;
    for (let i = 0; i < rows; i++) {
      const customer = random.below(most);
      seen.add(customer);
      const day = isoDate(18_262 + random.below(730))!;
      block += `${kind.line(`C${String(customer).padStart(7, '0')}`, day, i, random)}\n`;
      if (block.length < 1 << 18) continue;
      yield block;
      block = '';
    }
    yield block;
  };
  if (existsSync(path)) for (const _ of blocks());
  else await pipeline(Readable.from(blocks()), createWriteStream(path));
  const extent = { customers: seen.size, interactions: rows, contacts: kind.contacts ? rows : 0 };
  return { path, extent: { ...extent, texts: kind.ids ? rows : 0 } };
}

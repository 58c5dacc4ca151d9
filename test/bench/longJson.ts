import { DEFAULT_READ_OPTIONS, type Source } from '../../src/domain/reading.ts';
import { readDataset } from '../../src/readers/read.ts';

/** V8's longest string has 2^29 − 24 characters. */
const LONGEST_STRING = 2 ** 29 - 24;
const CHUNK_RECORDS = 4096;

/** Reads one JSON array that no string could hold, made as it is read, and prints rows, bytes, time and memory. */
export async function readLongJson(): Promise<void> {
  let bytes = 0;
  let records = 0;
  const source: Source = {
    name: 'long.json',
    path: 'long.json',
    async *open() {
      bytes = 0;
      records = 0;
      yield Buffer.from('[\n');
      while (bytes <= LONGEST_STRING) {
        const lines = Array.from({ length: CHUNK_RECORDS }, () => recordOf(records++));
        const chunk = Buffer.from(`${bytes === 0 ? '' : ',\n'}${lines.join(',\n')}`);
        bytes += chunk.length;
        yield chunk;
      }
      yield Buffer.from('\n]\n');
    },
  };
  const began = performance.now();
  const { inputs } = await readDataset({ files: [{ source, role: 'auto' }], options: DEFAULT_READ_OPTIONS });
  const { read, used } = inputs[0]!.rows;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const peakMb = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(`${bytes} bytes of JSON in one array (a string holds ${LONGEST_STRING}): ${records} records made`);
  console.log(`${read} read, ${used} used in ${seconds} s, at most ${peakMb} MB resident`);
  if (read !== records || used !== records) throw new Error('records were lost');
}

function recordOf(i: number): string {
  const day = new Date(1_577_836_800_000 + (i % 1000) * 86_400_000).toISOString();
  return JSON.stringify({
    order_id: `O${i}`,
    customer_id: `C${i % 50_000}`,
    date: day,
    amount: (i % 9999) / 100,
    note: PADDING,
  });
}

/** What exports carry along and nobody reads. */
const PADDING =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. '.repeat(2);

import { Readable } from 'node:stream';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { CxRoiError } from '../../src/foundation/errors.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { readDataset } from '../../src/readers/read.ts';
import { mutate, randomMutation, SEEDS } from './mutations.ts';

const MOST_MUTATIONS = 4;
const PIECE_BYTES = 11;

/** Reads mutated files and prints how they ended by kind of file; throws at the first end that no reader may have. */
export async function fuzz(runs: number, seed: number): Promise<void> {
  const random = new SeededRandom(seed);
  const members = Reflect.ownKeys(Object.prototype).length;
  const outcomes = new Map<string, Map<string, number>>();
  let slowestMs = 0;
  const kinds = Object.entries(SEEDS);
  for (let run = 0; run < runs; run++) {
    const [kind, start] = kinds[run % kinds.length]!;
    let bytes = start;
    for (let i = 1 + random.below(MOST_MUTATIONS); i > 0; i--) bytes = mutate(bytes, randomMutation(random));
    const began = performance.now();
    const outcome = await outcomeOf(bytes, kind.includes('json') ? 'fuzz.json' : 'fuzz');
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (Reflect.ownKeys(Object.prototype).length !== members) throw new Error(`a prototype changed: ${show(bytes)}`);
    const counts = outcomes.get(kind) ?? new Map<string, number>();
    outcomes.set(kind, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }
  console.log(`${runs} mutated files, seed ${seed}; the slowest took ${slowestMs.toFixed(0)} ms`);
  for (const [kind, counts] of outcomes) {
    const words = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([outcome, count]) => `${outcome} ${count}`);
    console.log(`  ${kind.padEnd(10)} ${words.join(', ')}`);
  }
}

/** `read`, or the code of the typed error; anything else is a finding. */
async function outcomeOf(bytes: Buffer, name: string): Promise<string> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, i) =>
    bytes.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES),
  );
  const source = { name, open: () => Readable.from(pieces) };
  try {
    const { inputs, dataset } = await readDataset({ files: [{ source, role: 'auto' }], options: DEFAULT_READ_OPTIONS });
    const { read, used, skipped } = inputs[0]!.rows;
    if (read !== used + skipped || dataset.customerIds.length > used) throw new Error('rows were lost');
    return 'read';
  } catch (error) {
    if (error instanceof CxRoiError && error.exitCode === 3) return error.code;
    throw new Error(`not an answer and no typed error: ${show(bytes)}`, { cause: error });
  }
}

function show(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1'));
}

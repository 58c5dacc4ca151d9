import { stat } from 'node:fs/promises';
import { CxRoiError } from '../foundation/errors.ts';
import type { DatasetContext } from './context.ts';
import type { Candidate } from './engines.ts';

/** What the program holds before it reads anything. */
const PROGRAM_BYTES = 120e6;
/**
 * What an interaction and a customer take at the peak of reading and scoring, a little above what was measured where
 * cases and orders have ids (`npm run bench`).
 */
const INTERACTION_BYTES = 200;
const CUSTOMER_BYTES = 900;
/** What gzip makes of logs and lists, about. */
const PACKED_RATIO = 8;

/** Refuses files that would not fit, before the machine swaps. @throws input_limit */
export async function refuseBeyondMemory(candidates: readonly Candidate[], memoryBytes: number): Promise<void> {
  const sizes = await Promise.all(candidates.map(bytesHeld));
  const needed = sizes.reduce((sum, bytes) => sum + bytes, PROGRAM_BYTES);
  if (needed <= memoryBytes) return;
  const enough = `${Math.ceil(needed / 1e9)}GB`;
  throw new CxRoiError(
    'input_limit',
    `These files would take about ${gigabytes(needed)} of memory, and ${gigabytes(memoryBytes)} may be used.`,
    {
      hint: `If the machine has that much, allow it: --memory ${enough}. Else let a database reduce the interactions to features of customers: cx-roi features.`,
    },
  );
}

async function bytesHeld(candidate: Candidate): Promise<number> {
  const { table, parquet } = candidate.look;
  const kind = (table ?? parquet)?.plan.kind ?? 'interactions';
  return (await rowsExpected(candidate)) * (kind === 'customers' ? CUSTOMER_BYTES : INTERACTION_BYTES);
}

/** Fewer rows are as well kept in pieces. */
const MANY_ROWS = 1e6;
/** Rows may be shorter further down, and refunds make rows of their own. */
const MARGIN = 1.1;

/** Makes room for the events of all files at once, where they are many. */
export async function reserveRoom({ dataset }: DatasetContext, candidates: readonly Candidate[]): Promise<void> {
  // How long a packed file is is not known well enough.
  const ofEvents = candidates.filter(
    ({ look, packed }) => !packed && (look.table ?? look.parquet)?.plan.kind !== 'customers',
  );
  const rows = (await Promise.all(ofEvents.map(rowsExpected))).reduce((sum, expected) => sum + expected, 0);
  if (rows > MANY_ROWS) dataset.interactions.reserve(Math.ceil(rows * MARGIN));
}

/** How many rows a file has, by the length of its first ones; none where its length is not known. */
async function rowsExpected({ file, look, packed }: Candidate): Promise<number> {
  const { path } = file.source;
  const info = path === undefined ? null : await stat(path).catch(() => null);
  if (info === null) return 0;
  const { size } = info;
  return look.parquet?.rows ?? (size * (packed ? PACKED_RATIO : 1)) / bytesOfLine(look.text);
}

/** Bytes of a line, on the average of a text's beginning. */
function bytesOfLine(text: string): number {
  const lines = text.split('\n').length;
  return Math.max(1, Buffer.byteLength(text) / lines);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

import { stat } from 'node:fs/promises';
import type { DatasetBuilder } from '../domain/dataset.ts';
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

/** What the files take in memory, about, all of them and their scores at once. */
export async function bytesNeeded(candidates: readonly Candidate[]): Promise<number> {
  const sizes = await Promise.all(candidates.map(bytesHeld));
  return sizes.reduce((sum, bytes) => sum + bytes, PROGRAM_BYTES);
}

/** What counting features in parts takes: for the columns being filled, a customer, an id of a case or an order, and a row's own id. */
const FILLING_BYTES = 30e6;
const COUNTED_CUSTOMER_BYTES = 500;
const ID_BYTES = 50;
const ROW_ID_BYTES = 8;
/** A row of the part at hand, while it is put in order. */
export const PART_ROW_BYTES = 150;

/** What the rows read so far take where they are counted in parts, but for the part at hand. */
export function bytesInParts({ ids, interactions }: DatasetBuilder): number {
  const texts = Object.values(interactions.dictionaries).reduce((sum, { size }) => sum + size, 0);
  const held = ids.size * COUNTED_CUSTOMER_BYTES + texts * ID_BYTES + interactions.rows * ROW_ID_BYTES;
  return PROGRAM_BYTES + FILLING_BYTES + held;
}

/** Files that would not fit are refused before the machine swaps. */
export function beyondMemory(neededBytes: number, memoryBytes: number): CxRoiError {
  const message = `These files would take about ${inWords(neededBytes)} of memory, and ${inWords(memoryBytes)} may be used.`;
  const otherwise =
    'Else reduce the interactions to features of customers, here in parts or in a database: cx-roi features.';
  return new CxRoiError('input_limit', message, { hint: `${allowing(neededBytes)} ${otherwise}` });
}

/** So are files whose customers and ids would not, however their rows are parted. */
export function customersBeyondMemory(neededBytes: number, memoryBytes: number): CxRoiError {
  const message = `The customers of these files and the ids of their cases and orders take more than ${inWords(memoryBytes)} of memory by themselves, the interactions in parts.`;
  const otherwise = 'Else count the features in a database: cx-roi features --sql.';
  return new CxRoiError('input_limit', message, { hint: `${allowing(2 * neededBytes)} ${otherwise}` });
}

function allowing(bytes: number): string {
  const enough = bytes < 1e9 ? `${Math.ceil(bytes / 1e8)}00MB` : `${Math.ceil(bytes / 1e9)}GB`;
  return `If the machine has that much, allow it: --memory ${enough}.`;
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

function inWords(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

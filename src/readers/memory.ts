import { stat } from 'node:fs/promises';
import type { DatasetBuilder } from '../domain/dataset.ts';
import { KIND } from '../domain/fields.ts';
import type { InteractionBuilder } from '../domain/interactionBuilder.ts';
import { CxRoiError } from '../foundation/errors.ts';
import type { DatasetContext } from './context.ts';
import type { Candidate } from './engines.ts';
import type { TablePlan } from './plan.ts';

/** What the program holds before it reads anything. */
const PROGRAM_BYTES = 120e6;
/** What each takes at the peak of reading and scoring, a little above what was measured (`npm run bench -- memory`). */
const CUSTOMER_BYTES = 850;
const INTERACTION_BYTES = 60;
/** Beside it what a contact takes, which belongs to a case; and the text of an id of a case or an order. */
const CONTACT_BYTES = 25;
const ID_BYTES = 30;
/** What gzip makes of logs and lists, about. */
const PACKED_RATIO = 8;

/** Columns that only contacts have. */
const OF_CONTACTS = ['channel', 'topic', 'agent', 'case_id', 'handle_minutes', 'resolved'] as const;

/**
 * What the files take in memory at the least, all of them and their scores at once, as far as their sizes tell: how many
 * customers and cases a log has is only seen by reading it.
 */
export async function bytesAtLeast(candidates: readonly Candidate[]): Promise<number> {
  return sumOver(candidates, (plan) => {
    if (plan?.kind === 'customers') return CUSTOMER_BYTES;
    const contacts = OF_CONTACTS.some((field) => plan?.interactions.has(field));
    return contacts ? INTERACTION_BYTES + CONTACT_BYTES / 2 : INTERACTION_BYTES;
  });
}

/** An interaction, a share of its customer and the ids of its case and order with it. */
const COUNTED_AT_ONCE_BYTES = 200;

/** What suffices as a rule for reading them at once and counting features: to count them in parts costs only time. */
export async function bytesAtOnce(candidates: readonly Candidate[]): Promise<number> {
  return sumOver(candidates, (plan) => (plan?.kind === 'customers' ? CUSTOMER_BYTES : COUNTED_AT_ONCE_BYTES));
}

/** How much there is of what takes memory. */
export interface Extent {
  readonly customers: number;
  readonly interactions: number;
  /** Of the interactions. */
  readonly contacts: number;
  /** Different texts of channels, topics, agents, cases and orders. */
  readonly texts: number;
}

/** What so much takes with its scores, about. */
export function bytesOf({ customers, interactions, contacts, texts }: Extent): number {
  const rows = interactions * INTERACTION_BYTES + contacts * CONTACT_BYTES;
  return PROGRAM_BYTES + customers * CUSTOMER_BYTES + rows + texts * ID_BYTES;
}

/** What was read. */
export function extentOf({ ids, interactions }: DatasetBuilder): Extent {
  return {
    customers: ids.size,
    interactions: interactions.rows,
    contacts: interactions.countOf(KIND.support),
    texts: textsOf(interactions),
  };
}

function textsOf({ dictionaries }: InteractionBuilder): number {
  return Object.values(dictionaries).reduce((sum, { size }) => sum + size, 0);
}

/** What counting features in parts takes: for the columns being filled, a customer, an id of a case or an order, and a row's own id. */
const FILLING_BYTES = 30e6;
const COUNTED_CUSTOMER_BYTES = 500;
const COUNTED_ID_BYTES = 50;
const ROW_ID_BYTES = 8;
/** A row of the part at hand, while it is put in order. */
export const PART_ROW_BYTES = 150;

/** What the rows read so far take where they are counted in parts, but for the part at hand. */
export function bytesInParts({ ids, interactions }: DatasetBuilder): number {
  const texts = textsOf(interactions) * COUNTED_ID_BYTES;
  const held = ids.size * COUNTED_CUSTOMER_BYTES + texts + interactions.rows * ROW_ID_BYTES;
  return PROGRAM_BYTES + FILLING_BYTES + held;
}

/** Files that would not fit by their sizes are refused before they are read. */
export function sizesBeyondMemory(leastBytes: number, memoryBytes: number): CxRoiError {
  return beyondMemory(`at least ${inWords(leastBytes)}`, memoryBytes, 1.5 * leastBytes);
}

/** What would not fit by the customers and cases that were found is refused before it is scored and the machine swaps. */
export function rowsBeyondMemory(neededBytes: number, memoryBytes: number): CxRoiError {
  return beyondMemory(`about ${inWords(neededBytes)}`, memoryBytes, neededBytes);
}

function beyondMemory(amount: string, memoryBytes: number, enoughBytes: number): CxRoiError {
  const message = `These files would take ${amount} of memory, and ${inWords(memoryBytes)} may be used.`;
  const otherwise =
    'Else reduce the interactions to features of customers, here in parts or in a database: cx-roi features.';
  return new CxRoiError('input_limit', message, { hint: `${allowing(enoughBytes)} ${otherwise}` });
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

async function sumOver(
  candidates: readonly Candidate[],
  bytesOfRow: (plan: TablePlan | undefined) => number,
): Promise<number> {
  const sizes = await Promise.all(
    candidates.map(async (candidate) => {
      const { table, parquet } = candidate.look;
      return (await rowsExpected(candidate)) * bytesOfRow((table ?? parquet)?.plan);
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, PROGRAM_BYTES);
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

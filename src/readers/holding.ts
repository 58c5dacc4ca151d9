import type { DatasetBuilder, PartedDataset } from '../domain/dataset.ts';
import { inOnePart } from '../domain/dataset.ts';
import type { Rename } from '../domain/dictionary.ts';
import type { ReadRequest } from '../domain/reading.ts';
import type { DatasetContext } from './context.ts';
import type { Candidate } from './engines.ts';
import {
  bytesAtLeast,
  bytesAtOnce,
  bytesInParts,
  bytesOf,
  customersBeyondMemory,
  extentOf,
  PART_ROW_BYTES,
  reserveRoom,
  rowsBeyondMemory,
  sizesBeyondMemory,
} from './memory.ts';
import { Spill } from './spill.ts';

/** Where the rows of a run are: in memory, or in parts on disk where they would not fit. */
export interface Holding {
  /** The finished tables, once all is read. */
  seal(rename: Rename | null): PartedDataset;
  /** The tables are no longer wanted. */
  close(): void;
}

/** Decides before anything is read, as far as the sizes of files tell. @throws input_limit where they fit in neither way */
export async function holdingFor(
  context: DatasetContext,
  candidates: readonly Candidate[],
  { memoryBytes = Number.POSITIVE_INFINITY, inParts = false }: ReadRequest,
): Promise<Holding> {
  const needed = await (inParts ? bytesAtOnce(candidates) : bytesAtLeast(candidates));
  if (needed > memoryBytes) {
    if (inParts) return new OnDisk(context, memoryBytes);
    throw sizesBeyondMemory(needed, memoryBytes);
  }
  await reserveRoom(context, candidates);
  return {
    seal: (rename) => {
      if (!inParts) refuseBeyond(context.dataset, memoryBytes);
      return inOnePart(context.dataset.seal(context.facts, rename));
    },
    close: () => undefined,
  };
}

/** Only now is it known how many customers and cases there are. @throws input_limit */
function refuseBeyond(dataset: DatasetBuilder, memoryBytes: number): void {
  const needed = bytesOf(extentOf(dataset));
  if (needed > memoryBytes) throw rowsBeyondMemory(needed, memoryBytes);
}

/** Smaller parts cost more to go through than they save. */
const LEAST_ROWS = 10_000;

class OnDisk implements Holding {
  readonly #context: DatasetContext;
  readonly #memoryBytes: number;
  /** Rows as they arrive, then by parts. */
  readonly #arrived = new Spill(() => this.#refuseBeyond());
  readonly #parted: Spill[] = [];
  #isSealed = false;

  constructor(context: DatasetContext, memoryBytes: number) {
    this.#context = context;
    this.#memoryBytes = memoryBytes;
    context.dataset.interactions.putAwayIn(this.#arrived);
  }

  seal(rename: Rename | null): PartedDataset {
    const { dataset, facts } = this.#context;
    const left = this.#memoryBytes - this.#refuseBeyond();
    const store = new Spill();
    this.#parted.push(store);
    const rowsOfPart = Math.max(LEAST_ROWS, Math.floor(left / PART_ROW_BYTES));
    const parted = dataset.sealInParts(facts, rename, { store, rowsOfPart });
    this.#arrived.close();
    this.#isSealed = true;
    return parted;
  }

  close(): void {
    if (!this.#isSealed) this.#arrived.close();
    for (const store of this.#parted.splice(0)) store.close();
  }

  /** Bytes that the customers take by themselves, which no parting makes smaller. */
  #refuseBeyond(): number {
    const needed = bytesInParts(this.#context.dataset);
    if (needed > this.#memoryBytes) throw customersBeyondMemory(needed, this.#memoryBytes);
    return needed;
  }
}

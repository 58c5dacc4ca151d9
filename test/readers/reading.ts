import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '../../src/domain/dataset.ts';
import { INTERACTION_KINDS } from '../../src/domain/fields.ts';
import {
  DEFAULT_READ_OPTIONS,
  type InputFile,
  type ReadOptions,
  type ReadOutcome,
  type Source,
} from '../../src/domain/reading.ts';

import { CxRoiError } from '../../src/foundation/errors.ts';
import { readDataset } from '../../src/readers/read.ts';
import { customerColumn } from '../support/customerColumn.ts';

export type Content = string | Uint8Array;

/** A source in memory that opens once, like standard input, and gives its bytes in pieces. */
export function sourceOf(content: Content, name = 'data.csv', pieceBytes = 1 << 16): Source {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let opened = false;
  return {
    name,
    async *open() {
      if (opened) throw new Error('opened twice');
      opened = true;
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}

export function fileSource(path: string): Source {
  return { name: path, path, open: () => createReadStream(path) };
}

export interface ReadSettings extends Partial<Omit<ReadOptions, 'map'>> {
  readonly map?: Readonly<Record<string, string>>;
  readonly role?: InputFile['role'];
}

/** Reads sources, or the content of a single one, with the default options but those given. */
export function read(input: Content | readonly Source[], settings: ReadSettings = {}): Promise<ReadOutcome> {
  const sources = typeof input === 'string' || input instanceof Uint8Array ? [sourceOf(input)] : input;
  const { map, role = 'auto', ...options } = settings;
  const pairs = Object.entries(map ?? {}) as [never, string][];
  return readDataset({
    files: sources.map((source) => ({ source, role })),
    options: { ...DEFAULT_READ_OPTIONS, ...options, map: new Map(pairs) },
  });
}

/** The error that reading ends in. */
export async function failure(input: Content | readonly Source[], settings: ReadSettings = {}): Promise<CxRoiError> {
  try {
    await read(input, settings);
  } catch (error) {
    if (error instanceof CxRoiError) return error;
    throw error;
  }
  throw new Error('reading did not fail');
}

type Plain = Readonly<Record<string, string | number>>;

/** Every present value of a dataset by customer id, whatever the order of rows and of dictionary codes. */
export function contentOf(dataset: Dataset): { customers: Readonly<Record<string, Plain>>; interactions: Plain[] } {
  const customers: Record<string, Plain> = Object.create(null) as Record<string, Plain>;
  dataset.customerIds.forEach((id, i) => {
    const row: Record<string, string | number> = {};
    for (const [field, values] of dataset.customers.numbers) if (!Number.isNaN(values[i]!)) row[field] = values[i]!;
    for (const [field, { codes, dictionary }] of dataset.customers.texts) {
      if (codes[i]! >= 0) row[field] = dictionary.text(codes[i]!);
    }
    customers[id] = row;
  });
  const interactions = Array.from(customerColumn(dataset.interactions), (customer, row) =>
    interactionAt(dataset, row, dataset.customerIds[customer]!),
  );
  const key = new Map(interactions.map((row) => [row, JSON.stringify(row)]));
  interactions.sort((a, b) => (key.get(a)! < key.get(b)! ? -1 : 1));
  return { customers, interactions };
}

function interactionAt({ interactions: table }: Dataset, row: number, customer: string): Plain {
  const plain: Record<string, string | number> = {
    customer,
    at: new Date(table.timeMs[row]!).toISOString(),
    kind: INTERACTION_KINDS[table.kind[row]!]!,
  };
  for (const [name, values] of Object.entries(table.columns).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const value = values[row]!;
    const missing = values instanceof Uint8Array ? value === 255 : name in table.dictionaries ? value < 0 : false;
    if (missing || Number.isNaN(value)) continue;
    const dictionary = name in table.dictionaries ? table.dictionaries[name as 'channel'] : null;
    plain[name] = dictionary === null ? value : dictionary.text(value);
  }
  return plain;
}

const SHARED = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Path of a file of the shared data, or null where that folder is absent. */
export function sharedFile(path: string): string | null {
  return existsSync(SHARED + path) ? SHARED + path : null;
}

import { readFileSync } from 'node:fs';
import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_READ_OPTIONS, type ReadOutcome } from '../../src/domain/reading.ts';
import { readDataset } from '../../src/readers/read.ts';

/** Reads files of the project, or a text, as the program does. */
export async function outcomeOf(files: readonly string[], text?: string, trace?: string): Promise<ReadOutcome> {
  const named = files.map((name) => [name, readFileSync(name)] as const);
  const all = text === undefined ? named : [...named, ['text', Buffer.from(text)] as const];
  return readDataset({
    files: all.map(([name, bytes]) => ({ source: { name, open: () => once(bytes) }, role: 'auto' })),
    options: DEFAULT_READ_OPTIONS,
    ...(trace === undefined ? {} : { trace }),
  });
}

export async function datasetOf(files: readonly string[], text?: string): Promise<Dataset> {
  return (await outcomeOf(files, text)).dataset;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { readDataset } from '../../src/readers/read.ts';
import { fileSource, sourceOf } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LOG = `customer_id,date,amount\n${'C1,2024-01-05,10.00\n'.repeat(100_000)}`;
const path = join(folder, 'log.csv');
writeFileSync(path, LOG);

async function needed(source = fileSource(path), memoryBytes = 1): Promise<string> {
  const files = [{ source, role: 'auto' as const }];
  return readDataset({ files, options: DEFAULT_READ_OPTIONS, memoryBytes }).then(
    () => 'read',
    (error: unknown) => String(error),
  );
}

it('refuses files that would take more memory than there is, before it reads them, and says how much', async () => {
  expect(await needed()).toMatch(/^CxRoiError: These files would take about 141 MB of memory, and 1 MB may be used/);
  expect(await needed(fileSource(path), 1e9)).toBe('read');
});

it('counts on packed files being several times their size', async () => {
  const packed = join(folder, 'log.csv.gz');
  writeFileSync(packed, gzipSync(LOG));
  expect(await needed(fileSource(packed))).toMatch(/would take about \d+ MB/);
});

it('has no idea of standard input', async () => {
  expect(await needed(sourceOf(LOG), 200e6)).toBe('read');
});

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
  expect(await needed()).toMatch(/^CxRoiError: These files would take at least 127 MB of memory, and 1 MB may be used/);
  expect(await needed(fileSource(path), 1e9)).toBe('read');
});

const MANY = `customer_id,date,channel,case_id\n${Array.from({ length: 20_000 }, (_, i) => `C${i},2024-01-05,phone,K${i}\n`).join('')}`;

it('knows how many customers and cases there are once they are read, and refuses them before they are scored', async () => {
  // 120 MB and, of each of 20,000, a customer, an interaction, a contact and the id of a case; one channel.
  const all = 120e6 + 20_000 * (850 + 60 + 25 + 30) + 30;
  const told = `These files would take about ${Math.ceil(all / 1e6)} MB of memory`;
  expect(await needed(sourceOf(MANY), all - 1)).toContain(told);
  expect(await needed(sourceOf(MANY), all)).toBe('read');
});

it('takes a log of few customers where it did not know that they are few', async () => {
  expect(await needed(fileSource(path), 130e6)).toBe('read');
});

it('counts on packed files being several times their size', async () => {
  const packed = join(folder, 'log.csv.gz');
  writeFileSync(packed, gzipSync(LOG));
  expect(await needed(fileSource(packed))).toMatch(/would take at least \d+ MB/);
});

it('has no idea of standard input before it is read', async () => {
  expect(await needed(sourceOf(LOG), 130e6)).toBe('read');
  expect(await needed(sourceOf(LOG), 125e6)).toMatch(/would take about \d+ MB/);
});

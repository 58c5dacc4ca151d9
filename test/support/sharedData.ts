import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';

const SHARED = new URL('../../../shared/', import.meta.url);

/** A suite on the shared data files, skipped in so many words where they are absent. */
export function describeWithSharedData(title: string, suite: () => void): void {
  if (existsSync(SHARED)) describe(title, suite);
  // The suite itself must not run: suites read their files while they are collected.
  else it.skip(`${title} (skipped: no shared data)`, () => {});
}

const cache = new Map<string, string[][]>();

/** Records of a plain comma-separated shared file, header row left out; no quoted cells. */
export function sharedRecords(path: string): readonly string[][] {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const lines = readFileSync(new URL(path, SHARED), 'utf8').trim().split(/\r?\n/);
  const records = lines.slice(1).map((line) => line.split(','));
  cache.set(path, records);
  return records;
}

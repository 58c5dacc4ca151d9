import type { InputFile, ReadOptions } from '../domain/reading.ts';
import { looksLikeCosts } from './costSigns.ts';
import { looksLikeEvents } from './eventSigns.ts';
import type { SampleRecord } from './sniff.ts';

/** What a table is read as: what it was told to be, or what its rows show it to be that its header does not. */
export function roleOf(
  told: InputFile['role'],
  headers: readonly string[],
  records: readonly SampleRecord[],
  options: ReadOptions,
): InputFile['role'] {
  if (told !== 'auto') return told;
  if (looksLikeCosts(headers, records, options)) return 'costs';
  return looksLikeEvents(headers, records, options) ? 'interactions' : 'auto';
}

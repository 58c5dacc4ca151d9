import { CxRoiError } from '../foundation/errors.ts';
import type { Ledger } from './ledger.ts';
import { countKnown } from './lookUp.ts';

/**
 * The header row with every column named: blank ones by their place, repeated ones with a number. A repeated header
 * that would be mapped is an error, since either of the two could be meant.
 */
export function uniqueHeaders(row: readonly string[], ledger: Ledger): string[] {
  const seen = new Map<string, number>();
  return row.map((cell, index) => {
    const name = cell.trim() || `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    if (times === 1) return name;
    if (countKnown([name]) > 0) throw repeated(name, index, ledger.file);
    const renamed = `${name}_${times}`;
    ledger.say('warning', 'header_repeated', `The header "${name}" stands twice; this one is read as "${renamed}".`);
    return renamed;
  });
}

function repeated(header: string, index: number, file: string): CxRoiError {
  return new CxRoiError('input_headers', `The header "${header}" stands twice, and either column could be meant.`, {
    location: { file, column: index + 1, header },
    hint: 'Rename or remove one of the two columns.',
  });
}

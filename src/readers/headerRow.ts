import { CxRoiError } from '../foundation/errors.ts';
import type { Ledger } from './ledger.ts';
import { columnsOf, keyMatchOf, type TablePlan } from './plan.ts';

/** The names of all columns, each once. */
export interface HeaderRow {
  readonly headers: readonly string[];
  /** Of the headers that stand more than once, the place of the second. */
  readonly repeated: ReadonlyMap<string, number>;
}

/** More is not a message but a list. */
const MOST_SHOWN = 5;

/** The header row with every column named: blank ones by their place, repeated ones with a number. */
export function headerRowOf(row: readonly string[], ledger: Ledger): HeaderRow {
  const names = row.map((cell, index) => cell.trim() || `column ${index + 1}`);
  const taken = new Set(names);
  const times = new Map<string, number>();
  const repeated = new Map<string, number>();
  const headers = names.map((name, index) => {
    const seen = (times.get(name) ?? 0) + 1;
    times.set(name, seen);
    if (seen === 1) return name;
    if (seen === 2) repeated.set(name, index);
    return numbered(name, seen, taken);
  });
  const [first] = repeated;
  if (first === undefined) return { headers, repeated };
  const shown = [...repeated.keys()].slice(0, MOST_SHOWN).map((name) => `"${name}" (${times.get(name)} times)`);
  const more = repeated.size > MOST_SHOWN ? `, and ${repeated.size - MOST_SHOWN} more` : '';
  const called = `the second "${first[0]}" is called "${headers[first[1]]}"`;
  ledger.say('warning', 'header_repeated', `Headers stand more than once: ${shown.join(', ')}${more}; ${called}.`);
  return { headers, repeated };
}

/** `Labels_2`, or the next number that no other column bears. */
function numbered(name: string, number: number, taken: Set<string>): string {
  let next = number;
  while (taken.has(`${name}_${next}`)) next++;
  taken.add(`${name}_${next}`);
  return `${name}_${next}`;
}

/** @throws input_headers where a header that stands twice is read, since either of its columns could be meant */
export function refuseRepeated(plan: TablePlan, { repeated }: HeaderRow, file: string): void {
  const read = [...columnsOf(plan), ...[keyMatchOf(plan) ?? []].flat(), ...plan.covariates];
  const header = read.map((match) => match.header).find((name) => repeated.has(name));
  if (header === undefined) return;
  throw new CxRoiError('input_headers', `The header "${header}" stands twice, and either column could be meant.`, {
    location: { file, column: repeated.get(header)! + 1, header },
    hint: 'Rename or remove one of the two columns.',
  });
}

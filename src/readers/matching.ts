import type { DatasetBuilder } from '../domain/dataset.ts';
import type { InputSummary, Warning } from '../domain/results.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import type { Ledger } from './ledger.ts';
import type { ReadTable } from './look.ts';

/** The customers of one file, and those of them that have no row in a customers file or, listed there, no interactions. */
export type MatchedCustomers = NonNullable<InputSummary['customers']>;

/** What one file brought: its interactions, as a range of rows, and in its ledger the lines of its customers. */
interface FileContent {
  readonly ledger: Ledger;
  readonly tables: readonly ReadTable[];
  readonly firstInteraction: number;
  readonly endInteraction: number;
}

/** A file that is told how its customers meet those of the others. */
export interface MatchedFile extends FileContent {
  customers: MatchedCustomers | null;
}

/** Counts by file the customers that are on one side only, where there are both sides, and says so. */
export function matchCustomers(
  files: readonly MatchedFile[],
  { dataset, warnings }: { readonly dataset: DatasetBuilder; readonly warnings: Warning[] },
): void {
  const matching = new CustomerMatching(dataset, files);
  const matched = matching.match();
  if (matched === null) return;
  for (const [i, file] of files.entries()) file.customers = matched[i] ?? null;
  if (matching.warning !== null) warnings.push(matching.warning);
}

class CustomerMatching {
  readonly #dataset: DatasetBuilder;
  readonly #customers: number;
  /** By customer code, 1: has interactions; 2: has a row of their own. */
  readonly #sides: Uint8Array;
  readonly #files: readonly FileContent[];

  constructor(dataset: DatasetBuilder, files: readonly FileContent[]) {
    this.#dataset = dataset;
    this.#files = files;
    this.#customers = dataset.ids.size;
    this.#sides = new Uint8Array(this.#customers);
    for (const file of files) {
      for (let row = file.firstInteraction; row < file.endInteraction; row++) {
        this.#sides[dataset.interactions.customerAt(row)]! |= ACTIVE;
      }
      if (file.ledger.customers.size === 0) continue;
      for (let code = 0; code < this.#customers; code++)
        if (file.ledger.customers.has(code)) this.#sides[code]! |= LISTED;
    }
  }

  /** The counts of each file in their order, null for one that does not name customers; null without two sides. */
  match(): readonly (MatchedCustomers | null)[] | null {
    const listed = this.#files.some(({ ledger }) => ledger.customers.size > 0);
    const active = this.#files.some((file) => file.endInteraction > file.firstInteraction);
    return listed && active ? this.#files.map((file) => this.#matchFile(file)) : null;
  }

  /** The customers that no customers file lists, over all files; null when there are none. */
  get warning(): Warning | null {
    const count = this.#sides.reduce((sum, sides) => sum + (sides === ACTIVE ? 1 : 0), 0);
    if (count === 0) return null;
    const message = `${count} of ${this.#customers} customers ${count === 1 ? 'is' : 'are'} named by interactions but listed in no customers file.`;
    return { code: 'customers_unlisted', message, count };
  }

  #matchFile(file: FileContent): MatchedCustomers | null {
    const { ledger } = file;
    if (ledger.customers.size > 0) return this.#matchListed(ledger);
    return file.endInteraction > file.firstInteraction ? this.#matchActive(file) : null;
  }

  #matchActive(file: FileContent): MatchedCustomers {
    const { ledger, firstInteraction, endInteraction } = file;
    const named = new Uint8Array(this.#customers);
    for (let row = firstInteraction; row < endInteraction; row++) named[this.#dataset.interactions.customerAt(row)] = 1;
    const codes = this.#codes((code) => named[code] === 1 && this.#sides[code] === ACTIVE);
    const all = named.reduce((sum, one) => sum + one, 0);
    if (codes.length > 0) {
      const message = `${codes.length} of ${all} customers of this file ${verb(codes)} no row in a customers file${this.#samples(codes)}.`;
      const hint =
        codes.length === all
          ? this.#otherKey(file)
          : 'They count with what the interactions say; check that both files use the same ids.';
      ledger.say('warning', 'customers_unlisted', message, hint);
    }
    return { named: all, unmatched: codes.length };
  }

  /** What may tell the customers of both sides apart where their ids do not. */
  #otherKey({ ledger, tables }: FileContent): string {
    const [byId] = tables.flatMap(({ plan }) => (plan.key.how === 'id' ? (plan.customers.get('email') ?? []) : []));
    const listed = this.#files.filter((one) => one.ledger.customers.size > 0);
    const haveAddresses = listed.some((one) => one.tables.some(({ plan }) => plan.customers.has('email')));
    return byId !== undefined && haveAddresses
      ? `Both sides have e-mail addresses; where their ids are not the same, go by those: --id '${ledger.file}:${byId.header}'.`
      : 'Do both files use the same ids? Else name the column that does: --id Header.';
  }

  #matchListed(ledger: Ledger): MatchedCustomers {
    const codes = this.#codes((code) => this.#sides[code] === LISTED && ledger.customers.has(code));
    const all = ledger.customers.size;
    if (codes.length > 0) {
      const message = `${codes.length} of ${all} customers of this file ${verb(codes)} no interactions${this.#samples(codes)}.`;
      ledger.say('note', 'customers_silent', message);
    }
    return { named: all, unmatched: codes.length };
  }

  #codes(belongs: (code: number) => boolean): number[] {
    const codes: number[] = [];
    for (let code = 0; code < this.#customers; code++) if (belongs(code)) codes.push(code);
    return codes;
  }

  /** The first two by id, so that the order of rows does not matter. */
  #samples(codes: readonly number[]): string {
    const { ids } = this.#dataset;
    let first: string | null = null;
    let second: string | null = null;
    for (const code of codes) {
      const id = ids.text(code);
      if (first === null || compareCodeUnits(id, first) < 0) [first, second] = [id, first];
      else if (second === null || compareCodeUnits(id, second) < 0) second = id;
    }
    return `, such as "${first}"${second === null ? '' : ` and "${second}"`}`;
  }
}

function verb(customers: readonly number[]): string {
  return customers.length === 1 ? 'has' : 'have';
}

const [ACTIVE, LISTED] = [1, 2];

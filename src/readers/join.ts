import { ColumnBuilder } from '../domain/columns.ts';
import type { CustomerText } from '../domain/customers.ts';
import type { DatasetBuilder } from '../domain/dataset.ts';
import { InternedStrings } from '../domain/dictionary.ts';
import { compareCodeUnits } from '../foundation/text.ts';

/** How tables without ids name their customers. */
export type OtherKey = 'email' | 'account name';

const FIELDS: Readonly<Record<OtherKey, readonly CustomerText[]>> = {
  email: ['email'],
  'account name': ['account_name', 'name'],
};

/** E-mail addresses and account names of the customers read so far, to join tables that have nothing better. */
export class CustomerNames {
  readonly #names = new InternedStrings();
  /** Customer code of each name. */
  readonly #customers = new ColumnBuilder(Int32Array, -1);
  readonly #shared = new Set<number>();
  readonly #dataset: DatasetBuilder;

  constructor(dataset: DatasetBuilder, how: OtherKey, has: (field: CustomerText) => boolean) {
    this.#dataset = dataset;
    for (const field of FIELDS[how].filter(has)) {
      const { codes, dictionary } = dataset.customers.text(field);
      for (let customer = 0; customer < dataset.ids.size; customer++) {
        const code = codes.get(customer);
        if (code >= 0) this.#add(foldName(dictionary.text(code), how), customer);
      }
    }
  }

  /** Names that several customers bear; the one with the first id gets what is said of them. */
  get shared(): number {
    return this.#shared.size;
  }

  /** The code of the customer of that name, or -1. */
  find(name: string): number {
    const code = this.#names.find(name);
    return code < 0 ? -1 : this.#customers.get(code);
  }

  #add(name: string, customer: number): void {
    const code = this.#names.intern(name);
    const held = this.#customers.get(code);
    const { ids } = this.#dataset;
    if (held >= 0 && held !== customer) this.#shared.add(code);
    if (held < 0 || compareCodeUnits(ids.text(customer), ids.text(held)) < 0) this.#customers.set(code, customer);
  }
}

/** E-mail addresses are compared in lower case, account names as they are. */
export function foldName(name: string, how: OtherKey): string {
  return how === 'email' ? name.trim().toLowerCase() : name.trim();
}

import type { ChunkStore, NumericArray } from '../../src/domain/columns.ts';
import { type Dataset, DatasetBuilder, type PartedDataset } from '../../src/domain/dataset.ts';
import type { InteractionColumn } from '../../src/domain/interactions.ts';
import { customerColumn } from './customerColumn.ts';

/** A store that keeps copies, as a file does. */
export class MemoryStore implements ChunkStore {
  readonly #kept: NumericArray[] = [];

  get puts(): number {
    return this.#kept.length;
  }

  put(values: NumericArray, place = this.#kept.length): number {
    this.#kept[place] = values.slice();
    return place;
  }

  fetch(place: number, into: NumericArray): void {
    into.set(this.#kept[place]!);
  }
}

/** The same data as a reader fills them in, rows from last to first, and finished in parts of about so many rows. */
export function inParts(dataset: Dataset, rowsOfPart: number): PartedDataset {
  const builder = new DatasetBuilder();
  builder.interactions.putAwayIn(new MemoryStore());
  for (const id of dataset.customerIds.toReversed()) builder.ids.intern(id);
  addCustomers(builder, dataset);
  addInteractions(builder, dataset);
  for (let row = 0; row < dataset.costs.rows; row++) {
    const [channel, code] = [dataset.costs.channels, dataset.costs.channel[row]!];
    builder.costs.append({
      timeMs: dataset.costs.timeMs[row]!,
      category: dataset.costs.category[row]! as 0,
      channel: code < 0 ? code : builder.costs.channels.intern(channel.text(code)),
      amountMinor: dataset.costs.amountMinor[row]!,
    });
  }
  return builder.sealInParts(dataset.facts, null, { store: new MemoryStore(), rowsOfPart });
}

function addCustomers({ ids, customers: to }: DatasetBuilder, { customers, customerIds }: Dataset): void {
  customerIds.forEach((id, customer) => {
    const code = ids.find(id);
    if (customers.listed[customer] === 1) to.list(code);
    for (const [field, values] of customers.numbers) to.number(field).set(code, values[customer]!);
    for (const [field, { codes, dictionary }] of customers.texts) {
      const text = to.text(field);
      if (codes[customer]! >= 0) text.codes.set(code, text.dictionary.intern(dictionary.text(codes[customer]!)));
    }
  });
}

function addInteractions({ ids, interactions: to }: DatasetBuilder, { interactions, customerIds }: Dataset): void {
  const { timeMs, kind, columns, dictionaries } = interactions;
  const customers = customerColumn(interactions);
  for (const name of Object.keys(columns) as InteractionColumn[]) to.column(name);
  for (let from = interactions.rows - 1; from >= 0; from--) {
    const row = to.append(ids.find(customerIds[customers[from]!]!), timeMs[from]!, kind[from]!);
    for (const [name, values] of Object.entries(columns) as [InteractionColumn, NumericArray][]) {
      const value = values[from]!;
      const isText = name in dictionaries && value >= 0;
      const coded = name as 'topic';
      to.set(name, row, isText ? to.dictionaries[coded].intern(dictionaries[coded].text(value)) : value);
    }
  }
}

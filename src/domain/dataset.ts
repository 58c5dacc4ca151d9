import { compareCodeUnits } from '../foundation/text.ts';
import { CostBuilder, type CostTable } from './costs.ts';
import { CustomerBuilder, type CustomerTable, customersBetween } from './customers.ts';
import { InternedStrings, type Rename } from './dictionary.ts';
import { InteractionBuilder } from './interactionBuilder.ts';
import { type InteractionParts, type Parting, partInteractions } from './interactionParts.ts';
import type { InteractionTable } from './interactions.ts';

/** Facts about the input that change what a figure may claim, beyond the tables themselves. */
export interface DatasetFacts {
  /** ISO code of the one currency of all money, or null when the files do not say. */
  readonly currency: string | null;
  /** How effort survey answers run, from a header's wording or a preset; null when nothing says. */
  readonly cesScale: CesScale | null;
  /** Whether tenure came with its unit (a header such as "Tenure Months"); false means months were assumed. */
  readonly tenureUnitStated: boolean;
}

/** Effort survey scales: `easy7` 1-7 agree that it was easy, `effort5` 1-5 of effort; the number is the top answer. */
export const CES_SCALES = ['easy7', 'easy5', 'effort5', 'effort7'] as const;
export type CesScale = (typeof CES_SCALES)[number];

/** Everything read, in one key space: `customerIds` is sorted by code unit and both tables are indexed by it. */
export interface Dataset {
  readonly customerIds: readonly string[];
  readonly customers: CustomerTable;
  readonly interactions: InteractionTable;
  /** What was spent, of no customer in particular; without rows where no file says. */
  readonly costs: CostTable;
  readonly facts: DatasetFacts;
}

/** A dataset whose interactions are only had part by part. */
export interface PartedDataset {
  /** All customers, and none of their interactions where these come in several parts. */
  readonly dataset: Dataset;
  /** Datasets of customers who follow each other, in their order: together the whole. Each can be asked for again. */
  readonly parts: Iterable<Dataset>;
}

/** A dataset in memory as its one part. */
export function inOnePart(dataset: Dataset): PartedDataset {
  return { dataset, parts: [dataset] };
}

/** Readers fill this; whatever the order of files and rows, the same content seals to an equivalent dataset. */
export class DatasetBuilder {
  readonly ids = new InternedStrings();
  readonly customers = new CustomerBuilder(() => new InternedStrings());
  readonly interactions = new InteractionBuilder({
    channel: new InternedStrings(),
    topic: new InternedStrings(),
    agent: new InternedStrings(),
    caseId: new InternedStrings(),
    orderId: new InternedStrings(),
  });
  readonly costs = new CostBuilder();

  /** The finished tables; `rename` replaces everything that tells a person, their agents and their cases apart. */
  seal(facts: DatasetFacts, rename: Rename | null = null): Dataset {
    const { rank, ...sealed } = this.#sealCustomers(rename);
    return { ...sealed, interactions: this.interactions.seal(rank, rename), costs: this.costs.seal(), facts };
  }

  /** The same as a dataset without interactions, and the parts that make up the whole, each made when it is asked for. */
  sealInParts(facts: DatasetFacts, rename: Rename | null, parting: Parting): PartedDataset {
    const { rank, ...sealed } = this.#sealCustomers(rename);
    const interactions = partInteractions(this.interactions, rank, rename, parting);
    const none = new InteractionBuilder(interactions.dictionaries).seal(rank, null);
    const dataset = { ...sealed, interactions: none, costs: this.costs.seal(), facts };
    return { dataset, parts: partsOf(dataset, interactions) };
  }

  #sealCustomers(rename: Rename | null) {
    const texts = Array.from({ length: this.ids.size }, (_, code) => named(this.ids.text(code), rename));
    const order = Int32Array.from(texts.keys()).sort((a, b) => compareCodeUnits(texts[a]!, texts[b]!));
    const rank = new Int32Array(order.length);
    for (let i = 0; i < order.length; i++) rank[order[i]!] = i;
    for (const dictionary of [this.ids, ...Object.values(this.interactions.dictionaries)]) dictionary.settle();
    const customerIds = Array.from(order, (code) => texts[code]!);
    return { customerIds, customers: this.customers.seal(order, rename), rank };
  }
}

/** Each part is a dataset of customers who follow each other; they can be gone through as often as wanted. */
function partsOf(dataset: Dataset, { bounds, table }: InteractionParts): Iterable<Dataset> {
  const partAt = (part: number): Dataset => {
    const [from, to] = [bounds[part]!, bounds[part + 1]!];
    const customerIds = dataset.customerIds.slice(from, to);
    return {
      ...dataset,
      customerIds,
      customers: customersBetween(dataset.customers, from, to),
      interactions: table(part),
    };
  };
  return {
    *[Symbol.iterator]() {
      for (let part = 0; part + 1 < bounds.length; part++) yield partAt(part);
    },
  };
}

function named(text: string, rename: Rename | null): string {
  return rename === null ? text : rename(text);
}

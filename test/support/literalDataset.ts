import { COST, type CostCategory } from '../../src/domain/costs.ts';
import type { CustomerNumber, CustomerText } from '../../src/domain/customers.ts';
import { type Dataset, DatasetBuilder, type DatasetFacts } from '../../src/domain/dataset.ts';
import { CUSTOMER_FIELDS, type InteractionKind, KIND } from '../../src/domain/fields.ts';
import { type InteractionColumn, NO_CODE } from '../../src/domain/interactions.ts';
import { MINOR_PER_UNIT } from '../../src/foundation/money.ts';

type Cell = string | number;

export interface LiteralCustomer {
  readonly id: string;
  /** Canonical customer fields: dates as ISO text, money in currency units. */
  readonly [field: string]: Cell;
}

export interface LiteralInteraction {
  readonly id: string;
  readonly at: string;
  readonly kind: InteractionKind;
  readonly amount?: number;
  readonly cost?: number;
  readonly mrr?: number;
  readonly channel?: string;
  readonly topic?: string;
  readonly agent?: string;
  readonly caseId?: string;
  readonly orderId?: string;
  readonly handleSeconds?: number;
  readonly resolved?: 0 | 1;
  readonly inbound?: 0 | 1;
  readonly ces?: number;
  /** Place in BILLING_PERIODS. */
  readonly billingPeriod?: number;
}

export interface LiteralCost {
  readonly at: string;
  readonly category: CostCategory;
  readonly channel?: string;
  readonly amount: number;
}

const NO_FACTS: DatasetFacts = { currency: null, cesScale: null, tenureUnitStated: false };

/** A dataset from rows written out in a test. */
export function literalDataset(
  customers: readonly LiteralCustomer[],
  interactions: readonly LiteralInteraction[] = [],
  facts: Partial<DatasetFacts> = {},
  costs: readonly LiteralCost[] = [],
): Dataset {
  const builder = new DatasetBuilder();
  for (const customer of customers) addCustomer(builder, customer);
  for (const interaction of interactions) addInteraction(builder, interaction);
  for (const { at, category, channel, amount } of costs) {
    builder.costs.append({
      timeMs: Date.parse(at),
      category: COST[category],
      channel: channel === undefined ? NO_CODE : builder.costs.channels.intern(channel),
      amountMinor: amount * MINOR_PER_UNIT,
    });
  }
  return builder.seal({ ...NO_FACTS, ...facts });
}

function addCustomer(builder: DatasetBuilder, { id, ...fields }: LiteralCustomer): void {
  const code = builder.ids.intern(id);
  builder.customers.list(code);
  for (const [field, cell] of Object.entries(fields)) {
    const type = CUSTOMER_FIELDS[field as keyof typeof CUSTOMER_FIELDS];
    if (type === 'text' || type === 'id' || type === 'currency') {
      const column = builder.customers.text(field as CustomerText);
      column.codes.set(code, column.dictionary.intern(String(cell)));
    } else {
      const scale = type === 'money' ? MINOR_PER_UNIT : 1;
      const value = type === 'time' ? Date.parse(String(cell)) : Number(cell) * scale;
      builder.customers.number(field as CustomerNumber).set(code, value);
    }
  }
}

function addInteraction(
  builder: DatasetBuilder,
  { id, at, kind, amount, cost, mrr, ...rest }: LiteralInteraction,
): void {
  const row = builder.interactions.append(builder.ids.intern(id), Date.parse(at), KIND[kind]);
  if (amount !== undefined) builder.interactions.set('amountMinor', row, amount * MINOR_PER_UNIT);
  if (mrr !== undefined) builder.interactions.set('mrrMinor', row, mrr * MINOR_PER_UNIT);
  if (cost !== undefined) builder.interactions.set('costMinor', row, cost * MINOR_PER_UNIT);
  for (const [name, cell] of Object.entries(rest)) {
    const column = name as InteractionColumn;
    const value =
      typeof cell === 'string' ? builder.interactions.dictionaries[name as 'topic'].intern(cell) : (cell as number);
    builder.interactions.set(column, row, value);
  }
}

import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { type Figure, FigureBuilder } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { InteractionTable } from '../../domain/interactions.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { dayOf } from '../../foundation/days.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';

/** Gartner 2019, "Rethink Customer Service Strategy": USD per contact, assisted and self-service. */
export const LIVE_CONTACT_USD = 8.01;
export const SELF_SERVICE_CONTACT_USD = 0.1;

const SELF_SERVICE = /self|portal|faq|\bbot\b|chatbot|\bivr\b|knowledge|community|help ?cent/;

export interface ServiceCost {
  /** Cost to serve up to as-of, per customer, minor units. */
  readonly toDate: Figure;
  /** Contacts priced by the published default, which is in USD. */
  readonly contactsAtDefault: number;
}

export interface ServiceCostInput {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly asOfDay: number | null;
  readonly options: ScoreOptions;
}

/**
 * Cost to serve per customer (METHODS 4): a stated total goes first; else each support contact costs what was
 * recorded, else minutes × rate, else its channel's unit cost: one of them, never a sum.
 */
export function serviceCost(input: ServiceCostInput): ServiceCost {
  const { dataset, grouping } = input;
  const toDate = new FigureBuilder(dataset.customerIds.length);
  const stated = dataset.customers.numbers.get('cost_to_serve');
  const hasLog = dataset.interactions.kind.includes(KIND.support);
  const price = contactPricer(dataset.interactions, input.options);
  let contactsAtDefault = 0;
  for (let i = 0; i < dataset.customerIds.length; i++) {
    const total = stated?.[i] ?? Number.NaN;
    if (!Number.isNaN(total)) toDate.set(i, total, 'observed');
    else if (!hasLog) toDate.leave(i, 'no_contact_log');
    else {
      const priced = priceContacts(input, price, grouping.start[i]!, grouping.start[i + 1]!);
      toDate.set(i, priced.totalMinor, priced.grade);
      contactsAtDefault += priced.atDefault;
    }
  }
  return { toDate, contactsAtDefault };
}

/** Cost to serve goes on at the pace so far; less than a month of tenure counts as one. */
export function servicePerMonth(toDate: number, tenureMonths: number): number {
  return toDate / Math.max(tenureMonths, 1);
}

export interface ContactPrice {
  readonly minor: number;
  readonly assumed: boolean;
}

function priceContacts(
  { dataset, grouping, asOfDay }: ServiceCostInput,
  price: (row: number) => ContactPrice,
  from: number,
  to: number,
): { totalMinor: number; grade: Grade; atDefault: number } {
  const { kind, timeMs } = dataset.interactions;
  const total = new CompensatedSum();
  let atDefault = 0;
  for (let k = from; k < to; k++) {
    const row = grouping.order[k]!;
    if (kind[row] !== KIND.support || (asOfDay !== null && dayOf(timeMs[row]!) > asOfDay)) continue;
    const { minor, assumed } = price(row);
    total.add(minor);
    if (assumed) atDefault++;
  }
  return { totalMinor: total.value, grade: atDefault > 0 ? 'assumed' : 'observed', atDefault };
}

/** What one support contact costs, by its row. */
export function contactPricer(table: InteractionTable, options: ScoreOptions): (row: number) => ContactPrice {
  const { costMinor, handleSeconds, channel } = table.columns;
  const { minuteRate } = options;
  const byChannel = Array.from({ length: table.dictionaries.channel.size }, (_, code) =>
    channelPrice(table.dictionaries.channel.text(code), options),
  );
  const withoutChannel = channelPrice('', options);
  return (row) => {
    const recorded = costMinor?.[row] ?? Number.NaN;
    if (!Number.isNaN(recorded)) return { minor: recorded, assumed: false };
    const seconds = handleSeconds?.[row] ?? Number.NaN;
    if (minuteRate !== null && !Number.isNaN(seconds)) {
      return { minor: (seconds / 60) * minuteRate * MINOR_PER_UNIT, assumed: false };
    }
    return byChannel[channel?.[row] ?? -1] ?? withoutChannel;
  };
}

/** What a contact by a channel costs where nothing else says. */
export function channelPrice(name: string, options: ScoreOptions): ContactPrice {
  const folded = name.trim().toLowerCase();
  const given = Object.hasOwn(options.contactCosts, folded) ? options.contactCosts[folded] : undefined;
  if (given !== undefined) return { minor: given * MINOR_PER_UNIT, assumed: false };
  const usd = SELF_SERVICE.test(folded) ? SELF_SERVICE_CONTACT_USD : LIVE_CONTACT_USD;
  return { minor: usd * MINOR_PER_UNIT, assumed: true };
}

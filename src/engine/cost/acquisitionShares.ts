import type { TextColumn } from '../../domain/customers.ts';
import type { FigureBuilder } from '../../domain/figures.ts';
import type { Warning } from '../../domain/results.ts';
import { firstDayOf } from '../../foundation/months.ts';
import { cohortPeriods } from '../groups.ts';
import { type Books, foldedChannel } from './books.ts';

/** What the shares are taken over: new customers, each in the place of their month in the books. */
export interface NewCustomers {
  readonly startDay: Float64Array;
  /** Place of the customer's month in the books. */
  readonly monthPlace: Float64Array;
  /** 1 for the customers that are charged. */
  readonly counted: Uint8Array;
  /** Null where customers do not say through which channel they came. */
  readonly channels: TextColumn | null;
  /** What customers' own records say they cost, NaN where nothing; undefined where no file does. */
  readonly own: Float64Array | undefined;
}

/** Money of a channel and period, and whom a customer shares it with. */
export interface Charge {
  /** Null: what names no channel. */
  readonly channel: string | null;
  readonly spendMinor: number;
  readonly customers: number;
  /** The customer's own record and what all of them add up to, where the money is shared by these. */
  readonly byRecord: { readonly ownMinor: number; readonly allMinor: number } | null;
}

/** The new customers of a channel and period. */
interface Cell {
  spendMinor: number;
  customers: number;
  /** How many of them have a record of their own, and what these add up to. */
  recorded: number;
  ownMinor: number;
}

/** Channel of the rows that name none; every new customer of the period bears a share of them. */
const SHARED = 0;
/** A channel of a customer that the books do not know. */
const UNKNOWN = -1;

/**
 * The ledger's acquisition money, shared out among the new customers of a channel and a cohort's period (quarter or year):
 * in proportion to their own records where all of them have one, else evenly. What names no channel is shared among all
 * of the period; where customers name no channels, all of it.
 */
export class AcquisitionShares {
  readonly #new: NewCustomers;
  readonly #names: readonly string[];
  /** Channel of each code of the customers' dictionary. */
  readonly #channelOfCode: Int32Array | null;
  readonly #periodOfPlace: Int32Array;
  /** By channel, then by period. */
  readonly #cells: readonly (readonly Cell[])[];
  readonly #strangers = new Set<string>();

  constructor(books: Books, spent: Float64Array, customers: NewCustomers) {
    this.#new = customers;
    const { channels, startDay } = customers;
    const named = [...books.acquisitionByChannel.keys()].filter((name) => name !== '');
    const byChannel = channels !== null && named.length > 0;
    this.#names = byChannel ? ['', ...named] : [''];
    this.#channelOfCode = byChannel ? channelCodes(channels, this.#names) : null;
    this.#periodOfPlace = periodsOf(books, startDay);
    const periods = Math.max(0, ...this.#periodOfPlace) + 1;
    const empty = () => ({ spendMinor: 0, customers: 0, recorded: 0, ownMinor: 0 });
    this.#cells = this.#names.map(() => Array.from({ length: periods }, empty));
    for (const [channel, name] of this.#names.entries()) {
      const months = byChannel ? books.acquisitionByChannel.get(name) : spent;
      months?.forEach((minor, place) => {
        this.#cells[channel]![this.#periodOfPlace[place]!]!.spendMinor += minor;
      });
    }
    for (let i = 0; i < customers.counted.length; i++) if (customers.counted[i] === 1) this.#count(i);
  }

  /** Sets what the customer in a row cost, minor units, and gives it; 0 and a reason where it cannot be said. */
  charge(i: number, cost: FigureBuilder): number {
    const channel = this.#channelAt(i);
    if (channel === null || channel === UNKNOWN) {
      cost.leave(i, channel === null ? 'no_acquisition_channel' : 'no_channel_cost');
      return 0;
    }
    let minor = 0;
    for (const charge of this.chargesOf(i)) minor += shareOf(charge);
    cost.set(i, minor, 'modelled');
    return minor;
  }

  /** What makes up the cost of a customer that is charged. */
  chargesOf(i: number): readonly Charge[] {
    const channel = this.#channelAt(i);
    if (channel === null || channel === UNKNOWN) return [];
    return (channel === SHARED ? [SHARED] : [SHARED, channel]).map((place) => {
      const { spendMinor, customers, recorded, ownMinor } = this.#cells[place]![this.#periodAt(i)]!;
      const byRecord = recorded === customers && ownMinor > 0;
      const records = byRecord ? { ownMinor: this.#new.own![i]!, allMinor: ownMinor } : null;
      return { channel: this.#names[place]! || null, spendMinor, customers, byRecord: records };
    });
  }

  /** Channels that only the books name, and channels that only the customers name. */
  warnings(): Warning[] {
    if (this.#channelOfCode === null) return [];
    const idle = this.#names.filter(
      (name, place) =>
        name !== '' &&
        this.#cells[place]!.some(({ spendMinor }) => spendMinor !== 0) &&
        this.#cells[place]!.every(({ customers }) => customers === 0),
    );
    const uncharged = 'no new customer came through these channels of the ledger, so their money is charged to nobody';
    const unknown =
      'the ledger has no row of these channels, so their cost is unknown (a row of 0 says that one is free)';
    return [
      ...channelWarning('ledger_channel_unknown', idle, uncharged),
      ...channelWarning('channel_without_cost', [...this.#strangers], unknown),
    ];
  }

  #count(i: number): void {
    const channel = this.#channelAt(i);
    this.#add(i, SHARED);
    if (channel === UNKNOWN) {
      const { codes, dictionary } = this.#new.channels!;
      this.#strangers.add(dictionary.text(codes[i]!));
    } else if (channel !== null && channel !== SHARED) this.#add(i, channel);
  }

  #add(i: number, channel: number): void {
    const cell = this.#cells[channel]![this.#periodAt(i)]!;
    cell.customers++;
    const own = this.#new.own?.[i] ?? Number.NaN;
    if (!(own >= 0)) return;
    cell.recorded++;
    cell.ownMinor += own;
  }

  #periodAt(i: number): number {
    return this.#periodOfPlace[this.#new.monthPlace[i]!]!;
  }

  /** Null where customers say their channel and this one does not. */
  #channelAt(i: number): number | null {
    if (this.#channelOfCode === null) return SHARED;
    const code = this.#new.channels!.codes[i]!;
    return code < 0 ? null : this.#channelOfCode[code]!;
  }
}

function shareOf({ spendMinor, customers, byRecord }: Charge): number {
  return byRecord === null ? spendMinor / customers : (spendMinor * byRecord.ownMinor) / byRecord.allMinor;
}

function channelCodes({ dictionary }: TextColumn, names: readonly string[]): Int32Array {
  const places = new Map(names.map((name, place) => [name, place]));
  return Int32Array.from({ length: dictionary.size }, (_, code) => {
    return places.get(foldedChannel(dictionary.text(code))) ?? UNKNOWN;
  });
}

/** The cohort's period of each month of the books, numbered. */
function periodsOf({ firstMonth, lastMonth }: Books, startDay: Float64Array): Int32Array {
  const periodOf = cohortPeriods(startDay);
  const numbers = new Map<string | null, number>();
  return Int32Array.from({ length: lastMonth - firstMonth + 1 }, (_, place) => {
    const period = periodOf?.(firstDayOf(firstMonth + place)) ?? null;
    const number = numbers.get(period) ?? numbers.size;
    numbers.set(period, number);
    return number;
  });
}

const SHOWN_CHANNELS = 5;

function channelWarning(code: string, names: string[], words: string): Warning[] {
  if (names.length === 0) return [];
  const shown = names.sort().slice(0, SHOWN_CHANNELS).join(', ');
  return [{ code, message: `${words}: ${shown}${names.length > SHOWN_CHANNELS ? ', …' : ''}`, count: names.length }];
}

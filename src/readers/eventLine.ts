import type { CustomerEvent } from '../domain/events.ts';
import { INTERACTION_FIELDS, KIND } from '../domain/fields.ts';
import { UNKNOWN } from '../domain/interactions.ts';
import type { ReadOptions } from '../domain/reading.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { nearest } from '../foundation/suggest.ts';
import { expectedOf, inTheAge } from './cells.ts';
import { parseExactly } from './exactJson.ts';
import { foldHeader } from './headers.ts';
import type { Line } from './lines.ts';
import { lookUp } from './lookUp.ts';
import { parseMoney, parseNumber } from './numbers.ts';
import type { ProblemCode } from './problems.ts';
import { pseudonyms } from './pseudonyms.ts';
import { isNoId } from './text.ts';
import { TimeReader, timeEvidence } from './times.ts';
import { flagOf, inboundOf, kindOf, remembered, resolvedOf, saleOutcomeOf } from './words.ts';
import { Zone } from './zones.ts';

/** An event of a stream, ready to be taken in; `problems` are cells that count as missing. */
export interface EventRead {
  readonly customerId: string;
  readonly interactionId: string | null;
  readonly event: CustomerEvent;
  readonly problems: readonly Diagnostic[];
}

type StreamOptions = Pick<ReadOptions, 'timezone' | 'dateOrder' | 'pseudonymKey'>;
type Member = keyof typeof INTERACTION_FIELDS;

const MOST_TRANSFERS = 254;
const SECONDS_PER_MINUTE = 60;

/** Reads events of a stream: a JSON object a line, its members named as the fields of interactions (docs/output.md). */
export class EventLines {
  readonly #file: string;
  readonly #zone: Zone;
  readonly #dateOrder: ReadOptions['dateOrder'];
  readonly #times = new Map<string, TimeReader>();
  readonly #kindOf = remembered(kindOf);
  readonly #flagOf = remembered(flagOf);
  /** Ids as the base has them: by name, or by pseudonym. */
  readonly #nameOf: (text: string) => string;

  constructor(file: string, { timezone, dateOrder, pseudonymKey }: StreamOptions) {
    this.#file = file;
    this.#nameOf = pseudonymKey === null ? (text) => text : pseudonyms(pseudonymKey);
    this.#zone = new Zone(timezone);
    this.#dateOrder = dateOrder;
  }

  /** The event of a line, or why it is none. */
  read({ text, number }: Line): EventRead | Diagnostic {
    const refuse = (code: ProblemCode, message: string, more: Partial<Diagnostic> = {}): Diagnostic => {
      const location = { file: this.#file, line: number };
      return { code, severity: 'error', message, location, ...more };
    };
    if (text === null) return refuse('row_syntax', 'The line is longer than 1 MiB, which is no event.');
    const record = parsed(text);
    if (record === undefined) return refuse('row_syntax', 'The line is not valid JSON.');
    if (record === null) {
      return refuse(
        'row_shape',
        'An event should be an object such as {"customer_id": "C1", "occurred_at": "2024-02-29"}.',
      );
    }
    return this.#readRecord(new EventCells(record, refuse), refuse);
  }

  #readRecord(cells: EventCells, refuse: Refuse): EventRead | Diagnostic {
    const customerId = cells.text('customer_id');
    if (customerId === null)
      return refuse('row_customer', 'The event names no customer.', cells.missing('customer_id'));
    const at = cells.text('occurred_at');
    if (at === null)
      return refuse('row_time', 'The event does not say when it took place.', cells.missing('occurred_at'));
    const timeMs = this.#timeOf(at);
    if (Number.isNaN(timeMs))
      return refuse('row_time', `"occurred_at" should be ${expectedOf('time', at)}.`, { value: at });
    const kind = this.#kindOfEvent(cells);
    if (kind === null) {
      const given = cells.text('type');
      if (given !== null) return refuse('row_type', `"type" should be ${expectedOf('kind', given)}.`, { value: given });
      return refuse(
        'row_type',
        'The event does not say what it is: it has no type, no amount and nothing of a contact.',
        {
          hint: `give "type": ${expectedOf('kind', '')}`,
        },
      );
    }
    const status = cells.text('status');
    if (kind === KIND.purchase && status !== null && saleOutcomeOf(status) !== 'sale') {
      return refuse('row_not_sale', '"status" says that nothing was sold.', { value: status });
    }
    const event = this.#eventOf(cells, { timeMs, kind, status });
    const interactionId = cells.text('interaction_id');
    return { customerId: this.#nameOf(customerId), interactionId, event, problems: cells.problems };
  }

  /** Null for a word of which nothing is known. Without a word an amount makes a purchase, what only contacts have a contact. */
  #kindOfEvent(cells: EventCells): number | null {
    const word = cells.text('type');
    const amount = cells.number('amount', (text) => parseMoney(text, '.'));
    const said = word === null ? wordless(cells, amount) : this.#kindOf(word);
    if (said < 0) return null;
    return said === KIND.purchase && amount < 0 ? KIND.refund : said;
  }

  #eventOf(cells: EventCells, core: { timeMs: number; kind: number; status: string | null }): CustomerEvent {
    const flag = (member: Member) => cells.flag(member, this.#flagOf);
    const resolved = flag('resolved');
    const direction = cells.text('direction');
    const transfers = cells.number('transfers', (text) => parseNumber(text, '.'));
    const minutes = cells.number('handle_minutes', (text) => parseNumber(text, '.'));
    return {
      timeMs: core.timeMs,
      kind: core.kind,
      channel: cells.text('channel'),
      topic: cells.text('topic'),
      agent: this.#named(cells, 'agent'),
      caseId: this.#named(cells, 'case_id'),
      resolved: resolved === UNKNOWN && core.status !== null ? resolvedOf(core.status) : resolved,
      inbound: direction === null ? UNKNOWN : inboundOf(direction),
      personalised: flag('personalised'),
      repeatedInformation: flag('repeated_information'),
      transfers: transfers >= 0 ? Math.min(Math.round(transfers), MOST_TRANSFERS) : UNKNOWN,
      handleSeconds: minutes >= 0 ? Math.fround(minutes * SECONDS_PER_MINUTE) : Number.NaN,
      ces: cells.number('ces', (text) => parseNumber(text, '.')),
    };
  }

  #named(cells: EventCells, member: Member): string | null {
    const text = cells.text(member);
    return text === null ? null : this.#nameOf(text);
  }

  #timeOf(text: string): number {
    const evidence = timeEvidence(text);
    const numeric = evidence === 'epoch milliseconds' || evidence === 'epoch seconds' ? evidence : null;
    const key = numeric ?? '';
    let reader = this.#times.get(key);
    if (reader === undefined) {
      reader = new TimeReader({ order: this.#dateOrder, numeric, zone: this.#zone });
      this.#times.set(key, reader);
    }
    return inTheAge(reader.read(text));
  }
}

/** The members that only a contact has. */
const OF_CONTACTS = [
  ...(['case_id', 'topic', 'channel', 'agent', 'resolved', 'transfers', 'handle_minutes'] as const),
  ...(['ces', 'direction', 'status', 'personalised', 'repeated_information'] as const),
] as const;

/** What an event is that does not say so; −1 where nothing tells. */
function wordless(cells: EventCells, amount: number): number {
  if (!Number.isNaN(amount)) return KIND.purchase;
  return OF_CONTACTS.some((member) => cells.text(member) !== null) ? KIND.support : -1;
}

type Refuse = (code: ProblemCode, message: string, more?: Partial<Diagnostic>) => Diagnostic;

/** The members of one event as cells. */
class EventCells {
  readonly problems: Diagnostic[] = [];
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #refuse: Refuse;

  constructor(record: Readonly<Record<string, unknown>>, refuse: Refuse) {
    this.#record = record;
    this.#refuse = refuse;
  }

  /** Null where the member is absent, null or blank. */
  text(member: Member): string | null {
    const value = Object.hasOwn(this.#record, member) ? this.#record[member] : null;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return null;
    const text = value.trim();
    return text === '' || (INTERACTION_FIELDS[member] === 'id' && isNoId(text)) ? null : text;
  }

  /** NaN where there is none, or none that can be read, which is a problem. */
  number(member: Member, read: (text: string) => number): number {
    const text = this.text(member);
    if (text === null) return Number.NaN;
    const value = read(text);
    if (Number.isNaN(value)) this.#reject(member, text);
    return value;
  }

  flag(member: Member, meaning: (text: string) => number): number {
    const text = this.text(member);
    if (text === null) return UNKNOWN;
    const value = meaning(text);
    if (value === UNKNOWN) this.#reject(member, text);
    return value;
  }

  /** Where a member is missing: the one that is read so in files, else that looks like it. */
  missing(member: Member): Partial<Diagnostic> {
    const names = Object.keys(this.#record);
    const meant = names.find((name) => lookUp('interactions', name, foldHeader(name))?.field === member);
    const near = meant ?? nearest(member, names);
    return near === null || near === member ? {} : { hint: `name "${near}" ${member}` };
  }

  #reject(member: Member, value: string): void {
    const message = `"${member}" should be ${expectedOf(INTERACTION_FIELDS[member], value)}; it counts as missing.`;
    this.problems.push({ ...this.#refuse('cell_unreadable', message, { value }), severity: 'warning' });
  }
}

/** The object of a line; null for JSON that is none, undefined for no JSON. */
function parsed(text: string): Readonly<Record<string, unknown>> | null | undefined {
  try {
    const value = parseExactly(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return undefined;
  }
}

import { ColumnBuilder } from '../../domain/columns.ts';
import type { CustomerEvent } from '../../domain/events.ts';
import { NO, UNKNOWN, YES } from '../../domain/interactions.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import { textHash } from '../../foundation/text.ts';
import { decayByAge, MOST } from '../effort/customerScore.ts';
import { effortOfAnswer } from '../effort/surveys.ts';
import { scoreOfCase } from './caseScore.ts';
import { CaseSlots } from './caseSlots.ts';
import type { Yardsticks } from './yardsticks.ts';

/** A customer's cases beyond this are forgotten, those that were quiet longest first. */
const MOST_CASES = 64;
const MOST_TRANSFERS = 254;
const TOO_OLD = -1;

/**
 * Every customer's cases, contact by contact: the effort wing's rules (METHODS 2), told as it happens. What comes late, older
 * than its case's last contact, counts as a contact and leaves the last word on channel and resolution to the later one.
 */
export class CaseBook {
  readonly slots = new CaseSlots();
  readonly #yardsticks: Yardsticks;
  readonly #gapMs: number;
  readonly #keepDays: number;
  readonly #decay: Float64Array;
  readonly #heads = new ColumnBuilder(Int32Array, -1);
  readonly #counts = new ColumnBuilder(Uint8Array, 0);
  readonly #settledCases = new ColumnBuilder(Int32Array, 0);
  readonly #longestSettledDays = new ColumnBuilder(Float64Array, Number.NaN);

  constructor(yardsticks: Yardsticks, keepDays: number) {
    const { caseWindowDays, effortWindowDays, effortHalfLifeDays } = yardsticks.options;
    this.#yardsticks = yardsticks;
    this.#gapMs = caseWindowDays * MS_PER_DAY;
    this.#keepDays = Math.max(keepDays, effortWindowDays);
    this.#decay = decayByAge(effortWindowDays, effortHalfLifeDays);
  }

  /** The newest case of a customer, or −1; `slots.next` leads on. */
  head(row: number): number {
    return this.#heads.get(row);
  }

  /** How many of the customer's cases were seen resolved, and the longest that any of them took (NaN: none). */
  settledCases(row: number): number {
    return this.#settledCases.get(row);
  }

  longestSettledDays(row: number): number {
    return this.#longestSettledDays.get(row);
  }

  /** Effort 0..100 of a customer at the end of a day on which nothing later is known; 0 without cases, NaN unscorable. */
  effortAt(row: number, day: number): number {
    let [untouched, cases, scored] = [1, 0, 0];
    for (let slot = this.head(row); slot >= 0; slot = this.slots.next(slot)) {
      const part = this.#partOn(slot, day);
      if (part === TOO_OLD) continue;
      cases++;
      if (Number.isNaN(part)) continue;
      scored++;
      untouched *= 1 - part;
    }
    return cases > 0 && scored === 0 ? Number.NaN : 100 * (1 - untouched);
  }

  /** The case that adds most to the customer's effort on a day; −1 where none adds anything. */
  hardestCase(row: number, day: number): number {
    let [hardest, most] = [-1, 0];
    for (let slot = this.head(row); slot >= 0; slot = this.slots.next(slot)) {
      const part = this.#partOn(slot, day);
      if (part > most) [hardest, most] = [slot, part];
    }
    return hardest;
  }

  contact(row: number, event: CustomerEvent): void {
    let slot = this.#caseFor(row, event);
    if (slot < 0) slot = this.#open(row, event);
    this.#gather(slot, event);
    this.#noteAnswer(slot, event);
    this.#noteSettled(row, slot);
    this.#rescore(slot);
  }

  /** An answer on its own belongs to the case it names, else to the one with the latest contact within the case window. */
  answer(row: number, event: CustomerEvent): void {
    const slot = event.caseId === null ? this.#latestWithin(row, event.timeMs) : this.#byId(row, event.caseId);
    if (slot < 0) return;
    this.#noteAnswer(slot, event);
    this.#rescore(slot);
  }

  /** Lets go of cases that no later score can count. */
  prune(row: number, day: number): void {
    const { slots } = this;
    for (let before = -1, slot = this.head(row); slot >= 0; ) {
      const next = slots.next(slot);
      if (day - dayOf(slots.get('lastMs', slot)) > this.#keepDays) this.#close(row, before, slot);
      else before = slot;
      slot = next;
    }
  }

  /** Forgets a customer. */
  clear(row: number): void {
    while (this.head(row) >= 0) this.#close(row, -1, this.head(row));
    this.#settledCases.clear(row);
    this.#longestSettledDays.clear(row);
  }

  /** x of a case, 0..1: NaN unscorable. */
  #partOn(slot: number, day: number): number {
    const age = Math.max(0, day - dayOf(this.slots.get('lastMs', slot)));
    if (age >= this.#decay.length) return TOO_OLD;
    return Math.min((this.#decay[age]! * this.slots.get('score', slot)) / 100, MOST);
  }

  #caseFor(row: number, event: CustomerEvent): number {
    if (event.caseId !== null) return this.#byId(row, event.caseId);
    for (let slot = this.head(row); slot >= 0; slot = this.slots.next(slot)) {
      if (this.slots.caseIds[slot] !== null || this.slots.topics[slot] !== event.topic) continue;
      const after = event.timeMs - this.slots.get('lastMs', slot);
      const before = this.slots.get('firstMs', slot) - event.timeMs;
      if (after <= this.#gapMs && before <= this.#gapMs) return slot;
    }
    return -1;
  }

  #byId(row: number, caseId: string): number {
    let slot = this.head(row);
    while (slot >= 0 && this.slots.caseIds[slot] !== caseId) slot = this.slots.next(slot);
    return slot;
  }

  #latestWithin(row: number, timeMs: number): number {
    let best = -1;
    for (let slot = this.head(row); slot >= 0; slot = this.slots.next(slot)) {
      const lastMs = this.slots.get('lastMs', slot);
      if (lastMs > timeMs || timeMs - lastMs > this.#gapMs) continue;
      if (best < 0 || lastMs > this.slots.get('lastMs', best)) best = slot;
    }
    return best;
  }

  #open(row: number, { timeMs, caseId, topic, channel }: CustomerEvent): number {
    if (this.#counts.get(row) >= MOST_CASES) this.#forgetQuietest(row);
    if (caseId !== null && topic !== null) this.#noteReturn(row, topic, timeMs);
    const slot = this.slots.open(this.head(row), caseId, topic);
    this.#heads.set(row, slot);
    this.#counts.set(row, this.#counts.get(row) + 1);
    const typical = this.#yardsticks.typicalSeconds.get(topic)?.get(channel);
    if (typical !== undefined) this.slots.set('typicalSeconds', slot, typical);
    return slot;
  }

  /** Cases closed on a topic that now comes back under another id were not settled after all. */
  #noteReturn(row: number, topic: string, timeMs: number): void {
    for (let slot = this.head(row); slot >= 0; slot = this.slots.next(slot)) {
      if (this.slots.caseIds[slot] === null || this.slots.topics[slot] !== topic) continue;
      const quietMs = timeMs - this.slots.get('lastMs', slot);
      if (!(quietMs > 0 && quietMs <= this.#gapMs)) continue;
      this.slots.set('returned', slot, 1);
      this.#rescore(slot);
    }
  }

  #gather(slot: number, event: CustomerEvent): void {
    const { slots } = this;
    const late = event.timeMs < slots.get('lastMs', slot);
    slots.set('contacts', slot, slots.get('contacts', slot) + 1);
    if (!(event.timeMs >= slots.get('firstMs', slot))) slots.set('firstMs', slot, event.timeMs);
    if (!late) {
      slots.set('lastMs', slot, event.timeMs);
      slots.set('resolved', slot, event.resolved);
      if (slots.get('returned', slot) === 1) slots.set('returned', slot, 0);
      if (event.channel !== null) this.#noteChannel(slot, textHash(event.channel) || 1);
    }
    if (event.agent !== null) this.#noteAgent(slot, textHash(event.agent) || 1);
    if (event.transfers !== UNKNOWN) {
      const before = slots.get('transfers', slot);
      const transfers = (before === UNKNOWN ? 0 : before) + event.transfers;
      slots.set('transfers', slot, Math.min(transfers, MOST_TRANSFERS));
    }
    if (!Number.isNaN(event.handleSeconds)) {
      slots.set('handleSeconds', slot, (slots.get('handleSeconds', slot) || 0) + event.handleSeconds);
    }
    this.#noteFlag('generic', slot, event.personalised, NO);
    this.#noteFlag('repeatedInformation', slot, event.repeatedInformation, YES);
  }

  #noteChannel(slot: number, channel: number): void {
    const before = this.slots.get('channel', slot);
    if (before === channel) return;
    if (before !== 0) this.slots.set('switches', slot, Math.min(2, this.slots.get('switches', slot) + 1));
    this.slots.set('channel', slot, channel);
  }

  #noteAgent(slot: number, agent: number): void {
    const [first, second] = [this.slots.get('firstAgent', slot), this.slots.get('secondAgent', slot)];
    if (agent === first || agent === second) return;
    if (first === 0) this.slots.set('firstAgent', slot, agent);
    else if (second === 0) this.slots.set('secondAgent', slot, agent);
    else this.slots.set('moreAgents', slot, 1);
  }

  #noteFlag(column: 'generic' | 'repeatedInformation', slot: number, said: number, hard: number): void {
    if (said === UNKNOWN || this.slots.get(column, slot) === 1) return;
    this.slots.set(column, slot, said === hard ? 1 : 0);
  }

  #noteAnswer(slot: number, { ces, timeMs }: CustomerEvent): void {
    const { cesScale } = this.#yardsticks;
    if (cesScale === null || Number.isNaN(ces) || timeMs < this.slots.get('surveyMs', slot)) return;
    const effort = effortOfAnswer(ces, cesScale);
    if (Number.isNaN(effort)) return;
    this.slots.set('surveyMs', slot, timeMs);
    this.slots.set('surveyEffort', slot, effort);
  }

  #noteSettled(row: number, slot: number): void {
    const { slots } = this;
    if (slots.get('resolved', slot) !== YES) return;
    const days = dayOf(slots.get('lastMs', slot)) - dayOf(slots.get('firstMs', slot));
    if (!(days <= this.#longestSettledDays.get(row))) this.#longestSettledDays.set(row, days);
    if (slots.get('settled', slot) === 1) return;
    slots.set('settled', slot, 1);
    this.#settledCases.set(row, this.#settledCases.get(row) + 1);
  }

  #rescore(slot: number): void {
    this.slots.set('score', slot, scoreOfCase(this.slots, slot, this.#yardsticks.weighing));
  }

  #forgetQuietest(row: number): void {
    let [before, quietest, ahead] = [-1, this.head(row), -1];
    for (let slot = this.head(row); slot >= 0; ahead = slot, slot = this.slots.next(slot)) {
      if (this.slots.get('lastMs', slot) < this.slots.get('lastMs', quietest)) [before, quietest] = [ahead, slot];
    }
    this.#close(row, before, quietest);
  }

  #close(row: number, before: number, slot: number): void {
    this.#heads.set(row, this.slots.close(this.head(row), before, slot));
    this.#counts.set(row, this.#counts.get(row) - 1);
  }
}

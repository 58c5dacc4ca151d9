import type { CustomerEvent } from '../../src/domain/events.ts';
import { type InteractionKind, KIND } from '../../src/domain/fields.ts';
import { UNKNOWN } from '../../src/domain/interactions.ts';
import { CustomerStates } from '../../src/engine/alerts/customerStates.ts';
import { alertsOn } from '../../src/engine/alerts/evaluate.ts';
import type { Yardsticks } from '../../src/engine/alerts/yardsticks.ts';
import { publishedWeighing } from '../../src/engine/effort/weights.ts';
import { dayOf } from '../../src/foundation/days.ts';

export type LiteralEvent = Partial<Omit<CustomerEvent, 'timeMs' | 'kind'>> & {
  readonly at: string;
  readonly kind?: InteractionKind;
};

/** An event written out in a test; a contact unless it says otherwise. */
export function literalEvent({ at, kind = 'support', ...rest }: LiteralEvent): CustomerEvent {
  return {
    timeMs: Date.parse(at),
    kind: KIND[kind],
    ...{ channel: null, topic: null, agent: null, caseId: null },
    ...{ resolved: UNKNOWN, inbound: UNKNOWN, personalised: UNKNOWN, repeatedInformation: UNKNOWN },
    ...{ transfers: UNKNOWN, handleSeconds: Number.NaN, ces: Number.NaN },
    ...rest,
  };
}

export const YARDSTICKS: Yardsticks = {
  options: { caseWindowDays: 7, effortWindowDays: 365, effortHalfLifeDays: 90 },
  weighing: publishedWeighing(),
  cesScale: 'easy7',
  observedFromDay: 0,
  typicalSeconds: new Map(),
  lapseWindowDays: null,
  buyingRate: null,
  aliveGiven: null,
};

export const dayNumberOf = (date: string) => dayOf(Date.parse(date));

/** One customer who came on a day and did these things; more of them are taken in by `take`. */
export class OneCustomer {
  readonly states: CustomerStates;
  readonly row: number;

  constructor(startAt: string, yardsticks: Partial<Yardsticks> = {}) {
    this.states = new CustomerStates({ ...YARDSTICKS, ...yardsticks });
    this.row = this.states.add('a', dayNumberOf(startAt));
  }

  take(...events: readonly LiteralEvent[]): this {
    for (const event of events.map(literalEvent)) {
      this.states.advance(this.row, dayOf(event.timeMs));
      this.states.apply(this.row, event);
    }
    return this;
  }

  /** The alerts that stand on a day, told. */
  alertsOn(date: string) {
    const day = dayNumberOf(date);
    this.states.advance(this.row, day);
    return alertsOn(this.states, this.row, day).map(({ rule, tell }) => ({ code: rule.code, ...tell() }));
  }

  codesOn(date: string): string[] {
    return this.alertsOn(date).map(({ code }) => code);
  }
}

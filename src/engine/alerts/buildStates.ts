import { STATUS } from '../../domain/features.ts';
import { dayOf } from '../../foundation/days.ts';
import type { Analysis } from '../analyse.ts';
import { type ContactLog, contactsOf, contactText } from '../effort/contactLog.ts';
import { aliveGiven } from '../revenue/aliveGiven.ts';
import { alertBook } from './alertBook.ts';
import { CustomerStates } from './customerStates.ts';
import { Follower } from './follower.ts';
import { tableEvents } from './tableEvents.ts';
import { handlingKey, type Yardsticks } from './yardsticks.ts';

/** The yardsticks of a scored dataset; nothing of the dataset hangs on them. */
export function yardsticksOf({ dataset, options, effort, lifecycle, revenue }: Analysis): Yardsticks {
  const { caseWindowDays, effortWindowDays, effortHalfLifeDays } = options;
  const { log } = effort;
  return {
    options: { caseWindowDays, effortWindowDays, effortHalfLifeDays },
    weighing: effort.weighing,
    cesScale: options.cesScale ?? dataset.facts.cesScale,
    observedFromDay: log === null ? Number.POSITIVE_INFINITY : firstContactDay(log),
    typicalSeconds: log === null ? new Map() : typicalSeconds(log),
    lapseWindowDays: lifecycle.lapseWindowDays,
    buyingRate: revenue.buyingRate,
    aliveGiven: revenue.purchaseFit === null ? null : aliveGiven(revenue.purchaseFit),
  };
}

function firstContactDay({ cases: { index } }: ContactLog): number {
  let first = Number.POSITIVE_INFINITY;
  for (const timeMs of index.firstMs) if (timeMs < first) first = timeMs;
  return dayOf(first);
}

function typicalSeconds(log: ContactLog): ReadonlyMap<string, number> {
  const typical = new Map<string, number>();
  for (let caseNumber = 0; caseNumber < log.cases.index.cases; caseNumber++) {
    const seconds = log.cases.typicalSeconds(caseNumber);
    if (Number.isNaN(seconds)) continue;
    const first = contactsOf(log, caseNumber)[0]!;
    const key = handlingKey(contactText(log.dataset, 'topic', first), contactText(log.dataset, 'channel', first));
    typical.set(key, seconds);
  }
  return typical;
}

/** Every customer's state on the as-of day: the whole history folded, event by event, as a stream would bring it. */
export function buildStates(analysis: Analysis, yardsticks: Yardsticks): CustomerStates {
  const { dataset, grouping, lifecycle, asOfDay } = analysis;
  const states = new CustomerStates(yardsticks);
  const eventAt = tableEvents(dataset.interactions);
  const renewals = dataset.customers.numbers.get('renewal_date');
  dataset.customerIds.forEach((customerId, row) => {
    states.add(customerId, lifecycle.startDay[row]!);
    if (renewals !== undefined) states.setRenewal(row, dayOf(renewals[row]!));
    for (let place = grouping.start[row]!; place < grouping.end[row]!; place++) {
      const event = eventAt(place);
      const day = dayOf(event.timeMs);
      if (asOfDay === null || day > asOfDay) continue;
      states.advance(row, day);
      states.apply(row, event);
    }
    setStanding(analysis, states, row);
    if (asOfDay !== null) states.advance(row, asOfDay);
  });
  return states;
}

/** What the customers file and the purchase wing know better than the events: who leaves when, and refunds netted. */
function setStanding({ dataset, lifecycle, purchases }: Analysis, states: CustomerStates, row: number): void {
  const endDay = lifecycle.endDay[row]!;
  const churned = lifecycle.status[row] === STATUS.churned;
  // A churn date ahead is known as well: on that day the customer will have left.
  const dates = lifecycle.behaviour === 'subscription' ? dataset.customers.numbers.get('churned_at') : undefined;
  const stated = dayOf(dates?.[row] ?? Number.NaN);
  if (!Number.isNaN(stated)) states.setGone(row, stated);
  else if (churned) states.setGone(row, Number.isNaN(endDay) ? Number.NEGATIVE_INFINITY : endDay);
  const lastDay = purchases?.lastDay[row] ?? Number.NaN;
  if (!Number.isNaN(lastDay)) {
    states.purchases.restore(row, {
      first: purchases!.firstDay[row]!,
      last: lastDay,
      repeats: purchases!.frequency[row]!,
    });
  } else if (lifecycle.status[row] === STATUS.lapsed) {
    // Known to have lapsed by a column of the customers file alone.
    const last = endDay - (lifecycle.lapseWindowDays ?? 0);
    states.purchases.restore(row, { first: last, last, repeats: 0 });
  }
}

/**
 * A follower from the as-of day on. Where the base has no contact log, contacts are taken to be seen from the stream's
 * first day on.
 */
export function followerOf(analysis: Analysis): Follower {
  const yardsticks = yardsticksOf(analysis);
  const { asOfDay } = analysis;
  const observedFromDay = Number.isFinite(yardsticks.observedFromDay) ? yardsticks.observedFromDay : (asOfDay ?? 0) + 1;
  return new Follower(buildStates(analysis, { ...yardsticks, observedFromDay }), alertBook(analysis), asOfDay);
}

import { STATUS } from '../../domain/features.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import { dayOf } from '../../foundation/days.ts';
import type { Analysis } from '../analyse.ts';
import { type ContactLog, contactsOf, contactText } from '../effort/contactLog.ts';
import { aliveGiven } from '../revenue/aliveGiven.ts';
import { alertBook } from './alertBook.ts';
import { CustomerStates } from './customerStates.ts';
import { Follower } from './follower.ts';
import { tableEvents } from './tableEvents.ts';
import type { Yardsticks } from './yardsticks.ts';

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

function typicalSeconds(log: ContactLog): Yardsticks['typicalSeconds'] {
  const { topic, channel } = log.dataset.interactions.columns;
  const { channel: channels } = log.dataset.interactions.dictionaries;
  const typical = new Map<string | null, Map<string | null, number>>();
  const seen = new Set<number>();
  log.cases.typicalSeconds.forEach((seconds, caseNumber) => {
    if (Number.isNaN(seconds)) return;
    const first = contactsOf(log, caseNumber)[0]!;
    // Texts are read once a pair of codes, not once a case.
    const pair = (topic?.[first] ?? NO_CODE) * (channels.size + 1) + (channel?.[first] ?? NO_CODE);
    if (seen.has(pair)) return;
    seen.add(pair);
    const about = contactText(log.dataset, 'topic', first);
    const byChannel = typical.get(about) ?? new Map<string | null, number>();
    typical.set(about, byChannel.set(contactText(log.dataset, 'channel', first), seconds));
  });
  return typical;
}

/** Every customer's state on the as-of day. */
export function buildStates(analysis: Analysis, yardsticks: Yardsticks): CustomerStates {
  const { dataset } = analysis;
  const states = new CustomerStates(yardsticks);
  const fold = historyFolder(analysis, states, 'written');
  dataset.customerIds.forEach((customerId, customer) => {
    fold(customer, states.ids.intern(customerId));
  });
  return states;
}

/**
 * States of one customer after another, in row 0: nothing is kept of those before, so that a million customers take the
 * room of one.
 */
export function statesOneByOne(
  analysis: Analysis,
  yardsticks: Yardsticks,
  caseIds: 'written' | 'untold',
): (customer: number) => CustomerStates {
  const states = new CustomerStates(yardsticks);
  const fold = historyFolder(analysis, states, caseIds);
  return (customer) => {
    states.clear(0);
    fold(customer, 0);
    return states;
  };
}

/** Folds a customer's whole history into a row of states, event by event, as a stream would bring it. */
function historyFolder(
  analysis: Analysis,
  states: CustomerStates,
  caseIds: 'written' | 'untold',
): (customer: number, row: number) => void {
  const { dataset, grouping, lifecycle, asOfDay } = analysis;
  const eventAt = tableEvents(dataset.interactions, caseIds);
  const renewals = dataset.customers.numbers.get('renewal_date');
  return (customer, row) => {
    states.begin(row, lifecycle.startDay[customer]!, asOfDay ?? undefined);
    if (renewals !== undefined) states.setRenewal(row, dayOf(renewals[customer]!));
    for (let i = grouping.start[customer]!; i < grouping.start[customer + 1]!; i++) {
      const event = eventAt(grouping.order[i]!);
      const day = dayOf(event.timeMs);
      if (asOfDay === null || day > asOfDay) continue;
      states.advance(row, day);
      states.apply(row, event);
    }
    setStanding(analysis, states, { customer, row });
    if (asOfDay !== null) states.advance(row, asOfDay);
  };
}

/** What the customers file and the purchase wing know better than the events: who leaves when, and refunds netted. */
function setStanding(
  { dataset, lifecycle, purchases }: Analysis,
  states: CustomerStates,
  { customer, row }: { customer: number; row: number },
): void {
  const endDay = lifecycle.endDay[customer]!;
  const churned = lifecycle.status[customer] === STATUS.churned;
  // A churn date ahead is known as well: on that day the customer will have left.
  const dates = lifecycle.behaviour === 'subscription' ? dataset.customers.numbers.get('churned_at') : undefined;
  const stated = dayOf(dates?.[customer] ?? Number.NaN);
  if (!Number.isNaN(stated)) states.setGone(row, stated);
  else if (churned) states.setGone(row, Number.isNaN(endDay) ? Number.NEGATIVE_INFINITY : endDay);
  const lastDay = purchases?.lastDay[customer] ?? Number.NaN;
  if (!Number.isNaN(lastDay)) {
    states.purchases.restore(row, {
      first: purchases!.firstDay[customer]!,
      last: lastDay,
      repeats: purchases!.frequency[customer]!,
    });
  } else if (lifecycle.status[customer] === STATUS.lapsed) {
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

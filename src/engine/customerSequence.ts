import { STATUSES } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import type { Grade } from '../domain/grades.ts';
import { type CustomerResult, type CustomerSequence, EFFORT_STATUSES, type EffortStatus } from '../domain/results.ts';
import { dayOf, isoDates } from '../foundation/days.ts';
import { MINOR_PER_UNIT } from '../foundation/money.ts';
import { type ActionInput, nextStep } from './actions.ts';
import { byStake, GradeBook, outputAt, type PlacedFigure } from './customerRows.ts';
import { nextPurchaseDay } from './nextPurchase.ts';
import { noEvidence } from './retention/measure.ts';
import type { Wings } from './wings.ts';

/** The result's customers, most at stake first; a row is built when someone looks at it. */
export function customerSequence(wings: Wings): CustomerSequence {
  const order = byStake(wings.retention.atStake);
  const build = rowBuilder(wings);
  return {
    length: order.length,
    at: (index) => build(order[index]!),
    *[Symbol.iterator]() {
      for (const row of order) yield build(row);
    },
  };
}

/** Builds the row of a customer by their place in the dataset. */
export function rowBuilder(wings: Wings): (row: number) => CustomerResult {
  const { dataset, lifecycle, effort, retention } = wings;
  const placed = placeFigures(wings);
  const { cost, whole } = placed;
  const book = new GradeBook(Object.values(placed).flatMap((section) => Object.values(section)));
  const sections = sectionReaders(wings, placed);
  const advice = actionInput(wings);
  const segment = dataset.customers.texts.get('segment');
  return (row) => {
    const { grades, reasons } = book.of(row);
    const segmentCode = segment?.codes[row] ?? -1;
    return {
      customerId: dataset.customerIds[row]!,
      segment: segmentCode < 0 ? null : segment!.dictionary.text(segmentCode),
      status: STATUSES[lifecycle.status[row]!]!,
      revenue: sections.revenue(row),
      value: sections.value(row, grades['value.expected'] ?? 'observed'),
      effort: sections.effort(row, EFFORT_STATUSES[effort.status[row]!] ?? null),
      retention: sections.retention(row, grades['retention.uplift'] ?? retention.portfolio.grade),
      cost: {
        acquisition: outputAt(cost.acquisition, row),
        service: outputAt(cost.service, row),
        retention: outputAt(cost.retention, row),
        ltvToCac: outputAt(cost.ltvToCac, row),
        paybackMonths: outputAt(cost.paybackMonths, row),
      },
      roi: outputAt(whole.roi, row),
      atStake: outputAt(whole.atStake, row),
      action: nextStep(advice, row),
      grades,
      reasons,
    };
  };
}

/** Each section is written out: objects of one fixed shape are built many times faster than key by key. */
function sectionReaders({ revenue: wing, retention: wingRetention }: Wings, placed: ReturnType<typeof placeFigures>) {
  const { revenue, value, days, effort, retention } = placed;
  const dateOf = isoDates();
  return {
    revenue: (row: number) => ({
      gross: outputAt(revenue.gross, row),
      refunds: outputAt(revenue.refunds, row),
      net: outputAt(revenue.net, row),
      orders: outputAt(revenue.orders, row),
      firstAt: dateOf(wing.firstDay[row]!),
      lastAt: dateOf(wing.lastDay[row]!),
    }),
    value: (row: number, grade: Grade) => ({
      observedMargin: outputAt(value.observedMargin, row),
      expected: outputAt(value.expected, row),
      low: outputAt(value.low, row),
      high: outputAt(value.high, row),
      probabilityAlive: outputAt(value.probabilityAlive, row),
      expectedPurchases: outputAt(value.expectedPurchases, row),
      nextPurchaseDays: outputAt(value.nextPurchaseDays, row),
      silenceRank: outputAt(value.silenceRank, row),
      nextPurchaseAt: dateOf(outputAt(days.nextPurchaseAt, row) ?? Number.NaN),
      grade,
    }),
    effort: (row: number, status: EffortStatus | null) => ({
      score: outputAt(effort.score, row),
      cases: outputAt(effort.cases, row),
      contacts: outputAt(effort.contacts, row),
      coverage: outputAt(effort.coverage, row),
      status,
    }),
    retention: (row: number, grade: Grade) => ({
      now: outputAt(retention.now, row),
      easy: outputAt(retention.easy, row),
      uplift: outputAt(retention.uplift, row),
      low: outputAt(retention.low, row),
      high: outputAt(retention.high, row),
      upliftValue: outputAt(retention.upliftValue, row),
      grade,
      weightOnData: wingRetention.weightOnData,
    }),
  };
}

function placeFigures(wings: Wings) {
  const { revenue, effort, retention, cost } = wings;
  const money = (path: string, figure: Figure): PlacedFigure => ({ path, figure, divisor: MINOR_PER_UNIT });
  const plain = (path: string, figure: Figure): PlacedFigure => ({ path, figure, divisor: 1 });
  return {
    revenue: {
      gross: money('revenue.gross', revenue.gross),
      refunds: money('revenue.refunds', revenue.refunds),
      net: money('revenue.net', revenue.net),
      orders: plain('revenue.orders', revenue.orders),
    },
    value: {
      observedMargin: money('value.observedMargin', revenue.observedMargin),
      expected: money('value.expected', revenue.expected),
      low: money('value.low', revenue.low),
      high: money('value.high', revenue.high),
      probabilityAlive: plain('value.probabilityAlive', revenue.probabilityAlive),
      expectedPurchases: plain('value.expectedPurchases', revenue.expectedPurchases),
      nextPurchaseDays: plain('value.nextPurchaseDays', revenue.nextPurchaseDays),
      silenceRank: plain('value.silenceRank', revenue.silenceRank),
    },
    days: { nextPurchaseAt: plain('value.nextPurchaseAt', nextPurchaseDay(wings)) },
    effort: {
      score: plain('effort.score', effort.score),
      cases: plain('effort.cases', effort.cases),
      contacts: plain('effort.contacts', effort.contacts),
      coverage: plain('effort.coverage', effort.coverage),
    },
    retention: {
      now: plain('retention.now', retention.now),
      easy: plain('retention.easy', retention.easy),
      uplift: plain('retention.uplift', retention.uplift),
      low: plain('retention.low', retention.low),
      high: plain('retention.high', retention.high),
      upliftValue: money('retention.upliftValue', retention.upliftValue),
    },
    cost: {
      acquisition: money('cost.acquisition', cost.acquisition),
      service: money('cost.service', cost.service),
      retention: money('cost.retention', cost.retention),
      ltvToCac: plain('cost.ltvToCac', cost.ltvToCac),
      paybackMonths: plain('cost.paybackMonths', cost.paybackMonths),
    },
    whole: { roi: plain('roi', cost.roi), atStake: money('atStake', retention.atStake) },
  };
}

function actionInput(wings: Wings): ActionInput {
  const { dataset, options, lifecycle, revenue, effort, retention } = wings;
  const left = wings.endsAhead ? dataset.customers.numbers.get('churned_at') : undefined;
  const { contracts } = lifecycle;
  const stated = dataset.customers.numbers.get('renewal_date')?.map(dayOf);
  const renewal = contracts?.from === 'renewal dates' ? contracts.paidUntilDay : stated;
  return {
    lifecycle,
    currency: dataset.facts.currency,
    horizonMonths: options.horizonMonths,
    effortScore: effort.score,
    effortStatusAt: (row) => EFFORT_STATUSES[effort.status[row]!] ?? null,
    hasOpenCase: effort.endsUnresolved,
    upliftValue: retention.upliftValue,
    noEvidence: noEvidence(retention.measured),
    atStake: retention.atStake,
    largeStakeMinor: largestTenth(retention.atStake),
    probabilityAlive: revenue.probabilityAlive,
    renewalDay: (row) => renewal?.[row] ?? Number.NaN,
    leavingDay: (row) => (left === undefined ? Number.NaN : dayOf(left[row]!)),
    lastPurchaseDay: revenue.lastDay,
  };
}

/** The least stake of the tenth of customers with most at stake, of those with anything to lose. */
function largestTenth({ values }: Figure): number {
  const stakes = values.filter((value) => value > 0).sort();
  return stakes[Math.floor(stakes.length * 0.9)] ?? Number.POSITIVE_INFINITY;
}

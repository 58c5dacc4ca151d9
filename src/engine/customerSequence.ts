import { STATUSES } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import { type CustomerResult, type CustomerSequence, EFFORT_STATUSES } from '../domain/results.ts';
import { dayOf, isoDate } from '../foundation/days.ts';
import { MINOR_PER_UNIT } from '../foundation/money.ts';
import { type ActionInput, nextStep } from './actions.ts';
import { byStake, GradeBook, outputAt, type PlacedFigure } from './customerRows.ts';
import { nextPurchaseDay } from './nextPurchase.ts';
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

function rowBuilder(wings: Wings): (row: number) => CustomerResult {
  const { dataset, lifecycle, revenue, effort, retention } = wings;
  const placed = placeFigures(wings);
  const book = new GradeBook(Object.values(placed).flatMap((section) => Object.values(section)));
  const advice = actionInput(wings);
  const segment = dataset.customers.texts.get('segment');
  return (row) => {
    const { grades, reasons } = book.of(row);
    const segmentCode = segment?.codes[row] ?? -1;
    return {
      customerId: dataset.customerIds[row]!,
      segment: segmentCode < 0 ? null : segment!.dictionary.text(segmentCode),
      status: STATUSES[lifecycle.status[row]!]!,
      revenue: {
        ...readSection(placed.revenue, row),
        firstAt: isoDate(revenue.firstDay[row]!),
        lastAt: isoDate(revenue.lastDay[row]!),
      },
      value: {
        ...readSection(placed.value, row),
        nextPurchaseAt: isoDate(outputAt(placed.days.nextPurchaseAt, row) ?? Number.NaN),
        grade: grades['value.expected'] ?? 'observed',
      },
      effort: { ...readSection(placed.effort, row), status: EFFORT_STATUSES[effort.status[row]!] ?? null },
      retention: {
        ...readSection(placed.retention, row),
        grade: grades['retention.uplift'] ?? retention.portfolio.grade,
        weightOnData: retention.weightOnData,
      },
      cost: readSection(placed.cost, row),
      ...readSection(placed.whole, row),
      action: nextStep(advice, row),
      grades,
      reasons,
    };
  };
}

type Section<K extends string> = Readonly<Record<K, PlacedFigure>>;

function readSection<K extends string>(section: Section<K>, row: number): Record<K, number | null> {
  const values = {} as Record<K, number | null>;
  for (const key in section) values[key] = outputAt(section[key], row);
  return values;
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

function actionInput({ dataset, options, lifecycle, revenue, effort, retention }: Wings): ActionInput {
  const renewal = dataset.customers.numbers.get('renewal_date');
  return {
    lifecycle,
    currency: dataset.facts.currency,
    horizonMonths: options.horizonMonths,
    effortScore: effort.score,
    effortStatusAt: (row) => EFFORT_STATUSES[effort.status[row]!] ?? null,
    hasOpenCase: effort.endsUnresolved,
    upliftValue: retention.upliftValue,
    atStake: retention.atStake,
    largeStakeMinor: largestTenth(retention.atStake),
    probabilityAlive: revenue.probabilityAlive,
    renewalDay: (row) => dayOf(renewal?.[row] ?? Number.NaN),
    lastPurchaseDay: revenue.lastDay,
  };
}

/** The least stake of the tenth of customers with most at stake, of those with anything to lose. */
function largestTenth({ values }: Figure): number {
  const stakes = values.filter((value) => value > 0).sort();
  return stakes[Math.floor(stakes.length * 0.9)] ?? Number.POSITIVE_INFINITY;
}

import type { StatusExplained } from '../../domain/explainReport.ts';
import { STATUS } from '../../domain/features.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import type { Explained } from './known.ts';

/** Why a customer counts as active, churned, lapsed or unknown. */
export function statusExplained(explained: Explained): StatusExplained {
  const { analysis, customer } = explained;
  const { startDay, endDay, tenureMonths } = analysis.lifecycle;
  const tenure = tenureMonths[customer]!;
  return {
    because: because(explained),
    startAt: isoDate(startDay[customer]!),
    endAt: isoDate(endDay[customer]!),
    tenureMonths: Number.isNaN(tenure) ? null : tenure,
  };
}

function because(explained: Explained): string {
  const { analysis, customer } = explained;
  const { status, startDay, asOfDay } = analysis.lifecycle;
  const first = startDay[customer]!;
  if (asOfDay !== null && first > asOfDay) return `first seen on ${isoDate(first)}, after the as-of day`;
  if (status[customer] === STATUS.unknown) return 'nothing in the data says whether they are still a customer';
  return analysis.lifecycle.behaviour === 'subscription' ? byContract(explained) : byPurchases(explained);
}

function byContract({ analysis, customer }: Explained): string {
  const { numbers, texts } = analysis.dataset.customers;
  const { endDay, status, asOfDay } = analysis.lifecycle;
  const churnedAt = numbers.get('churned_at')?.[customer] ?? Number.NaN;
  const end = isoDate(endDay[customer]!);
  if (end !== null) return Number.isNaN(churnedAt) ? `cancelled on ${end}` : `left on ${end}, as the files say`;
  const flag = numbers.get('churned')?.[customer] ?? Number.NaN;
  const word = texts.get('status');
  if (!Number.isNaN(churnedAt) && asOfDay !== null && dayOf(churnedAt) > asOfDay) {
    return `left on ${isoDate(dayOf(churnedAt))}, after the as-of day`;
  }
  if (!Number.isNaN(flag)) return `the churn flag of the files says ${flag === 1 ? 'yes' : 'no'}`;
  if ((word?.codes[customer] ?? -1) >= 0) return `the files say "${word!.dictionary.text(word!.codes[customer]!)}"`;
  return status[customer] === STATUS.active ? 'no churn date, no cancellation' : 'the files say so';
}

function byPurchases({ analysis, customer, row }: Explained): string {
  const { lapseWindowDays, status } = analysis.lifecycle;
  if (status[customer] === STATUS.churned) return 'the churn flag of the files says yes';
  const last = row.revenue.lastAt;
  if (last === null) return 'the churn flag of the files says no';
  const words = `last bought on ${last}, and a lapse is ${lapseWindowDays} days without a purchase`;
  return status[customer] === STATUS.lapsed
    ? `${words}: lapsed on ${isoDate(analysis.lifecycle.endDay[customer]!)}`
    : words;
}

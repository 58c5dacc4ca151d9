import type { StatusExplained } from '../../domain/explainReport.ts';
import { STATUS } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import { unusedStatusWord } from '../statusWords.ts';
import type { Explained } from './known.ts';

/** Why a customer counts as active, churned, lapsed or unknown. */
export function statusExplained(explained: Explained): StatusExplained {
  const { analysis, customer } = explained;
  const { startDay, endDay, tenureMonths, lapseWindowDays } = analysis.lifecycle;
  const tenure = tenureMonths[customer]!;
  return {
    because: because(explained),
    startAt: isoDate(startDay[customer]!),
    endAt: isoDate(endDay[customer]!),
    tenureMonths: Number.isNaN(tenure) ? null : tenure,
    lapseWindowDays,
  };
}

function because(explained: Explained): string {
  const { analysis, customer } = explained;
  const { status, startDay, asOfDay } = analysis.lifecycle;
  const first = startDay[customer]!;
  if (asOfDay !== null && first > asOfDay) return `first seen on ${isoDate(first)}, after the as-of day`;
  if (status[customer] === STATUS.unknown) {
    const word = unusedStatusWord(analysis.dataset, analysis.lifecycle, customer);
    return word === null
      ? 'nothing in the data says whether they are still a customer'
      : `the status "${word}" counts for subscribers only (--behaviour subscription), and nothing else says whether they are still a customer`;
  }
  return analysis.lifecycle.behaviour === 'subscription' ? byContract(explained) : byPurchases(explained);
}

function byContract(explained: Explained): string {
  const { analysis, customer } = explained;
  const { numbers, texts } = analysis.dataset.customers;
  const { endDay, status, asOfDay } = analysis.lifecycle;
  const churnedAt = numbers.get('churned_at')?.[customer] ?? Number.NaN;
  const end = isoDate(endDay[customer]!);
  if (end !== null && !Number.isNaN(churnedAt)) return `left on ${end}, as the files say`;
  if (end !== null && hasCancelled(explained)) return `cancelled on ${end}`;
  const flag = numbers.get('churned')?.[customer] ?? Number.NaN;
  const word = texts.get('status');
  const said = !Number.isNaN(flag) || (word?.codes[customer] ?? -1) >= 0;
  if (end !== null && !said) return `paid until ${end}, and the next payment has not come`;
  if (!Number.isNaN(churnedAt) && asOfDay !== null && dayOf(churnedAt) > asOfDay) {
    return `left on ${isoDate(dayOf(churnedAt))}, after the as-of day`;
  }
  const since = end === null ? '' : `, and nothing is heard or paid for after ${end}`;
  if (!Number.isNaN(flag)) return `the churn flag of the files says ${flag === 1 ? 'yes' : 'no'}${since}`;
  if (said) return `the files say "${word!.dictionary.text(word!.codes[customer]!)}"${since}`;
  return status[customer] === STATUS.active ? activeBecause(explained) : 'the files say so';
}

function activeBecause({ analysis, customer }: Explained): string {
  const paidUntil = isoDate(analysis.lifecycle.contracts?.paidUntilDay[customer] ?? Number.NaN);
  return paidUntil === null
    ? 'no churn date, no cancellation'
    : `no churn date, no cancellation; paid until ${paidUntil}`;
}

function hasCancelled({ analysis: { dataset }, customer }: Explained): boolean {
  const { kind, start } = dataset.interactions;
  return kind.subarray(start[customer]!, start[customer + 1]!).includes(KIND.cancellation);
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

import { toUnits } from '../../foundation/money.ts';
import { isoMonth } from '../../foundation/months.ts';
import type { Acquisition } from '../cost/acquisition.ts';
import type { MonthShare } from '../cost/presence.ts';
import { columnsOf, data, inWords, overTerms, sumOf, type Written, written } from './formula.ts';
import type { Explained } from './known.ts';

/** The customer's part of the ledger's acquisition money of their period; null where it is charged with none. */
export function acquisitionByLedger({ chargesOf }: Acquisition, customer: number): Written | null {
  const charges = chargesOf?.(customer) ?? [];
  if (charges.length === 0) return null;
  return sumOf(
    charges.map(({ channel, spendMinor, customers, byRecord }, i) => {
      const whose = channel === null ? 'that name no channel' : `of ${channel}`;
      const spent = data(`S_${i}`, toUnits(spendMinor), 'money', `acquisition rows ${whose}, of the customer's period`);
      if (byRecord === null) return written`${spent} / ${data(`N_${i}`, customers, 'count', 'new customers they won')}`;
      const own = data('own', toUnits(byRecord.ownMinor), 'money', 'acquisition_cost of the customer');
      return written`${spent} × ${own} / ${data(`R_${i}`, toUnits(byRecord.allMinor), 'money', 'the same of all they won')}`;
    }),
  );
}

/** What a customer bears of money that is shared evenly among those present in each month. */
export function monthlyByLedger(
  { analysis, customer }: Explained,
  monthsOf: ((row: number) => readonly MonthShare[] | null) | null,
  what: string,
): Written | null {
  const months = monthsOf?.(customer) ?? null;
  const { books } = analysis.cost;
  if (books === null || months === null) return null;
  if (months.length === 0) return inWords('0: a customer in no month of the ledger');
  const rows = months
    .filter(({ spentMinor }) => spentMinor !== 0)
    .map(({ place, spentMinor, customers }) => {
      const spent = toUnits(spentMinor);
      return [isoMonth(books.firstMonth + place), spent, customers, spent / customers] as const;
    });
  const columns = columnsOf(['month', 'text'], [what, 'money'], ['customers', 'count'], ['share', 'money']);
  return overTerms(inWords(`Σ ${what} of a month / customers in it`), { columns, rows });
}

import type { CustomerStay } from '../domain/upliftReport.ts';
import type { RowField } from './reportData.ts';

/** What uplift and save list tell alike of a customer, for CSV and its kin. */
export const stayFields: readonly RowField<CustomerStay>[] = [
  { name: 'customer_id', read: ({ customerId }) => customerId },
  { name: 'segment', read: ({ segment }) => segment },
  { name: 'status', read: ({ status }) => status },
  { name: 'effort', read: ({ effort }) => effort },
  { name: 'now', read: ({ now }) => now },
  { name: 'easy', read: ({ easy }) => easy },
  { name: 'uplift', read: ({ uplift }) => uplift },
  { name: 'low', read: ({ low }) => low },
  { name: 'high', read: ({ high }) => high },
];

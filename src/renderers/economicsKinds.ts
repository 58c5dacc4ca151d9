import type { Economics, UnitEconomics } from '../domain/economics.ts';
import type { KindsOf } from './kinds.ts';

/** What the unit economics of all customers, or of a group, are made of, in the order of the output contract. */
export const UNIT_KINDS = {
  customers: 'size',
  active: 'size',
  newCustomers: 'count',
  acquisitionSpend: 'money',
  cac: 'money',
  ltv: 'money',
  ltvLow: 'money',
  ltvHigh: 'money',
  ltvToCac: 'ratio',
  ltvToCacLow: 'ratio',
  ltvToCacHigh: 'ratio',
  monthlyMargin: 'money',
  paybackMonths: 'months',
  paybackMonthsLow: 'months',
  paybackMonthsHigh: 'months',
  paybackMonthsChurnAdjusted: 'months',
  paybackMonthsChurnAdjustedLow: 'months',
  paybackMonthsChurnAdjustedHigh: 'months',
  openingCustomers: 'count',
  openingRevenue: 'money',
  expansion: 'money',
  contraction: 'money',
  churnedRevenue: 'money',
  grossRetention: 'probability',
  netRetention: 'ratio',
  retentionSpend: 'money',
  retentionPerCustomer: 'money',
  acquisitionToRetention: 'ratio',
  serviceCost: 'money',
} as const satisfies KindsOf<UnitEconomics>;

type Under<P extends string, T> = { readonly [K in keyof T & string as `${P}.${K}`]: T[K] };

function under<P extends string, T extends object>(path: P, kinds: T): Under<P, T> {
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [`${path}.${name}`, kind])) as Under<P, T>;
}

const FIGURES = {
  verdict: 'words',
  next: 'words',
  basis: 'words',
  ...under('whole', UNIT_KINDS),
  cohortBasis: 'text',
  cohortMonths: 'months',
  retentionSpendBasis: 'text',
  acquisitionSource: 'text',
  retentionSource: 'text',
  serviceSource: 'text',
  'marginal.acquisition': 'money',
  'marginal.acquisitionLow': 'money',
  'marginal.acquisitionHigh': 'money',
  'marginal.retention': 'money',
  'marginal.retentionLow': 'money',
  'marginal.retentionHigh': 'money',
  'marginal.customerValue': 'money',
  'marginal.horizonValue': 'money',
  'marginal.programmeCost': 'money',
  'marginal.breakEvenPoints': 'quantity',
  'ledger.from': 'text',
  'ledger.to': 'text',
  'ledger.acquisition': 'money',
  'ledger.retention': 'money',
  'ledger.service': 'money',
  'ledger.programme': 'money',
  'ledger.unattributed': 'money',
  'effortSaving.easy': 'money',
  'effortSaving.hard': 'money',
  'effortSaving.easyCases': 'count',
  'effortSaving.hardCases': 'count',
  'effortSaving.saving': 'ratio',
  'effortSaving.low': 'ratio',
  'effortSaving.high': 'ratio',
  'experiencePremium.premium': 'ratio',
  'experiencePremium.low': 'ratio',
  'experiencePremium.high': 'ratio',
  'experiencePremium.best': 'count',
  'experiencePremium.worst': 'count',
  'referral.referred': 'count',
  'referral.referrers': 'count',
  'referral.acquisitionSaved': 'money',
  'referral.marginWon': 'money',
  'referral.value': 'money',
} as const satisfies KindsOf<Economics>;

/** Every single figure of `portfolio.economics`. */
export const ECONOMICS_KINDS = under('economics', FIGURES);

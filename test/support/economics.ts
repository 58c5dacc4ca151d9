import type { Economics, UnitEconomics } from '../../src/domain/economics.ts';

/** Unit economics of customers of whom only their number is known; change what a test is about. */
function unitEconomics(changes: Partial<UnitEconomics> = {}): UnitEconomics {
  return {
    customers: 3,
    active: 1,
    newCustomers: null,
    acquisitionSpend: null,
    cac: null,
    ltv: null,
    ltvLow: null,
    ltvHigh: null,
    ltvToCac: null,
    ltvToCacLow: null,
    ltvToCacHigh: null,
    monthlyMargin: null,
    paybackMonths: null,
    paybackMonthsLow: null,
    paybackMonthsHigh: null,
    paybackMonthsChurnAdjusted: null,
    paybackMonthsChurnAdjustedLow: null,
    paybackMonthsChurnAdjustedHigh: null,
    openingCustomers: null,
    openingRevenue: null,
    expansion: null,
    contraction: null,
    churnedRevenue: null,
    grossRetention: null,
    netRetention: null,
    retentionSpend: null,
    retentionPerCustomer: null,
    acquisitionToRetention: null,
    serviceCost: null,
    ...changes,
  };
}

/** Economics of which little is known, with one segment and one month of a ledger. */
export function economics(changes: Partial<Economics> = {}): Economics {
  return {
    verdict: 'Where the next euro goes further cannot be said.',
    next: 'unknown',
    basis: 'margin',
    whole: unitEconomics({ newCustomers: 2, acquisitionSpend: 71.5, cac: 35.75 }),
    cohortBasis: null,
    cohortMonths: null,
    retentionSpendBasis: 'to date',
    acquisitionSource: 'customers',
    retentionSource: 'option',
    serviceSource: 'contacts',
    marginal: {
      acquisition: null,
      acquisitionLow: null,
      acquisitionHigh: null,
      retention: null,
      retentionLow: null,
      retentionHigh: null,
      customerValue: null,
      programmeCost: null,
      breakEvenPoints: null,
    },
    ledger: {
      from: null,
      to: null,
      acquisition: null,
      retention: null,
      service: null,
      programme: null,
      unattributed: null,
    },
    effortSaving: { easy: null, hard: null, easyCases: null, hardCases: null, saving: null, low: null, high: null },
    experiencePremium: { premium: null, low: null, high: null, best: null, worst: null },
    referral: { referred: null, referrers: null, acquisitionSaved: null, marginWon: null, value: null },
    months: [{ month: '2024-02', spend: 71.5, newCustomers: 2, cac: 35.75 }],
    groups: [{ ...unitEconomics(), by: 'segment', key: 'business', grades: {}, reasons: { cac: 'too_few' } }],
    ...changes,
  };
}

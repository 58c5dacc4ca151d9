import type { Amount } from '../../domain/figures.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { known, unknown } from '../amounts.ts';
import { grossRevenueRetention, netRevenueRetention } from '../cost/unitEconomics.ts';
import type { PeriodsOrReason, RevenuePeriods } from './revenuePeriods.ts';

/** What became of the opening cohort's revenue; money in minor units. */
export interface CohortRevenueAmounts {
  readonly openingCustomers: Amount;
  readonly openingRevenue: Amount;
  readonly expansion: Amount;
  readonly contraction: Amount;
  readonly churnedRevenue: Amount;
  readonly grossRetention: Amount;
  readonly netRetention: Amount;
}

/** GRR and NRR (METHODS 4) of the opening cohort's customers among these rows. */
export function cohortRevenue(periods: PeriodsOrReason, rows: Int32Array): CohortRevenueAmounts {
  if ('reason' in periods) {
    const none = unknown(periods.reason);
    return {
      ...{ openingCustomers: none, openingRevenue: none, expansion: none, contraction: none, churnedRevenue: none },
      ...{ grossRetention: none, netRetention: none },
    };
  }
  const { customers, opening, expansion, contraction, churned } = sumsOf(periods, rows);
  const sums = { opening, expansion, contraction, churned };
  const counted = (value: number) => known(value, 'observed');
  const ratio = (value: number): Amount => (Number.isNaN(value) ? unknown('no_opening_cohort') : counted(value));
  // Without word of changes, leaving is all that can be counted.
  const gross = ratio(grossRevenueRetention(sums));
  const changed = (value: number) => (periods.changesKnown ? counted(value) : unknown('no_price_history'));
  return {
    openingCustomers: counted(customers),
    openingRevenue: counted(opening),
    expansion: changed(expansion),
    contraction: changed(contraction),
    churnedRevenue: counted(churned),
    grossRetention: periods.changesKnown ? gross : { ...gross, grade: 'assumed' },
    netRetention: periods.changesKnown ? ratio(netRevenueRetention(sums)) : unknown('no_price_history'),
  };
}

function sumsOf({ before, after }: RevenuePeriods, rows: Int32Array) {
  const sums = Array.from({ length: 4 }, () => new CompensatedSum());
  const [opening, expansion, contraction, churned] = sums as [
    CompensatedSum,
    CompensatedSum,
    CompensatedSum,
    CompensatedSum,
  ];
  let customers = 0;
  for (const row of rows) {
    const [was, is] = [before[row]!, after[row]!];
    if (Number.isNaN(was)) continue;
    customers++;
    opening.add(was);
    if (is === 0) churned.add(was);
    else if (is > was) expansion.add(is - was);
    else contraction.add(was - is);
  }
  return {
    customers,
    opening: opening.value,
    expansion: expansion.value,
    contraction: contraction.value,
    churned: churned.value,
  };
}

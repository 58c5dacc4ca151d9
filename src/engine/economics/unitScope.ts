import { STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import { sumPresent } from '../../foundation/sums.ts';
import { known, mean, total, unknown, weaker } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import type { Keeping } from '../cost/keeping.ts';
import { retentionOverYear } from '../horizon.ts';
import { observedRetention } from '../retention/observedRetention.ts';
import { relativeVarianceOfMean } from '../revenue/forecastFigures.ts';
import {
  type ExpectedToDate,
  expectedToDate,
  type NewCustomerValue,
  valueOfGroup,
  valueOfNewcomers,
} from './newCustomerValue.ts';
import { type PeriodsOrReason, revenuePeriods } from './revenuePeriods.ts';
import { figureOf, lifecycleOf, valuesOf } from './subset.ts';

/** What the economics of every group are worked out from, once for all of them. */
export interface EconomicsGround {
  readonly analysis: Analysis;
  readonly periods: PeriodsOrReason;
  readonly toDate: ExpectedToDate | null;
}

export function groundOf(analysis: Analysis): EconomicsGround {
  return { analysis, periods: revenuePeriods(analysis), toDate: expectedToDate(analysis) };
}

/** All customers, or a group of them, with the sums that unit economics divide. Money in minor units. */
export interface UnitScope {
  readonly rows: Int32Array;
  readonly active: number;
  readonly newCustomers: Amount;
  readonly acquisitionSpend: Amount;
  readonly retentionSpend: Amount;
  readonly serviceCost: Amount;
  readonly monthlyMargin: Amount;
  /** Var(mean)/mean² of the monthly margin. */
  readonly marginVariance: number;
  readonly value: NewCustomerValue;
  /** Probability of staying 12 months, with its interval. */
  readonly stays: { readonly rate: Amount; readonly low: Amount; readonly high: Amount };
}

export function wholeScope({ analysis }: EconomicsGround): UnitScope {
  const { lifecycle, cost, revenue, retention, options } = analysis;
  const rows = Int32Array.from(lifecycle.status.keys());
  const { acquisition, keeping } = cost.sources;
  const year = (rate: Amount) => retentionOverYear(rate, options);
  return {
    ...{ rows, active: activeOf(lifecycle.status, rows) },
    newCustomers: newCustomersOf(analysis, rows),
    acquisitionSpend: acquisition.spend,
    retentionSpend: keeping.spend,
    serviceCost: cost.portfolio.serviceToDate,
    monthlyMargin: mean(revenue.monthlyMargin, 'no_value'),
    marginVariance: relativeVarianceOfMean(revenue.monthlyMargin.values),
    value: valueOfNewcomers(analysis),
    stays: {
      rate: year(retention.portfolio.rate),
      low: year(retention.portfolio.low),
      high: year(retention.portfolio.high),
    },
  };
}

export function groupScope({ analysis, toDate }: EconomicsGround, rows: Int32Array): UnitScope {
  const { lifecycle, cost, revenue, options } = analysis;
  const { acquisition, keeping } = cost.sources;
  const margins = figureOf(revenue.monthlyMargin, rows);
  const counted = rows.filter((row) => acquisition.counted[row] === 1);
  const spent = figureOf(acquisition.cost, counted);
  const observed = observedRetention(lifecycleOf(lifecycle, rows), options);
  const year = (rate: Amount) => retentionOverYear(rate, options);
  return {
    ...{ rows, active: activeOf(lifecycle.status, rows) },
    newCustomers: newCustomersOf(analysis, rows),
    acquisitionSpend: acquisition.source === null ? acquisition.spend : total(spent, noNewCustomer(analysis, rows)),
    retentionSpend: retentionSpendOf(keeping, rows),
    serviceCost: total(figureOf(cost.service, rows), 'no_service_cost'),
    monthlyMargin: mean(margins, 'no_value'),
    marginVariance: relativeVarianceOfMean(margins.values),
    value: valueOfGroup(analysis, toDate, rows),
    stays: { rate: year(observed.rate), low: year(observed.low), high: year(observed.high) },
  };
}

function activeOf(status: Uint8Array, rows: Int32Array): number {
  return rows.reduce((count, row) => count + (status[row] === STATUS.active ? 1 : 0), 0);
}

function newCustomersOf({ cost }: Analysis, rows: Int32Array): Amount {
  const { counted, source, spend } = cost.sources.acquisition;
  if (source === null) return unknown(spend.reason ?? 'no_acquisition_cost');
  return known(
    rows.reduce((count, row) => count + counted[row]!, 0),
    'observed',
  );
}

/** Why a group has no acquisition spending though others have. */
function noNewCustomer({ cost }: Analysis, rows: Int32Array) {
  const { source, counted } = cost.sources.acquisition;
  if (source === 'ledger' && !rows.some((row) => counted[row] === 1)) return 'outside_ledger';
  return 'no_acquisition_cost';
}

/** The group's part of the spending on keeping, less sure than the whole where it was shared out. */
function retentionSpendOf({ spend, spendMinor, perYear }: Keeping, rows: Int32Array): Amount {
  if (spend.value === null) return spend;
  const parts = valuesOf(spendMinor, rows);
  if (parts.every((minor) => Number.isNaN(minor))) return unknown('no_retention_cost');
  return known(sumPresent(parts), perYear ? weaker(spend.grade, 'modelled') : spend.grade);
}

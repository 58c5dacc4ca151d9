import type { CostCategory } from '../../domain/costs.ts';
import {
  type AcquisitionMonth,
  type Economics,
  type EconomicsGroup,
  GROUPED_BY,
  type GroupedBy,
  type LedgerTotals,
} from '../../domain/economics.ts';
import type { Amount } from '../../domain/figures.ts';
import { toUnits } from '../../foundation/money.ts';
import { isoMonth } from '../../foundation/months.ts';
import { sumPresent } from '../../foundation/sums.ts';
import { AmountBook } from '../amountBook.ts';
import { known, unknown } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { cohortGroups, compareGroups, type GroupOf, textGroups } from '../groups.ts';
import { effortSaving, premiumPart, referralPart } from './experienceParts.ts';
import { marginalCosts } from './marginal.ts';
import { unitEconomics } from './unitEconomics.ts';
import { type EconomicsGround, groundOf, groupScope, wholeScope } from './unitScope.ts';
import { verdictOf } from './verdict.ts';

/** Acquisition against retention (METHODS 4): grades and reasons are noted in the book under `prefix`. */
export function economicsOf(analysis: Analysis, book: AmountBook, prefix: string): Economics {
  const ground = groundOf(analysis);
  const { cost, dataset, revenue, options } = analysis;
  const { acquisition, keeping, service } = cost.sources;
  const marginal = marginalCosts(analysis);
  const verdict = verdictOf({
    marginal,
    cac: cost.portfolio.acquisitionPerCustomer,
    weightOnData: analysis.retention.portfolio.weightOnData,
    currency: dataset.facts.currency,
    horizonMonths: options.horizonMonths,
  });
  const periods = 'basis' in ground.periods ? ground.periods : null;
  return {
    verdict: verdict.text,
    next: verdict.next,
    basis: revenue.onRevenue ? 'revenue' : 'margin',
    whole: unitEconomics(ground, wholeScope(ground), book, `${prefix}whole.`),
    cohortBasis: periods?.basis ?? null,
    cohortMonths: book.plain(`${prefix}cohortMonths`, monthsOf(ground)),
    retentionSpendBasis: keeping.source === null ? null : keeping.perYear ? 'year' : 'to date',
    acquisitionSource: acquisition.source,
    retentionSource: keeping.source,
    serviceSource: service.source,
    marginal: writeMarginal(marginal, book, `${prefix}marginal.`),
    ledger: ledgerTotals(analysis, book, `${prefix}ledger.`),
    effortSaving: effortSaving(analysis, book, `${prefix}effortSaving.`),
    experiencePremium: premiumPart(analysis, ground.periods, book, `${prefix}experiencePremium.`),
    referral: referralPart(analysis, book, `${prefix}referral.`),
    months: monthRows(analysis),
    groups: groupRows(ground, book, prefix),
  };
}

function monthsOf({ periods }: EconomicsGround): Amount {
  return 'basis' in periods ? known(periods.months, 'observed') : unknown(periods.reason);
}

function writeMarginal(
  marginal: ReturnType<typeof marginalCosts>,
  book: AmountBook,
  prefix: string,
): Economics['marginal'] {
  const money = (name: keyof typeof marginal) => book.money(`${prefix}${name}`, marginal[name]);
  return {
    acquisition: money('acquisition'),
    acquisitionLow: money('acquisitionLow'),
    acquisitionHigh: money('acquisitionHigh'),
    retention: money('retention'),
    retentionLow: money('retentionLow'),
    retentionHigh: money('retentionHigh'),
    customerValue: money('customerValue'),
    horizonValue: money('horizonValue'),
    programmeCost: money('programmeCost'),
    breakEvenPoints: book.plain(`${prefix}breakEvenPoints`, marginal.breakEvenPoints),
  };
}

function ledgerTotals({ cost }: Analysis, book: AmountBook, prefix: string): LedgerTotals {
  const { books, sources } = cost;
  const untold = unknown(books === null ? 'no_ledger' : 'no_ledger_rows');
  const sum = (category: CostCategory) => {
    const months = books?.byMonth(category) ?? null;
    return book.money(`${prefix}${category}`, months === null ? untold : known(sumPresent(months), 'observed'));
  };
  const { source, unattributedMinor } = sources.acquisition;
  const unattributed = source === 'ledger' ? known(unattributedMinor, 'observed') : untold;
  return {
    from: books === null ? null : isoMonth(books.firstMonth),
    to: books === null ? null : isoMonth(books.lastMonth),
    acquisition: sum('acquisition'),
    retention: sum('retention'),
    service: sum('service'),
    programme: sum('programme'),
    unattributed: book.money(`${prefix}unattributed`, unattributed),
  };
}

function monthRows({ cost }: Analysis): AcquisitionMonth[] {
  const { months } = cost.sources.acquisition;
  if (months === null) return [];
  const told = [...months.spendMinor.keys()].filter((place) => months.told[place] === 1);
  return told.map((place) => {
    const minor = months.spendMinor[place]!;
    const [spend, newCustomers] = [toUnits(minor), months.newCustomers[place]!];
    const cac = newCustomers === 0 ? null : spend / newCustomers;
    return { month: isoMonth(months.firstMonth + place), spend, newCustomers, cac };
  });
}

/** More groups of a kind are no table to read, and too small to say anything. */
const MOST_GROUPS = 100;

function groupRows(ground: EconomicsGround, book: AmountBook, prefix: string): EconomicsGroup[] {
  const { dataset, lifecycle } = ground.analysis;
  const ways: Record<GroupedBy, GroupOf | null> = {
    segment: textGroups(dataset, 'segment'),
    plan: textGroups(dataset, 'plan'),
    cohort: cohortGroups(lifecycle.startDay),
    channel: textGroups(dataset, 'acquisition_channel'),
  };
  return GROUPED_BY.flatMap((by) => {
    const groups = membersOf(ways[by], lifecycle.status.length);
    if (groups.size > MOST_GROUPS) book.reasons[`${prefix}groups.${by}`] = 'too_many_groups';
    if (groups.size > MOST_GROUPS) return [];
    return [...groups.keys()].sort(compareGroups).map((key): EconomicsGroup => {
      const own = new AmountBook();
      const scope = groupScope(ground, Int32Array.from(groups.get(key)!));
      return { by, key, ...unitEconomics(ground, scope, own, ''), grades: own.grades, reasons: own.reasons };
    });
  });
}

/** Rows by group; none where nothing tells customers apart. */
function membersOf(groupOf: GroupOf | null, customers: number): Map<string | null, number[]> {
  const groups = new Map<string | null, number[]>();
  if (groupOf === null) return groups;
  for (let row = 0; row < customers; row++) {
    const key = groupOf(row);
    const members = groups.get(key) ?? [];
    if (members.length === 0) groups.set(key, members);
    members.push(row);
  }
  return groups;
}

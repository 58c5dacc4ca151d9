import type { PeriodsTold } from '../../domain/features.ts';
import { percentInWords, plainNumber } from '../../foundation/words.ts';
import { PERIOD_IN_WORDS } from '../periodWords.ts';
import type { ContractTerms } from './contractTerms.ts';
import type { RenewalFit } from './models/betaDiscreteWeibull.ts';
import { type RetentionCurve, tailFrom } from './retentionCurve.ts';

/** How long subscribers stay, and what says so, for people who have never heard of any of it. */

export function byCurveInWords({ customers, events, survival }: RetentionCurve): string {
  const observed = survival.length - 1;
  return `The share of ${plainNumber(customers)} subscribers still here by tenure, as counted (Kaplan-Meier), ${plainNumber(events)} of whom left; beyond ${observed} months, the rate of leaving ${lastMonths(observed - tailFrom(observed))} goes on.`;
}

function lastMonths(months: number): string {
  if (months <= 1) return months === 1 ? 'of the last one' : 'of all months';
  return months === 12 ? 'of the last year' : `of the last ${months} months`;
}

const RENEWAL_WORDS = {
  sbg: 'sBG: each customer renews with a chance of their own, so that those who stay are ever more loyal',
  bdw: 'BdW: each customer renews with a chance of their own, which changes with every renewal',
} as const satisfies Record<RenewalFit['name'], string>;

export function byRenewalsInWords({ name }: RenewalFit, terms: ContractTerms, lost: number): string {
  const faced = Array.from(terms.table.atRisk).reduce((sum, count) => sum + count, 0);
  return `Contracts run for ${plainNumber(terms.months)} months, and ${percentInWords(terms.leftAtEnd)} of those who left did so when one ended, so that renewals decide who stays: ${plainNumber(faced)} were faced, ${plainNumber(lost)} not renewed (${RENEWAL_WORDS[name]}).`;
}

/** Where customers' periods come from, unless their own payments show them or all are alike. */
export function periodsInWords({ stated, likeOthers, payers }: PeriodsTold): readonly string[] {
  const others = likeOthers.map(({ period, customers }) => `${PERIOD_IN_WORDS[period]} (${plainNumber(customers)})`);
  return [
    ...(stated > 0
      ? [`What period payments cover is stated for ${plainNumber(stated)} of ${plainNumber(payers)} customers.`]
      : []),
    ...(others.length > 0
      ? [
          `Customers whose payments are too few to show for what period they pay count as paying for that of customers who pay about as much: ${others.join(', ')}.`,
        ]
      : []),
  ];
}

/** The share staying twelve months, if a snapshot's flag could be set in so many last months (null: since sign-up). */
export interface WindowRetention {
  readonly windowMonths: number | null;
  readonly retention: number;
}

/** What the window in which a snapshot's flag could be set decides. */
export function byWindowInWords(chosen: number | null, windows: readonly WindowRetention[]): string {
  const told = windows.map(({ windowMonths, retention }) => {
    const since = windowMonths === null ? 'since sign-up' : `in the last ${monthsInWords(windowMonths)}`;
    return `${percentInWords(retention)} if ${since}${windowMonths === chosen ? ' (as taken here)' : ''}`;
  });
  return `When those flagged as churned left decides how many stay twelve months (--churn-window): ${told.join(', ')}.`;
}

function monthsInWords(months: number): string {
  return months === 1 ? 'month' : `${plainNumber(months)} months`;
}

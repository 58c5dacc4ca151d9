import type { Economics } from '../../domain/economics.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';
import type { AmountBook } from '../amountBook.ts';
import { known, unknown } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { costPerCase } from './caseCosts.ts';
import { experiencePremium } from './experiencePremium.ts';
import { referralValue } from './referrals.ts';
import type { PeriodsOrReason } from './revenuePeriods.ts';

/** What easy and hard cases cost, written into the result. */
export function effortSaving({ effort, cost }: Analysis, book: AmountBook, prefix: string): Economics['effortSaving'] {
  const { log } = effort;
  const found = log === null ? null : costPerCase(log, cost.sources.service.priceOf);
  const amount = (value: number | null | undefined, scale = 1) =>
    found === null || value == null
      ? unknown(log === null ? 'no_contact_log' : 'no_case_costs')
      : known(value * scale, found.grade);
  const counted = (count: number | undefined) => (count === undefined ? amount(count) : known(count, 'observed'));
  return {
    easy: book.money(`${prefix}easy`, amount(found?.easy, MINOR_PER_UNIT)),
    hard: book.money(`${prefix}hard`, amount(found?.hard, MINOR_PER_UNIT)),
    easyCases: book.plain(`${prefix}easyCases`, counted(found?.easyCases)),
    hardCases: book.plain(`${prefix}hardCases`, counted(found?.hardCases)),
    saving: book.plain(`${prefix}saving`, amount(found?.saving)),
    low: book.plain(`${prefix}low`, amount(found?.savingLow)),
    high: book.plain(`${prefix}high`, amount(found?.savingHigh)),
  };
}

export function premiumPart(
  analysis: Analysis,
  periods: PeriodsOrReason,
  book: AmountBook,
  prefix: string,
): Economics['experiencePremium'] {
  const { premium, low, high, best, worst } = experiencePremium(analysis, periods);
  return {
    premium: book.plain(`${prefix}premium`, premium),
    low: book.plain(`${prefix}low`, low),
    high: book.plain(`${prefix}high`, high),
    best: book.plain(`${prefix}best`, best),
    worst: book.plain(`${prefix}worst`, worst),
  };
}

export function referralPart(analysis: Analysis, book: AmountBook, prefix: string): Economics['referral'] {
  const { referred, referrers, acquisitionSaved, marginWon, value } = referralValue(analysis);
  return {
    referred: book.plain(`${prefix}referred`, referred),
    referrers: book.plain(`${prefix}referrers`, referrers),
    acquisitionSaved: book.money(`${prefix}acquisitionSaved`, acquisitionSaved),
    marginWon: book.money(`${prefix}marginWon`, marginWon),
    value: book.money(`${prefix}value`, value),
  };
}

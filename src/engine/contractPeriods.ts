import { DAYS_PER_MONTH } from '../foundation/days.ts';

/** A length that contracts are paid for, and how many days an invoice may be off it. */
export interface ContractPeriod {
  readonly months: number;
  readonly days: number;
  readonly toleranceDays: number;
}

const period = (days: number, toleranceDays: number): ContractPeriod => ({
  months: days / DAYS_PER_MONTH,
  days,
  toleranceDays,
});
const monthly = (months: number, toleranceDays: number): ContractPeriod => ({
  months,
  days: months * DAYS_PER_MONTH,
  toleranceDays,
});

/** Weekly to yearly; tolerances hold calendar months of 28 to 31 days, weekends and late payers, and do not overlap. */
export const CONTRACT_PERIODS: readonly ContractPeriod[] = [
  period(7, 1),
  period(14, 2),
  monthly(1, 5),
  monthly(3, 7),
  monthly(6, 12),
  monthly(12, 20),
];

/** Place of the period that a gap between payments stands for, or -1. */
export function periodOfGap(days: number): number {
  return CONTRACT_PERIODS.findIndex(({ days: length, toleranceDays }) => Math.abs(days - length) <= toleranceDays);
}

/** An invoice may come late by half its period, at most by two months: only then has the customer left. */
export function graceDays(periodDays: number): number {
  return Math.min(periodDays / 2, 2 * DAYS_PER_MONTH);
}

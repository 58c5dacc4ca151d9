import { BILLING_PERIODS, type BillingPeriod } from '../domain/fields.ts';
import { UNKNOWN } from '../domain/interactions.ts';
import { keyOf } from './headers.ts';

/** What exports call the periods that are paid for, in the words of seven languages, written as folded words. */
const PERIOD_WORDS: Readonly<Record<BillingPeriod, readonly string[]>> = {
  week: ['week', 'weekly', 'wochentlich', 'hebdomadaire', 'semanal', 'settimanale', 'wekelijks', 'p1w', 'p7d'],
  fortnight: ['fortnight', 'fortnightly', 'biweekly', 'zweiwochentlich', 'p14d'],
  month: [
    ...['month', 'monthly', 'month to month', 'monat', 'monatlich', 'mois', 'mensuel', 'mes', 'mensual', 'mese'],
    ...['mensile', 'maand', 'maandelijks', 'miesiac', 'miesiecznie', 'mensal', 'mtly', 'p30d'],
  ],
  quarter: [
    ...['quarter', 'quarterly', 'quartal', 'vierteljahrlich', 'quartalsweise', 'trimestre', 'trimestriel'],
    ...['trimestral', 'trimestrale', 'kwartaal', 'per kwartaal', 'kwartalnie'],
  ],
  'half-year': [
    ...['half year', 'half yearly', 'semiannual', 'semiannually', 'semi annual', 'semi annually', 'biannual'],
    ...['halbjahrlich', 'semestre', 'semestriel', 'semestral', 'semestrale', 'halfjaarlijks'],
  ],
  year: [
    ...['year', 'yearly', 'annual', 'annually', 'per annum', 'jahr', 'jahrlich', 'an', 'annuel', 'ano', 'anual'],
    ...['anno', 'annuale', 'jaar', 'jaarlijks', 'rok', 'rocznie', 'p365d'],
  ],
};

const MONTHS: ReadonlyMap<number, BillingPeriod> = new Map([
  [1, 'month'],
  [3, 'quarter'],
  [6, 'half-year'],
  [12, 'year'],
]);
const WEEKS: ReadonlyMap<number, BillingPeriod> = new Map([
  [1, 'week'],
  [2, 'fortnight'],
]);
/** `3 months`, `every 2 weeks`, `P1Y`, `1-year`, once folded. */
const COUNTED =
  /^(?:every|per|each|alle|p)?(\d{1,2})(w|wk|weeks?|m|mo|mths?|months?|monate|mois|y|yr|years?|jahre?|ans?)$/;

const CODES = new Map<string, number>(
  BILLING_PERIODS.flatMap((period, code) => PERIOD_WORDS[period].map((word) => [keyOf(word), code] as const)),
);

/** The code of the billing period that a word names; UNKNOWN where it names none (a one-time payment, two years). */
export function billingPeriodOf(text: string): number {
  const key = keyOf(text);
  const named = CODES.get(key) ?? CODES.get(key.replace(/^(?:every|per|each)/, ''));
  if (named !== undefined) return named;
  const [, count, unit] = COUNTED.exec(key) ?? [];
  if (count === undefined || unit === undefined) return UNKNOWN;
  const period = periodOf(Number(count), unit);
  return period === undefined ? UNKNOWN : BILLING_PERIODS.indexOf(period);
}

function periodOf(count: number, unit: string): BillingPeriod | undefined {
  if (unit.startsWith('w')) return WEEKS.get(count);
  return MONTHS.get(unit.startsWith('m') ? count : 12 * count);
}

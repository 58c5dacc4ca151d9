import type { NextStep } from '../../domain/economics.ts';
import type { Amount } from '../../domain/figures.ts';
import { REASONS, type ReasonCode } from '../../domain/grades.ts';
import { moneyInWords } from '../../foundation/words.ts';
import type { Marginal } from './marginal.ts';

export interface Verdict {
  readonly next: NextStep;
  readonly text: string;
}

export interface VerdictInput {
  readonly marginal: Marginal;
  /** The average, which decides nothing. */
  readonly cac: Amount;
  /** How far the uplift stands on the user's own data. */
  readonly weightOnData: number | null;
  readonly currency: string | null;
  readonly horizonMonths: number;
}

/** Where the next euro goes further, in plain words, or what is missing to say so. */
export function verdictOf(input: VerdictInput): Verdict {
  const { acquisition, retention } = input.marginal;
  const [won, kept] = [acquisition.value, retention.value];
  if (won !== null && kept !== null) return compared(input, won, kept);
  if (kept !== null)
    return oneSided(input, `One more customer kept costs about ${keptPriceWords(input, kept)}`, acquisition);
  if (won !== null) return oneSided(input, `One more customer won costs about ${priceWords(input, won)}`, retention);
  const missing = new Set([retention.reason, acquisition.reason].flatMap((reason) => reason ?? []));
  const why = [...missing].map((reason) => REASONS[reason]).join('; ');
  return { next: 'unknown', text: `Where the next euro goes further cannot be said: ${why}.${averageWords(input)}` };
}

/** Below this weight on data an uplift may not be called measured. */
const MEASURED = 0.5;

function compared(input: VerdictInput, won: number, kept: number): Verdict {
  const { acquisitionLow, acquisitionHigh, retentionLow, retentionHigh, customerValue } = input.marginal;
  const next = nextStepOf(
    { price: kept, low: retentionLow.value, high: retentionHigh.value },
    { price: won, low: acquisitionLow.value, high: acquisitionHigh.value },
    customerValue.value,
  );
  const prices =
    `one more customer kept costs about ${priceOf(input, kept)}${rangeWords(retentionLow, retentionHigh)}, ` +
    `one more won about ${priceOf(input, won)}${rangeWords(acquisitionLow, acquisitionHigh)}${worthWords(input)}`;
  const late = next === 'neither' ? '' : lateWords(input, kept);
  return { next, text: `${NEXT_WORDS[next]}: ${prices}.${late}${studyWords(input)}` };
}

const NEXT_WORDS = {
  neither: 'The next euro pays neither in keeping nor in winning',
  keep: 'The next euro goes further in keeping',
  win: 'The next euro goes further in winning',
  either: 'Keeping and winning cannot be told apart',
} as const;

/** What one more customer costs, with its interval: one without an upper end holds everything above. */
interface Price {
  readonly price: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Where the next euro goes further, any one unit of money: told apart only by intervals that do not meet. */
export function nextStepOf(kept: Price, won: Price, worth: number | null): Exclude<NextStep, 'unknown'> {
  if (worth !== null && Math.min(won.price, kept.price) >= worth) return 'neither';
  if (isBelow(kept, won)) return 'keep';
  return isBelow(won, kept) ? 'win' : 'either';
}

function isBelow({ high }: Price, { low }: Price): boolean {
  return (high ?? Number.POSITIVE_INFINITY) < (low ?? 0);
}

function oneSided(input: VerdictInput, words: string, other: Amount): Verdict {
  const isKeeping = other === input.marginal.acquisition;
  const missing: ReasonCode = other.reason ?? 'no_costs';
  const side = isKeeping ? 'winning' : 'keeping';
  const tail = isKeeping ? `${studyWords(input)}${averageWords(input)}` : '';
  return {
    next: 'unknown',
    text: `${words}. What ${side} one more costs cannot be said: ${REASONS[missing]}.${tail}`,
  };
}

/** A price beside what it buys in the end. */
function priceWords(input: VerdictInput, minor: number): string {
  const { value } = input.marginal.customerValue;
  const price = priceOf(input, minor);
  if (value === null) return price;
  return `${price}, ${comparedTo(minor, value)} the ${priceOf(input, value)} that a new customer is worth without end`;
}

/** Who is kept is here already: what such a customer brings over the horizon stands beside what a new one brings in the end. */
function keptPriceWords(input: VerdictInput, minor: number): string {
  const { value } = input.marginal.horizonValue;
  const words = priceWords(input, minor);
  if (value === null) return words;
  return `${words}, and ${comparedTo(minor, value)} the ${priceOf(input, value)} that one here now brings in ${monthsOf(input)}`;
}

function comparedTo(price: number, value: number): string {
  return price < value ? 'less than' : 'more than';
}

/** Where the verdict holds only for what lies beyond the horizon. */
function lateWords(input: VerdictInput, kept: number): string {
  const { customerValue, horizonValue } = input.marginal;
  if (horizonValue.value === null || customerValue.value === null) return '';
  if (kept < horizonValue.value || kept >= customerValue.value) return '';
  return ` Keeping one costs more than they bring in ${monthsOf(input)}: it pays only beyond.`;
}

function monthsOf({ horizonMonths }: VerdictInput): string {
  return `${horizonMonths} months`;
}

function priceOf({ currency }: VerdictInput, minor: number): string {
  return moneyInWords(minor, currency);
}

function rangeWords(low: Amount, high: Amount): string {
  if (low.value === null) return '';
  const from = moneyInWords(low.value, null);
  return high.value === null ? ` (${from} or more)` : ` (${from} to ${moneyInWords(high.value, null)})`;
}

function worthWords(input: VerdictInput): string {
  const { customerValue, horizonValue } = input.marginal;
  if (customerValue.value === null) return '';
  const here = horizonValue.value;
  const now = here === null ? '' : `, one here now ${priceOf(input, here)} in ${monthsOf(input)}`;
  return `; a new customer is worth ${priceOf(input, customerValue.value)} without end${now}`;
}

function studyWords({ weightOnData }: VerdictInput): string {
  if (weightOnData !== null && weightOnData >= MEASURED) return '';
  return ' What keeping costs rests on a published study more than on these data.';
}

function averageWords(input: VerdictInput): string {
  const { value } = input.cac;
  if (value === null) return '';
  return ` On average a customer cost ${priceOf(input, value)} to win, which says nothing of the next one.`;
}

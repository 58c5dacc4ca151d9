import type { NextStep } from '../../domain/economics.ts';
import type { Amount } from '../../domain/figures.ts';
import { REASONS } from '../../domain/grades.ts';
import { moneyInWords } from '../../foundation/words.ts';
import type { Marginal } from './marginal.ts';

export interface Verdict {
  readonly next: NextStep;
  readonly text: string;
}

/** Where the next euro goes further, in one plain sentence, or what is missing to say so. */
export function verdictOf(marginal: Marginal, cac: Amount, currency: string | null): Verdict {
  const { acquisition, retention, customerValue } = marginal;
  const say = (minor: number) => moneyInWords(minor, currency);
  const [won, kept] = [acquisition.value, retention.value];
  const worth = customerValue.value === null ? '' : `; a customer is worth ${say(customerValue.value)}`;
  if (won !== null && kept !== null) return compared({ marginal, won, kept, worth, say });
  const average =
    cac.value === null
      ? ''
      : ` On average a customer cost ${say(cac.value)} to win, which says nothing of the next one.`;
  if (won === null && kept === null) {
    const missing = [...new Set([retention.reason, acquisition.reason])].flatMap((reason) =>
      reason === null ? [] : REASONS[reason],
    );
    return {
      next: 'unknown',
      text: `Where the next euro goes further cannot be said: ${missing.join('; ')}.${average}`,
    };
  }
  const [what, price, other] =
    kept === null ? (['won', won!, retention] as const) : (['kept', kept, acquisition] as const);
  const pays =
    customerValue.value === null ? '' : price < customerValue.value ? ', which pays' : ', which does not pay';
  const side = kept === null ? 'keeping one' : 'winning one';
  const text = `One more customer ${what} costs about ${say(price)}${worth}${pays}. What ${side} more costs cannot be said: ${REASONS[other.reason ?? 'no_costs']}.${kept === null ? '' : average}`;
  return { next: 'unknown', text };
}

interface Compared {
  readonly marginal: Marginal;
  readonly won: number;
  readonly kept: number;
  readonly worth: string;
  readonly say: (minor: number) => string;
}

function compared({ marginal, won, kept, worth, say }: Compared): Verdict {
  const { acquisitionLow, acquisitionHigh, retentionLow, retentionHigh, customerValue } = marginal;
  const range = (low: Amount, high: Amount) =>
    low.value === null || high.value === null ? '' : ` (${say(low.value)} to ${say(high.value)})`;
  const prices = `one more customer kept costs about ${say(kept)}${range(retentionLow, retentionHigh)}, one more won about ${say(won)}${range(acquisitionLow, acquisitionHigh)}${worth}`;
  if (customerValue.value !== null && Math.min(won, kept) >= customerValue.value) {
    return { next: 'neither', text: `The next euro pays in neither: ${prices}.` };
  }
  // An interval without an upper end holds everything above.
  const below = (high: Amount, low: Amount) => (high.value ?? Number.POSITIVE_INFINITY) < (low.value ?? 0);
  if (below(retentionHigh, acquisitionLow)) {
    return { next: 'keep', text: `The next euro goes further in keeping: ${prices}.` };
  }
  if (below(acquisitionHigh, retentionLow)) {
    return { next: 'win', text: `The next euro goes further in winning: ${prices}.` };
  }
  return { next: 'either', text: `Keeping and winning cannot be told apart: ${prices}.` };
}

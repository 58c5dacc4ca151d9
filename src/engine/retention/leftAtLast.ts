import type { Dataset } from '../../domain/dataset.ts';
import { KIND } from '../../domain/fields.ts';
import { statusFromWords } from '../statusWords.ts';

/** 1 for customers who have left by all that the data say, whatever day is scored: a date, a flag, a status, a last cancellation. */
export function leftAtLast({ customers, customerIds, interactions }: Dataset): Uint8Array {
  const [day, flag] = [customers.numbers.get('churned_at'), customers.numbers.get('churned')];
  const { kind, start } = interactions;
  return Uint8Array.from(customerIds, (_, i) => {
    const said = flag?.[i] === 1 || statusFromWords(customers.texts.get('status'), i) === 1;
    if (said || !Number.isNaN(day?.[i] ?? Number.NaN)) return 1;
    for (let row = start[i + 1]! - 1; row >= start[i]!; row--) {
      if (kind[row] === KIND.cancellation) return 1;
      if (kind[row] !== KIND.support && kind[row] !== KIND.survey) return 0;
    }
    return 0;
  });
}

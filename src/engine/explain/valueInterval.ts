import { toUnits } from '../../foundation/money.ts';
import { normalQuantile } from '../../math/normal.ts';
import type { CohortTerms, PurchaseTerms } from '../revenue/forecastTerms.ts';
import { INTERVAL_TAIL } from '../revenue/outcome.ts';
import { type FormulaBook, fitted, inWords, type Term, written } from './formula.ts';

interface Factors {
  readonly alive: Term;
  readonly count: Term;
  readonly spend: Term;
  readonly discount: Term;
  readonly margin: Term;
  readonly kept: Term;
  readonly paid: Term;
}

/**
 * The 90% predictive interval: nothing with some probability, and a log-normal of the matching mean and variance above
 * it (METHODS 1, two intervals).
 */
export function valueInterval(book: FormulaBook, terms: PurchaseTerms | CohortTerms, factors: Factors): void {
  const { alive, discount, margin, kept, paid } = factors;
  const zero = fitted('p_0', terms.count.zero, 'share', 'chance of no purchase, if still a customer');
  const nothing = 1 - alive.value + alive.value * zero.value;
  const none = book.step(
    ['P_0', 'chance that nothing is bought'],
    { value: nothing, unit: 'share' },
    written`1 − ${alive} + ${alive} × ${zero}`,
  );
  if (nothing >= 1 || !(factors.spend.value > 0)) {
    for (const name of ['low', 'high'])
      book.figure(`value.${name}`, [name, 'nothing is expected'], 'money', inWords('0'));
    return;
  }
  const { positive, spread } = aboveNothing(book, terms, factors, none);
  // Where a purchase costs more than it brings, much of it is the lower end.
  const [least, most] = margin.value < 0 ? (['high', 'low'] as const) : (['low', 'high'] as const);
  for (const [name, level] of [
    [least, INTERVAL_TAIL],
    [most, 1 - INTERVAL_TAIL],
  ] as const) {
    const named = [name, `${name === 'low' ? 'lower' : 'upper'} end of the 90% interval`] as const;
    const within = (level - nothing) / (1 - nothing);
    if (!(within > 0)) {
      book.figure(`value.${name}`, named, 'money', inWords(`0: nothing is bought with ${level} or more`, none));
      continue;
    }
    const z = fitted(`z_${name}`, normalQuantile(within), 'number', `normal quantile of (${level} − P_0) / (1 − P_0)`);
    const how = written`${positive} × exp(${z} × ${spread} − ${spread}^2 / 2) × ${discount} × ${margin} × ${kept} × ${paid}`;
    book.figure(`value.${name}`, named, 'money', how);
  }
}

/** Mean and log standard deviation of what is spent, if anything is. */
function aboveNothing(book: FormulaBook, terms: PurchaseTerms | CohortTerms, factors: Factors, none: Term) {
  const { alive, count, spend } = factors;
  const { within, variance, mean } = terms.spend!.moments;
  const squares = fitted('E_2', terms.count.secondMoment, 'number', 'mean of the square of their number');
  const inner = fitted('V_w', toUnits(toUnits(within)), 'number', 'variance of one amount around their mean');
  const between = fitted('V_b', toUnits(toUnits(variance)), 'number', 'variance of not knowing that mean');
  const total = alive.value * count.value * toUnits(mean);
  const second =
    alive.value * (count.value * inner.value + squares.value * (toUnits(mean) ** 2 + between.value)) - total ** 2;
  const whole = book.step(
    ['V', 'variance of what is spent'],
    { value: Math.max(0, second), unit: 'number' },
    written`max(0, ${alive} × (${count} × ${inner} + ${squares} × (${spend}^2 + ${between})) − (${alive} × ${count} × ${spend})^2)`,
  );
  const share = 1 - none.value;
  const positive = book.step(
    ['M', 'what is spent if anything is bought'],
    { value: total / share, unit: 'money' },
    written`${alive} × ${count} × ${spend} / (1 − ${none})`,
  );
  const relative = Math.max(0, whole.value / share - none.value * positive.value ** 2) / positive.value ** 2;
  const spread = book.step(
    ['σ', 'spread of its logarithm'],
    { value: Math.sqrt(Math.log1p(relative)), unit: 'number' },
    written`√(ln(1 + max(0, ${whole} / (1 − ${none}) − ${none} × ${positive}^2) / ${positive}^2))`,
  );
  return { positive, spread };
}

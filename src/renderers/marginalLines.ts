import type { Economics } from '../domain/economics.ts';
import { type EconomicsView, joined, liner } from './economicsLines.ts';
import type { HeadlineLine } from './headline.ts';
import { decimal, roundMoney, signed } from './numbers.ts';
import { between } from './reportTables.ts';

type Marginal = Economics['marginal'];

export const MARGINAL_LABELS = {
  won: 'One more won',
  kept: 'One more kept',
  worth: 'A customer is worth',
  here: 'One here now brings',
} as const;

/** What decides: the price of one more customer, won or kept, beside what one is worth. */
export function marginalLines(view: EconomicsView, horizonMonths: number): HeadlineLine[] {
  const { marginal } = view.economics;
  const tell = liner(view);
  const pays =
    marginal.breakEvenPoints === null
      ? ''
      : `; pays from ${breakEven(marginal.breakEvenPoints)} of staying on, each customer kept counted at ${roundMoney(marginal.customerValue)}`;
  const programme = `in ${decimal(horizonMonths, 0)} months, at its pace so far${pays}`;
  const here = tell(
    'marginal.horizonValue',
    MARGINAL_LABELS.here,
    roundMoney(marginal.horizonValue),
    `over ${decimal(horizonMonths, 0)} months, by head`,
  );
  return [
    tell(
      'marginal.acquisition',
      MARGINAL_LABELS.won,
      roundMoney(marginal.acquisition),
      moneyRange(marginal.acquisitionLow, marginal.acquisitionHigh),
    ),
    tell(
      'marginal.retention',
      MARGINAL_LABELS.kept,
      roundMoney(marginal.retention),
      joined(moneyRange(marginal.retentionLow, marginal.retentionHigh), keptWords(marginal, horizonMonths)),
    ),
    tell('marginal.customerValue', MARGINAL_LABELS.worth, roundMoney(marginal.customerValue), worthWords(view)),
    ...(marginal.retention === null ? [] : [here]),
    tell('marginal.programmeCost', 'The programme costs', roundMoney(marginal.programmeCost), programme),
  ];
}

/** N·Δr, by the uplift of the portfolio: scenarios count on each customer's own curve, and by present cost. */
function keptWords({ programmeCost, retention }: Marginal, horizonMonths: number): string {
  if (programmeCost === null || retention === null) return '';
  const kept = decimal(programmeCost / retention, 1);
  return `${roundMoney(programmeCost)} for ${kept} customers more after ${decimal(horizonMonths, 0)} months, by the uplift of all`;
}

function moneyRange(low: number | null, high: number | null): string {
  if (low === null) return '';
  return high === null ? `${roundMoney(low)} or more` : between(roundMoney(low), roundMoney(high));
}

function breakEven(points: number): string {
  return `${signed(decimal(points, 2))} points`;
}

function worthWords({ economics, currency }: EconomicsView): string {
  const basis = economics.basis === 'revenue' ? 'in revenue, for no margin is known' : 'in margin';
  return `a new one, without end, ${basis}${currency === null ? '' : `, ${currency}`}`;
}

import type { ProgrammeTerms } from '../../domain/scenario.ts';
import type { ProgrammeCase, SimulateReceipt } from '../../domain/simulateReport.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';
import { moneyInWords, percentInWords } from '../../foundation/words.ts';
import { DRAWS } from './draws.ts';

/** Where the lines of a programme's case come from; none where nothing says what it costs. */
export function programmeReceipts(
  told: ProgrammeCase,
  terms: ProgrammeTerms,
  currency: string | null,
): SimulateReceipt[] {
  if (told.costs === null) return [];
  const money = (units: number) => moneyInWords(units * MINOR_PER_UNIT, currency);
  const rate = percentInWords(told.annualDiscountRate);
  return [
    {
      line: 'Programme cost',
      words: `${costWords(told, terms, money)}${times(told.costFactor)}; the start undiscounted, years at their end at ${rate}`,
    },
    {
      line: 'Benefits',
      words: `${benefitWords(told)}${times(told.benefitFactor)}; years discounted at their end at ${rate}`,
    },
    { line: 'NPV', words: `benefits − costs; P10, P50 and P90 of ${DRAWS} seeded draws` },
    { line: 'ROI', words: 'NPV / costs, both present values' },
    { line: 'Back in', words: 'undiscounted flows, even within each year' },
    ...simulatedReceipts(told, money),
  ];
}

function costWords({ costSource, years }: ProgrammeCase, terms: ProgrammeTerms, money: (units: number) => string) {
  const { initialCost, yearlyCost } = terms;
  const yearly =
    yearlyCost === null
      ? ''
      : `${money(yearlyCost)} at the end of ${years === 1 ? 'the year' : `each of ${years} years`}`;
  if (costSource === 'ledger') return `the ledger’s programme rows at their pace so far, ${yearly}`;
  if (initialCost === null && yearlyCost === null) return 'as given by year';
  return [`${money(initialCost ?? 0)} at the start`, ...(yearly === '' ? [] : [yearly])].join(', ');
}

function simulatedReceipts(told: ProgrammeCase, money: (units: number) => string): SimulateReceipt[] {
  if (told.valueOfBase === null) return [];
  return [
    {
      line: 'Break-even',
      words: `costs / ${money(told.valueOfBase)}, what those here now are worth over the years of the programme, years at their end`,
    },
    {
      line: 'On your curves',
      words: 'the points of 12-month retention, from the first year on, at which the NPV is 0, those kept being served',
    },
    {
      line: 'Cost of one kept',
      words: 'costs / customers more at the end of the programme than without it: the marginal cost of retention',
    },
  ];
}

function benefitWords({ valueOfBase }: ProgrammeCase): string {
  return valueOfBase === null
    ? 'as given by year'
    : 'margin of those who stay, of price, and service saved, each year once';
}

function times(factor: number): string {
  return factor === 1 ? '' : `, × ${factor.toFixed(2)} for risk`;
}

import { reasonAt } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { EASING_CODES, type EasingCode, type SaveTerms } from '../../domain/saveListReport.ts';
import { minorFromDecimal } from '../../foundation/money.ts';
import { easingStep } from '../actions.ts';
import type { Analysis } from '../analyse.ts';
import type { Offers, SpendLimits } from './choose.ts';

export function stepFor({ effort }: Analysis, row: number): EasingCode {
  return easingStep(effort.endsUnresolved(row));
}

/** Every customer's uplift in money, and the cost of the step that would bring it. */
export function offersOf(analysis: Analysis, terms: SaveTerms): Offers {
  const { uplift, upliftValue } = analysis.retention;
  // Whoever costs more than they bring is worth more gone: nobody is called to go.
  const values = upliftValue.values.map((value, row) => (uplift.values[row]! < 0 ? Math.min(value, 0) : value));
  const costs = new Map(EASING_CODES.map((code) => [code, minorOf(terms.actionCosts[code])]));
  const priced = anyCostKnown(terms);
  return {
    valueMinor: values,
    costMinor: values.map((value, row) => (priced && value > 0 ? costs.get(stepFor(analysis, row))! : Number.NaN)),
  };
}

export function anyCostKnown({ actionCosts }: SaveTerms): boolean {
  return EASING_CODES.some((code) => actionCosts[code] !== null);
}

export function limitsOf({ budget, maxCustomers }: SaveTerms): SpendLimits {
  return { budgetMinor: budget === null ? null : minorOf(budget), maxCustomers };
}

/** Why a customer is not among those who pay. */
export function whyNotPaying(
  { retention: { upliftValue }, options, effort }: Analysis,
  { valueMinor, costMinor }: Offers,
  row: number,
): ReasonCode {
  const value = valueMinor[row]!;
  if (Number.isNaN(value)) return reasonAt(upliftValue, row) ?? 'no_value';
  if (value > 0) return Number.isNaN(costMinor[row]!) ? 'no_action_cost' : 'costs_more_than_it_brings';
  return effort.score.values[row]! <= options.targetEffort ? 'not_at_risk' : 'no_uplift';
}

function minorOf(units: number | null): number {
  return units === null ? Number.NaN : minorFromDecimal(String(units));
}

import type { ProgrammeTerms, Scenario } from '../../domain/scenario.ts';
import type { CostOrigin } from '../../domain/simulateReport.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Analysis } from '../analyse.ts';
import { changesEffort } from './easedEffort.ts';

const MONTHS_PER_YEAR = 12;

/** The terms of a scenario's programme, and where its cost comes from; null: nothing says what it costs. */
interface CostedTerms {
  readonly terms: ProgrammeTerms;
  readonly costSource: CostOrigin | null;
}

/**
 * A scenario that names no cost and makes customers stay longer, or contact less, takes the ledger's programme: each year
 * what it costs at its pace so far. What another price or margin brings, no such programme pays for.
 */
export function programmeTermsOf({ cost, options }: Analysis, { levers, programme }: Scenario): CostedTerms {
  if (programme.initialCost !== null || programme.yearlyCost !== null) return { terms: programme, costSource: 'given' };
  const overHorizon = cost.sources.keeping.programme.value ?? 0;
  const keeps = changesEffort(levers) || levers.retentionPoints !== null || levers.contactsShare !== null;
  if (!keeps || !(overHorizon > 0)) return { terms: programme, costSource: null };
  const yearlyCost = toUnits(overHorizon * (MONTHS_PER_YEAR / options.horizonMonths));
  return { terms: { ...programme, yearlyCost }, costSource: 'ledger' };
}

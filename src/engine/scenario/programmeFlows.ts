import type { ProgrammeTerms } from '../../domain/scenario.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';
import type { Flows } from './cashCase.ts';
import type { Changes, YearChange } from './changes.ts';

/** What a year of the programme brings: margin kept, margin of price, service saved. Each euro stands in one of them. */
export function benefitOf({ fromStaying, fromPrice, service }: YearChange): number {
  return fromStaying + fromPrice - (service ?? 0);
}

/** The programme's flows, minor units; null where nothing says what it costs. */
export function programmeFlows({ byYear }: Pick<Changes, 'byYear'>, terms: ProgrammeTerms): Flows | null {
  if (terms.initialCost === null && terms.yearlyCost === null) return null;
  const initial = (terms.initialCost ?? 0) * MINOR_PER_UNIT;
  const yearly = (terms.yearlyCost ?? 0) * MINOR_PER_UNIT;
  return { costs: [initial, ...byYear.map(() => yearly)], benefits: [0, ...byYear.map(benefitOf)] };
}

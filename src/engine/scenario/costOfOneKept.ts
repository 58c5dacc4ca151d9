import type { NextStep } from '../../domain/economics.ts';
import { toUnits } from '../../foundation/money.ts';
import { marginalCosts } from '../economics/marginal.ts';
import { nextStepOf } from '../economics/verdict.ts';
import type { Changes } from './changes.ts';
import { quantilesOf } from './draws.ts';
import { ENDS, type Worked } from './scenarioChanges.ts';

/** What the programme pays for one more customer kept at its end, currency units, and what that says of the next euro. */
interface CostOfOneKept {
  readonly costPerCustomerKept: number | null;
  /** Over the draws; no upper end where nobody is kept in too many of them. */
  readonly costPerCustomerKeptLow: number | null;
  readonly costPerCustomerKeptHigh: number | null;
  readonly next: NextStep;
}

/** Programme cost (minor units, present) over the customers kept, beside the marginal cost of winning one (Pfeifer 2005). */
export function costOfOneKept({ setting: { analysis }, changes, draws }: Worked, costMinor: number): CostOfOneKept {
  const each = (kept: number) => (kept > 0 ? toUnits(costMinor / kept) : null);
  const [fewest, most] = quantilesOf(draws, (draw) => keptIn(draw.changes), ENDS);
  const price = each(keptIn(changes));
  const [low, high] = price === null ? [null, null] : [each(most!), each(fewest!)];
  const { acquisition, acquisitionLow, acquisitionHigh, customerValue } = marginalCosts(analysis);
  const units = (minor: number | null) => (minor === null ? null : toUnits(minor));
  const won = units(acquisition.value);
  return {
    ...{ costPerCustomerKept: price, costPerCustomerKeptLow: low, costPerCustomerKeptHigh: high },
    next:
      price === null || won === null
        ? 'unknown'
        : nextStepOf(
            { price, low, high },
            { price: won, low: units(acquisitionLow.value), high: units(acquisitionHigh.value) },
            units(customerValue.value),
          ),
  };
}

function keptIn({ scenario, base }: Changes): number {
  return scenario.hereAtEnd - base.hereAtEnd;
}

import { describe, expect, it } from 'vitest';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { publishedWeighing } from '../../../src/engine/effort/weights.ts';
import { fitHazard } from '../../../src/engine/retention/hazard.ts';
import type { Measured } from '../../../src/engine/retention/measure.ts';
import { measure } from '../../../src/engine/retention/measure.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { whatWouldChange } from '../../../src/engine/retention/wouldChange.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { simulateSubscribers } from '../../support/simulatedChurn.ts';

const USUAL = { customers: 500, months: 24, weighing: publishedWeighing(), intercept: -4.2, surveyed: false };

function measuredOf(world: { readonly effect: number; readonly customers?: number }): Measured {
  const { input } = simulateSubscribers({ ...USUAL, ...world }, new SeededRandom(3));
  const effort = scoreEffort(input);
  expect(fitHazard(effort.byMonth!, strataOf(input.dataset)).own).not.toBeNull();
  return measure({ ...input, effort })!;
}

describe('what would change the verdict', () => {
  it('is, where there is no evidence, how many leavers an effect as large as published takes', () => {
    const few = measuredOf({ effect: 0, customers: 60 });
    const words = whatWouldChange(few, null);
    expect(few.validation.verdict).toBe('no evidence');
    const { events, own } = few.hazard;
    // 80% power of a 5% test: 2.8 errors against the published 1.053.
    const needed = Math.ceil(events * ((2.8015852 * own!.se) / 1.053) ** 2);
    expect(words).toContain(`rests on ${events} leavers`);
    expect(words).toContain(`takes about ${needed} leavers`);
  });

  it('is nothing more of the same, where an effect as large as published would have been seen', () => {
    expect(whatWouldChange(measuredOf({ effect: 0, customers: 1500 }), null)).toMatch(
      /So many are enough: .* the published one is larger \(2\.9 times as high\)\.$/,
    );
  });

  it('is, where effort predicts, what unrecorded would undo it', () => {
    const found = measuredOf({ effect: 3, customers: 1500 });
    expect(found.validation.verdict).toBe('predicts');
    const { value, se } = found.hazard.own!;
    // The 5% end of the odds ratio between a month above the target and another one; leaving is rare.
    const ratio = Math.exp(((value - 1.6448536269514722 * se) * found.effortContrast!) / 100);
    const strength = ratio + Math.sqrt(ratio * (ratio - 1));
    const told = /above the target and leaving (\d+(?:\.\d+)?) times as likely/.exec(whatWouldChange(found, null))![1]!;
    expect(Number(told)).toBe(Number(strength.toPrecision(2)));
  });

  it('is dates, where there are none', () => {
    expect(whatWouldChange(null, null)).toBe('To tell, it takes contacts with their dates, and who left when.');
  });
});

import type { Amount, Figure } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import type { Measured } from './measure.ts';
import type { SnapshotAssociation } from './snapshotAssociation.ts';
import type { Tilt } from './tilt.ts';

/** Probabilities over the horizon; money in minor units, discounted. */
export interface RetentionOutcome {
  /** P(still here at the horizon) with today's effort, and with effort at most the target. */
  readonly now: Figure;
  readonly easy: Figure;
  /** easy − now, with its 90% interval. */
  readonly uplift: Figure;
  readonly low: Figure;
  readonly high: Figure;
  readonly upliftValue: Figure;
  /** 90% interval of the worth of the uplift: how sure the effect of effort is, the customer's value taken as expected. */
  readonly upliftValueLow: Figure;
  readonly upliftValueHigh: Figure;
  /** What today's chance of leaving puts at stake; 0 for those who have left. */
  readonly atStake: Figure;
  /** Margin that would be lost if effort rose to the hard band; what customers with nothing to gain have to lose. */
  readonly costIfWorse: Figure;
  /** The forecast of purchases lets nobody leave, so that nothing that stands on leaving is known. */
  readonly leavingUnseen: boolean;
  /** Weight of the user's own data in uplift, 0..1; below one half it may not be called measured. */
  readonly weightOnData: number | null;
  /** How the odds of leaving move with effort. */
  readonly tilt: Tilt;
  readonly portfolio: {
    readonly rate: Amount;
    readonly low: Amount;
    readonly high: Amount;
    /**
     * Percentage points that the whole portfolio would keep with effort at most the target all along (prevention too;
     * the customers' own uplift relieves today's effort only), and their worth to the customers still here.
     */
    readonly upliftPoints: Amount;
    readonly upliftLow: Amount;
    readonly upliftHigh: Amount;
    readonly upliftValue: Amount;
    readonly weightOnData: number | null;
    readonly grade: Grade;
  };
  /** What all this says, in a sentence or two. */
  readonly verdict: string;
  /** The analysis behind it; null where effort and leaving cannot be followed over time. */
  readonly measured: Measured | null;
  /** What a snapshot can say instead: an association, no more. */
  readonly association: SnapshotAssociation | null;
  readonly model: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

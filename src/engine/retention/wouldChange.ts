import { plainNumber, timesInWords } from '../../foundation/words.ts';
import { LEAST_OF_EACH } from './hazard.ts';
import { landmarkEffectOf, type Measured } from './measure.ts';
import { effortPrior } from './prior.ts';
import type { SnapshotAssociation } from './snapshotAssociation.ts';

/** z of a two-sided 5 % test, and of finding an effect four times out of five. */
const FOUND_FOUR_IN_FIVE = 1.959963984540054 + 0.8416212335729143;

/** What the verdict on effort rests on, and what would change it, in plain words. */
export function whatWouldChange(measured: Measured | null, association: SnapshotAssociation | null): string {
  if (measured !== null) return `${restsOn(measured)} ${changesBy(measured)}`;
  return association?.own == null
    ? 'To tell, it takes contacts with their dates, and who left when.'
    : `This rests on ${plainNumber(association.churned)} of ${plainNumber(association.customers)} customers who have left. Contacts with their dates, and the dates of leaving, would turn it into a measurement.`;
}

function restsOn({ hazard, monthsPerRow }: Measured): string {
  const rows = monthsPerRow === 1 ? 'customer-months' : `periods of ${monthsPerRow} months`;
  return `The verdict rests on ${plainNumber(hazard.events)} leavers in ${plainNumber(hazard.customerMonths)} ${rows}.`;
}

function changesBy(measured: Measured): string {
  const { own } = measured.hazard;
  if (own === null) return `It takes ${LEAST_OF_EACH} leavers at least, and effort that varies among those at risk.`;
  return measured.validation.verdict === 'no evidence' ? whatIsMissing(measured, own.se) : whatCouldUndo(measured);
}

/** How large an effect these data would have shown, and how many leavers one as large as published takes. */
function whatIsMissing({ hazard, monthsPerRow }: Measured, se: number): string {
  const smallest = FOUND_FOUR_IN_FIVE * se;
  const published = effortPrior('behavioural', monthsPerRow)!.mean;
  const shown = `they would have shown an effect that makes the odds ${timesInWords(smallest)} or more, four times in five`;
  if (smallest <= published) {
    return `So many are enough: ${shown}, and the published one is larger (${timesInWords(published)}).`;
  }
  const needed = plainNumber(Math.ceil(hazard.events * (smallest / published) ** 2));
  return `So few are little: ${shown}. One as large as published (${timesInWords(published)}) takes about ${needed} leavers.`;
}

function whatCouldUndo(measured: Measured): string {
  const bound = landmarkEffectOf(measured)?.eValueOfBound ?? null;
  if (bound === null || bound <= 1) {
    return 'It would change if later leavers came as often from customers without effort, or if something unrecorded drove both.';
  }
  return `It would change if something unrecorded multiplied both effort and leaving by ${plainNumber(bound)} (E-value), or if later leavers came as often from customers without effort.`;
}

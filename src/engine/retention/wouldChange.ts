import { plainNumber, timesInWords } from '../../foundation/words.ts';
import { eValue } from '../../math/exposureEffect.ts';
import { LEAST_OF_EACH } from './hazard.ts';
import { Z } from './level.ts';
import type { Measured } from './measure.ts';
import { effortPrior } from './prior.ts';
import type { SnapshotAssociation } from './snapshotAssociation.ts';

/** z of a two-sided 5% test, and of finding an effect four times out of five. */
const FOUND_FOUR_IN_FIVE = 1.959963984540054 + 0.8416212335729143;
/** Leaving in a month or period that is rarer than this. */
const RARE = 0.15;

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

/**
 * The E-value of the near end of the interval of the very estimate that the verdict stands on, for months above the target
 * against the others.
 */
function whatCouldUndo({ hazard, effortContrast }: Measured): string {
  const { value, se } = hazard.own!;
  const nearEnd = value - Math.sign(value) * Z * se;
  if (effortContrast === null || nearEnd * value <= 0) {
    return 'It would change if later leavers came as often from customers without effort, or if something unrecorded drove both.';
  }
  const oddsRatio = Math.exp((nearEnd * effortContrast) / 100);
  // Odds stand for chances where leaving is rare, their square root where it is not (VanderWeele & Ding 2017).
  const rare = hazard.events < RARE * hazard.customerMonths;
  const strength = plainNumber(eValue(rare ? oddsRatio : Math.sqrt(oddsRatio)));
  return (
    `It would change if something unrecorded made both effort above the target and leaving ${strength} times as likely (E-value of the ` +
    'interval’s near end, for leaving in a month), or if later leavers came as often from customers without effort.'
  );
}

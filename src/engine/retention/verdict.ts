import { timesInWords, timesRangeInWords } from '../../foundation/words.ts';
import { enoughOfEach, LEAST_OF_EACH } from './hazard.ts';
import { Z } from './level.ts';
import { estimatorsDisagree, type Measured } from './measure.ts';
import type { SnapshotAssociation } from './snapshotAssociation.ts';
import { troubleInWords } from './troubleWords.ts';

/** What the user may say about effort and churn in their own data, in plain words. The prior has no say but is owned up to. */
export function verdictOf(
  measured: Measured | null,
  association: SnapshotAssociation | null,
  weightOnData: number | null,
): string {
  const said = measured !== null ? measuredVerdict(measured) : associationVerdict(association);
  if (weightOnData === null || weightOnData === 1) return said;
  if (weightOnData === 0) return `${said} The uplift is a published study’s; these data have no weight in it.`;
  return `${said} The uplift puts ${Math.round(100 * weightOnData)}% of its weight on these data, the rest on a published study.`;
}

function measuredVerdict(measured: Measured): string {
  const { hazard, validation, naiveAndLagged } = measured;
  if (hazard.own === null) {
    return `No evidence: how churn moves with effort could not be estimated (${whyNot(measured)}).`;
  }
  const { value, se } = hazard.own;
  const odds = `from no effort to full effort the odds of leaving in ${spanInWords(measured)} become ${oddsInWords(value, se)}`;
  const opening =
    validation.verdict === 'predicts'
      ? 'Effort predicts churn'
      : validation.verdict === 'weak'
        ? 'Effort goes with churn, too weakly to tell customers apart'
        : 'No evidence that effort drives churn';
  const trap = naiveAndLagged.contradict
    ? ' Asking whether a customer ever had high effort would say the opposite, because those who stay longer contact more.'
    : '';
  const doubt = estimatorsDisagree(measured)
    ? ' Estimators that adjust for the same differences disagree by more than their errors, so the portfolio is given no uplift.'
    : '';
  const judged = measured.judgedOnPublished
    ? ' This was judged with the published weights, for those in use were learnt from who left.'
    : '';
  return `${opening}: ${odds}.${trap}${doubt}${judged}`;
}

function whyNot({ hazard }: Measured): string {
  if (!enoughOfEach(hazard.events, hazard.customerMonths)) {
    return hazard.events < LEAST_OF_EACH
      ? `only ${hazard.events} have left, and it takes ${LEAST_OF_EACH}`
      : `only ${hazard.customerMonths - hazard.events} months at risk did not end in leaving, and it takes ${LEAST_OF_EACH}`;
  }
  return troubleInWords(hazard.steady.fit.trouble) ?? 'effort does not vary on its own';
}

function associationVerdict(association: SnapshotAssociation | null): string {
  if (association?.own == null) return 'Not measured: effort and churn cannot be followed over time in these data.';
  const { value, se } = association.own;
  return (
    'An association only, for nothing says which came first: from no effort to full ' +
    `effort the odds of having left are ${oddsInWords(value, se)}.`
  );
}

/** What leaving is counted in: months of a contract, or periods without a purchase. */
function spanInWords({ monthsPerRow }: Measured): string {
  return monthsPerRow === 1 ? 'the month' : `the next ${monthsPerRow} months`;
}

/** `3.2 times as high (90%: 2.4 to 4.1 times as high)`. */
function oddsInWords(value: number, se: number): string {
  return `${timesInWords(value)} (90%: ${timesRangeInWords(value - Z * se, value + Z * se)})`;
}

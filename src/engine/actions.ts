import { type Lifecycle, STATUS } from '../domain/features.ts';
import { type Figure, reasonAt } from '../domain/figures.ts';
import type { EffortStatus } from '../domain/results.ts';
import type { EasingCode } from '../domain/saveListReport.ts';
import { isoDate } from '../foundation/days.ts';
import { moneyInWords, percentInWords } from '../foundation/words.ts';

/** Next steps, the most urgent that applies first. Codes are a contract; texts are not. */
export type ActionCode =
  | EasingCode
  | 'leaving'
  | 'secure_renewal'
  | 're_engage'
  | 'stay_close'
  | 'win_back'
  | 'left'
  | 'find_out'
  | 'score_contacts'
  | 'keep_as_is';

/** The steps that take effort away. */
export const EASING_STEPS = {
  resolve_open_case: 'Settle the open case and say so',
  make_contact_easier: 'Take the next contact off their hands',
} as const satisfies Record<EasingCode, string>;

export function easingStep(hasOpenCase: boolean): EasingCode {
  return hasOpenCase ? 'resolve_open_case' : 'make_contact_easier';
}

/** What the advice for one customer stands on. Money in minor units, NaN where unknown. */
export interface ActionInput {
  readonly lifecycle: Lifecycle;
  readonly currency: string | null;
  readonly horizonMonths: number;
  readonly effortScore: Figure;
  readonly effortStatusAt: (row: number) => EffortStatus | null;
  /** Whether the customer's last contact is known to have been left unresolved. */
  readonly hasOpenCase: (row: number) => boolean;
  readonly upliftValue: Figure;
  /** The one test on these data says nothing of effort: what easing it is worth is then an assumption. */
  readonly noEvidence: boolean;
  readonly atStake: Figure;
  /** What the tenth of customers with most at stake have at least. */
  readonly largeStakeMinor: number;
  readonly probabilityAlive: Figure;
  /** Day numbers; NaN where there is none. */
  readonly renewalDay: (row: number) => number;
  /** Of a customer who has cancelled and is still here. */
  readonly leavingDay: (row: number) => number;
  readonly lastPurchaseDay: Float64Array;
}

export const RENEWAL_NEAR_DAYS = 90;
const DOUBTFUL_ALIVE = 0.5;

/** The next step for one customer in plain words, with the money at stake. */
export function nextStep(input: ActionInput, row: number): { readonly code: ActionCode; readonly text: string } {
  const code = chooseAction(input, row);
  const stake = stakeInWords(input, row);
  return { code, text: `${ADVICE[code](input, row)}${stake}` };
}

function chooseAction(input: ActionInput, row: number): ActionCode {
  const { lifecycle, upliftValue } = input;
  switch (lifecycle.status[row]) {
    case STATUS.churned:
      return 'left';
    case STATUS.lapsed:
      return 'win_back';
    case STATUS.unknown:
      return 'find_out';
  }
  if (!Number.isNaN(input.leavingDay(row))) return 'leaving';
  const effort = input.effortStatusAt(row);
  const hard = effort === 'mid' || effort === 'high';
  const openCase = hard && input.hasOpenCase(row);
  if (openCase || (hard && !(upliftValue.values[row]! <= 0))) return easingStep(openCase);
  if (renewalIsNear(input, row)) return 'secure_renewal';
  if (input.probabilityAlive.values[row]! < DOUBTFUL_ALIVE) return 're_engage';
  if (reasonAt(input.effortScore, row) === 'not_in_features') return 'score_contacts';
  return input.atStake.values[row]! >= input.largeStakeMinor ? 'stay_close' : 'keep_as_is';
}

function renewalIsNear({ lifecycle, renewalDay }: ActionInput, row: number): boolean {
  const days = renewalDay(row) - (lifecycle.asOfDay ?? Number.NaN);
  return days >= 0 && days <= RENEWAL_NEAR_DAYS;
}

const ADVICE: Record<ActionCode, (input: ActionInput, row: number) => string> = {
  resolve_open_case: (input, row) => `${EASING_STEPS.resolve_open_case}: effort is ${scoreInWords(input, row)}.`,
  make_contact_easier: (input, row) => {
    const saved = input.upliftValue.values[row]!;
    const doubt = input.noEvidence ? ', which your data do not show' : '';
    const worth = saved > 0 ? ` Easier service is worth about ${moneyInWords(saved, input.currency)}${doubt}.` : '';
    return `${EASING_STEPS.make_contact_easier}: effort is ${scoreInWords(input, row)}.${worth}`;
  },
  leaving: (input, row) => `Has cancelled and leaves on ${isoDate(input.leavingDay(row))}: speak now, and ask why.`,
  secure_renewal: (input, row) => `Speak before the renewal on ${isoDate(input.renewalDay(row))}.`,
  re_engage: (input, row) =>
    `Give a reason to come back: only ${percentInWords(input.probabilityAlive.values[row]!)} likely to be still a customer.`,
  stay_close: () => 'Stay close: among the tenth with most to lose.',
  win_back: ({ lifecycle, lastPurchaseDay }, row) => {
    const last = isoDate(lastPurchaseDay[row]!);
    return `${last === null ? 'Has stopped buying' : `Nothing bought since ${last}`} (lapse: ${lifecycle.lapseWindowDays} days): invite back, at little cost.`;
  },
  left: ({ lifecycle }, row) => {
    const end = isoDate(lifecycle.endDay[row]!);
    return `Has left${end === null ? '' : ` on ${end}`}: nothing is expected; ask why.`;
  },
  find_out: () => 'Find out whether this customer is still here: nothing in the data says so.',
  score_contacts: () => 'Score the interactions for a next step: features do not say how hard it was.',
  keep_as_is: () => 'Nothing urgent: keep it easy.',
};

function scoreInWords({ effortScore, effortStatusAt }: ActionInput, row: number): string {
  return `${Math.round(effortScore.values[row]!)} of 100 (${effortStatusAt(row)})`;
}

function stakeInWords({ atStake, currency, horizonMonths }: ActionInput, row: number): string {
  const stake = atStake.values[row]!;
  return stake > 0 ? ` At stake over ${horizonMonths} months: ${moneyInWords(stake, currency)}.` : '';
}

import { isoDate } from '../../../foundation/days.ts';
import { counted } from '../../../foundation/words.ts';
import { RENEWAL_NEAR_DAYS } from '../../actions.ts';
import { bandOf, EFFORT, LOW_BELOW } from '../../effort/customerScore.ts';
import { caseWords } from './caseWords.ts';
import { type AlertRule, onDay } from './rule.ts';

/** A renewal within 90 days while effort is not low. */
export const RENEWAL_AT_RISK: AlertRule = {
  code: 'renewal_at_risk',
  group: 'risk',
  applies: (states, row) => !Number.isNaN(states.renewalDay(row)),
  find: (states, row, day) => {
    const renewalDay = states.renewalDay(row);
    const daysLeft = renewalDay - day;
    if (!(daysLeft >= 0 && daysLeft <= RENEWAL_NEAR_DAYS)) return null;
    const effort = states.cases.effortAt(row, day);
    if (!(effort >= LOW_BELOW)) return null;
    return () => {
      const hardest = caseWords(states.cases, states.cases.hardestCase(row, day));
      const band = bandOf(effort) === EFFORT.high ? 'high' : 'raised';
      return {
        text: `The renewal is on ${onDay(renewalDay)}, in ${counted(daysLeft, 'day')}, and effort is ${band}: ${Math.round(effort)} of 100. The hardest case: ${hardest.text}.`,
        evidence: { renewalAt: isoDate(renewalDay), daysLeft, effort, ...hardest.evidence },
      };
    };
  },
};

import { isoDate } from '../../../foundation/days.ts';
import { counted, percentInWords } from '../../../foundation/words.ts';
import { type AlertRule, onDay } from './rule.ts';

const BACK_DAYS = 30;
/** Of the chance of 30 days ago, this share is lost at least. */
const LOST_SHARE = 0.25;

/** The chance that a repeat buyer still buys has lost a quarter within 30 days; it falls with silence alone. */
export const ALIVE_FALLING: AlertRule = {
  code: 'alive_falling',
  group: 'risk',
  applies: ({ yardsticks, purchases }, row) => yardsticks.aliveGiven !== null && purchases.repeats(row) >= 1,
  find: ({ yardsticks, purchases }, row, day) => {
    const [x, first, last] = [purchases.repeats(row), purchases.first(row), purchases.last(row)];
    // Who bought within those days has a chance that rose, not fell.
    if (last > day - BACK_DAYS) return null;
    const probabilityAlive = yardsticks.aliveGiven!(x, first, last, day);
    const before = yardsticks.aliveGiven!(x, first, last, day - BACK_DAYS);
    if (!(probabilityAlive <= (1 - LOST_SHARE) * before)) return null;
    return () => ({
      text: `The chance that they still buy fell from ${percentInWords(before)} to ${percentInWords(probabilityAlive)} in ${BACK_DAYS} days: nothing bought since ${onDay(last)}, ${counted(day - last, 'day')}.`,
      evidence: {
        ...{ probabilityAlive, probabilityAliveBefore: before, backDays: BACK_DAYS },
        ...{ lastPurchaseAt: isoDate(last), silentDays: day - last },
      },
    });
  },
};

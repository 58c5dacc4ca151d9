import { isoDate } from '../../../foundation/days.ts';
import { counted, percentInWords, plainNumber } from '../../../foundation/words.ts';
import { silenceRankOf } from '../../revenue/ownRhythm.ts';
import { type AlertRule, onDay } from './rule.ts';

/** Later than this share of the customer's own gaps. */
const LATE_RANK = 0.95;
const LEAST_REPEATS = 2;

/** A repeat buyer silent for longer than nineteen of twenty of their own gaps, and not yet lapsed. */
export const OVERDUE: AlertRule = {
  code: 'overdue',
  group: 'risk',
  applies: ({ yardsticks, purchases }, row) =>
    yardsticks.buyingRate !== null && purchases.repeats(row) >= LEAST_REPEATS,
  find: ({ yardsticks, purchases }, row, day) => {
    const [first, last] = [purchases.first(row), purchases.last(row)];
    const repeats = purchases.repeats(row);
    const silentDays = day - last;
    const silenceRank = silenceRankOf(yardsticks.buyingRate!, { repeats, recencyDays: last - first, silentDays });
    if (!(silenceRank >= LATE_RANK)) return null;
    const usualGapDays = (last - first) / repeats;
    return () => ({
      text: `Nothing bought since ${onDay(last)}, ${counted(silentDays, 'day')}; before, about every ${plainNumber(usualGapDays)} days (${repeats + 1} purchase days). Longer than ${percentInWords(silenceRank)} of their own gaps.`,
      evidence: { lastPurchaseAt: isoDate(last), silentDays, usualGapDays, purchaseDays: repeats + 1, silenceRank },
    });
  },
  // Purchases at a steady rate have no memory: on any day the silence so far is spread as a whole gap is, and one in twenty is
  // late. Those silent beyond the lapse window are looked at no more.
  byChance: ({ yardsticks, purchases }, row) => {
    const recencyDays = purchases.last(row) - purchases.first(row);
    const history = { repeats: purchases.repeats(row), recencyDays, silentDays: yardsticks.lapseWindowDays! };
    const lookedAt = yardsticks.lapseWindowDays === null ? 1 : silenceRankOf(yardsticks.buyingRate!, history);
    return Math.max(0, lookedAt - LATE_RANK) / lookedAt;
  },
};

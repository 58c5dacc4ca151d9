import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { upliftFindings } from '../../../src/engine/reports/upliftReport.ts';
import { isoDate } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const FIRST = 18_000;
const TODAY = FIRST + 1700;

/** 40 accounts followed for years, of whom so many left; each asks something every few weeks, seeded. */
function accounts(leavers: number) {
  const random = new SeededRandom(5);
  const customers: LiteralCustomer[] = [];
  const contacts: LiteralInteraction[] = [];
  for (let i = 0; i < 40; i++) {
    const id = `c${i}`;
    const start = FIRST + random.below(300);
    const end = i < leavers ? start + 1000 + random.below(300) : TODAY;
    const left = i < leavers ? { churned_at: isoDate(end)! } : {};
    customers.push({ id, created_at: isoDate(start)!, mrr: 100, ...left });
    for (let day = start; day < end; day += 10 + random.below(80)) {
      const resolved = random.below(2) as 0 | 1;
      contacts.push({ id, at: isoDate(day)!, kind: 'support', caseId: `${id}-${day}`, channel: 'email', resolved });
    }
  }
  return literalDataset(customers, contacts);
}

const analysed = (leavers: number, given: Partial<ScoreOptions> = {}) =>
  analyse(accounts(leavers), { ...DEFAULT_OPTIONS, asOfDay: TODAY, behaviour: 'subscription', ...given });

describe('fewer leavers than the verdict takes', () => {
  const { retention } = analysed(9);

  it('give the data no weight, however often landmarks count each of them', () => {
    expect(retention.measured!.hazard.own).toBeNull();
    expect(retention.measured!.landmarkModel.own).not.toBeNull();
    expect(retention.verdict).toContain('only 9 have left, and it takes 10');
    expect(retention.verdict).toContain('these data have no weight in it');
    expect([retention.weightOnData, retention.portfolio.weightOnData]).toEqual([0, 0]);
    expect(analysed(10).retention.weightOnData).toBeGreaterThan(0);
  });

  it('the report says the same: the prior alone, and no uplift without one', () => {
    const terms = { control: null, outcomeValue: null, treatmentCost: null };
    const { basis, estimate } = upliftFindings(analysed(9), terms);
    expect([basis, estimate?.weightOnData, estimate?.grade]).toEqual(['assumed', 0, 'assumed']);
    const alone = analysed(9, { prior: 'none' });
    expect(upliftFindings(alone, terms).basis).toBe('none');
    expect(alone.retention.portfolio.upliftPoints.value).toBeNull();
  });
});

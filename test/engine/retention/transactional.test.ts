import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import { scoreEffort } from '../../../src/engine/effort/effort.ts';
import { groupInteractions } from '../../../src/engine/grouping.ts';
import { buildLifecycle } from '../../../src/engine/lifecycle.ts';
import { fitHazard } from '../../../src/engine/retention/hazard.ts';
import { scoreRetention } from '../../../src/engine/retention/retention.ts';
import { strataOf } from '../../../src/engine/retention/strata.ts';
import { summarisePurchases } from '../../../src/engine/revenue/purchases.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const FIRST = Date.parse('2022-01-01');
const DAYS = 730;

/** A shop whose busy customers buy more and contact more, and where effort does nothing at all. */
function shop() {
  const random = new SeededRandom(17);
  const at = () => new Date(FIRST + random.below(DAYS) * 86_400_000).toISOString();
  const log: LiteralInteraction[] = [];
  for (let i = 0; i < 1500; i++) {
    const id = `c${String(i).padStart(4, '0')}`;
    const busy = random.exponential();
    for (let k = Math.floor(2 + 12 * busy); k > 0; k--) log.push({ id, at: at(), kind: 'purchase', amount: 10 });
    for (let k = Math.floor(8 * busy); k > 0; k--) {
      const resolved = random.below(2) as 0 | 1;
      log.push({ id, at: at(), kind: 'support', caseId: `${id}-${k}`, channel: 'phone', resolved });
    }
  }
  const dataset = literalDataset([], log);
  const grouping = groupInteractions(dataset);
  const asOfDay = FIRST / 86_400_000 + DAYS - 1;
  const purchases = summarisePurchases(dataset, grouping, asOfDay);
  const behaviour = 'transactional';
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour, asOfDay, options: DEFAULT_OPTIONS });
  return { dataset, grouping, lifecycle, options: DEFAULT_OPTIONS };
}

describe('a business without contracts', () => {
  const input = shop();
  const effort = scoreEffort(input);
  const byMonth = effort.byMonth!;
  const strata = strataOf(input.dataset);

  it('counts the purchases of the year before each month, none of the month itself', () => {
    const { order, start } = input.grouping;
    const { timeMs, kind } = input.dataset.interactions;
    for (const row of [0, 10, 100, 1000]) {
      const { customer, startDay } = byMonth.months;
      const [i, day] = [customer[row]!, startDay[row]!];
      const days = Array.from(order.subarray(start[i]!, start[i + 1]!))
        .filter((k) => kind[k] === 0)
        .map((k) => timeMs[k]! / 86_400_000);
      expect(byMonth.purchases![row]).toBe(days.filter((bought) => bought < day && bought >= day - 365).length);
    }
  });

  it('is compared among the equally busy, which takes most of the false effect away', () => {
    const blind = fitHazard({ ...byMonth, purchases: null }, strata).own!;
    const own = fitHazard(byMonth, strata).own!;
    expect(blind.value).toBeLessThan(-4 * blind.se);
    expect(Math.abs(own.value)).toBeLessThan(Math.abs(blind.value) / 2);
  });

  it('is told that there is no evidence', () => {
    const retention = scoreRetention({
      ...input,
      effort,
      survivalAt: (_row, months) => 0.98 ** months,
      monthlyMarginMinor: new Float64Array(input.dataset.customerIds.length).fill(100),
    });
    expect(retention.measured!.validation.verdict).toBe('no evidence');
    expect(retention.verdict).toMatch(/^No evidence/);
    expect(retention.model['hazard']).toMatchObject({
      adjustedFor: ['month of tenure', 'purchases in the year before', 'cases in the window'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { STATUS } from '../../src/domain/features.ts';
import { FigureBuilder } from '../../src/domain/figures.ts';
import type { ReasonCode } from '../../src/domain/grades.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { total, totalOfPresent } from '../../src/engine/amounts.ts';
import { score } from '../../src/engine/score.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

type Status = keyof typeof STATUS;

/** Customers without a value: the status and the reason of each. */
function unexplained(...customers: readonly [Status, ReasonCode][]) {
  const figure = new FigureBuilder(customers.length);
  for (const [row, [, reason]] of customers.entries()) figure.leave(row, reason);
  return { figure, status: Uint8Array.from(customers, ([status]) => STATUS[status]) };
}

describe('the reason why a figure of all customers is null', () => {
  it('is that of most customers, not of the first', () => {
    const { figure } = unexplained(['active', 'no_purchases'], ['active', 'no_effort'], ['active', 'no_effort']);
    expect(total(figure, 'no_value').reason).toBe('no_effort');
  });

  it('is that of most active ones, however many have left or are of unknown status', () => {
    const { figure, status } = unexplained(
      ...Array.from({ length: 3 }, (): [Status, ReasonCode] => ['unknown', 'no_churn_information']),
      ...Array.from({ length: 4 }, (): [Status, ReasonCode] => ['lapsed', 'lapsed']),
      ['active', 'no_effort'],
    );
    expect(totalOfPresent(figure, status, 'no_value').reason).toBe('no_effort');
  });

  it('is that of those of unknown status where nobody is known to be here', () => {
    const { figure, status } = unexplained(['churned', 'churned'], ['churned', 'churned'], ['unknown', 'no_start']);
    expect(totalOfPresent(figure, status, 'no_value').reason).toBe('no_start');
  });

  it('a few customers whose orders were all refunded do not speak for the whole shop', () => {
    const at = (day: number) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString();
    const bought = (id: string, day: number): LiteralInteraction => ({
      ...{ id, at: at(day), kind: 'purchase', amount: 20, orderId: `${id}-${day}` },
    });
    const random = new SeededRandom(3);
    const shop = Array.from({ length: 200 }, (_, i) => {
      const stop = 900 * random.uniform();
      const days = [random.below(200)];
      while (days.at(-1)! < Math.min(stop, 500)) days.push(days.at(-1)! + 5 + random.below(60));
      return days.map((day) => bought(`c${i}`, day));
    }).flat();
    const returned: LiteralInteraction = { ...{ id: 'a0', at: at(9), kind: 'refund', amount: 20, orderId: 'a0-5' } };
    const { reasons } = score(literalDataset([], [bought('a0', 5), returned, ...shop]), DEFAULT_OPTIONS).portfolio;
    expect(reasons['retention.upliftPoints']).toBe('no_effort');
    expect(reasons['retention.upliftValue']).toBe('no_effort');
  });
});

import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { score } from '../../src/engine/score.ts';
import { dayNumber, isoDate } from '../../src/foundation/days.ts';
import { type LiteralCustomer, literalDataset } from '../support/literalDataset.ts';

/** One customer a day; every third has left after twenty days; one has cancelled for a month that is still to come. */
const customers = Array.from({ length: 120 }, (_, i): LiteralCustomer => {
  const from = dayNumber(2024, 1, 1) + i;
  const left = i % 3 === 0 && i < 90 ? isoDate(from + 20)! : i === 100 ? '2024-06-15' : null;
  return {
    id: `c${String(i).padStart(3, '0')}`,
    created_at: isoDate(from)!,
    mrr: 20,
    ...(left && { churned_at: left }),
  };
});

const stepOf = (id: string, asOf: string | null) => {
  const asOfDay = asOf === null ? null : dayNumber(...(asOf.split('-').map(Number) as [number, number, number]));
  const { customers: scored } = score(literalDataset(customers), { ...DEFAULT_OPTIONS, asOfDay });
  return Array.from(scored).find(({ customerId }) => customerId === id)!.action;
};

it('who has cancelled and is still here is to be spoken to, as long as that is known', () => {
  expect(stepOf('c100', null)).toMatchObject({ code: 'leaving', text: expect.stringContaining('2024-06-15') });
  expect(stepOf('c100', '2024-05-20').code).toBe('leaving');
  // Before the data end nobody knew, and afterwards it is over.
  expect(stepOf('c100', '2024-04-20').code).not.toBe('leaving');
  expect(stepOf('c100', '2024-07-01').code).toBe('left');
  expect(stepOf('c101', null).code).not.toBe('leaving');
});

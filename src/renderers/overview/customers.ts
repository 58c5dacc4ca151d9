import type { ScoreResult } from '../../domain/results.ts';
import { decimal } from '../numbers.ts';
import { painter } from '../paint.ts';
import type { Section } from '../sections.ts';
import { customerTable } from '../tables.ts';

/** The customers with most at stake, each with the next step. */
export function whomChapter(score: ScoreResult): Section {
  const { customers, portfolio } = score;
  const shown = decimal(customers.length, 0);
  const words = `The ${shown} of ${decimal(portfolio.customers, 0)} customers with most at stake, most first.`;
  const table = customerTable(score, null, painter(false));
  return {
    heading: 'Whom to act on',
    blocks: customers.length === 0 ? [{ untold: 'there are no customers in these data' }] : [{ words }, { table }],
  };
}

import type { Dataset } from '../../domain/dataset.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption } from '../../domain/results.ts';

/** Gross margin as a fraction of revenue, per customer. */
export interface Margins {
  readonly fractions: Float64Array;
  /** 1 where no margin is known, so that the figures stand on revenue. */
  readonly assumed: Uint8Array;
  readonly anyAssumed: boolean;
  readonly assumptions: readonly Assumption[];
}

/** The customer's own margin, else `--margin`, else 1 with the assumption said (METHODS 0). */
export function customerMargins(dataset: Dataset, options: ScoreOptions): Margins {
  const n = dataset.customerIds.length;
  const own = dataset.customers.numbers.get('margin');
  const fractions = new Float64Array(n);
  const assumed = new Uint8Array(n);
  let anyAssumed = false;
  for (let row = 0; row < n; row++) {
    const stated = own?.[row] ?? Number.NaN;
    const fraction = Number.isNaN(stated) ? options.margin : stated;
    fractions[row] = fraction ?? 1;
    if (fraction !== null) continue;
    assumed[row] = 1;
    anyAssumed = true;
  }
  return { fractions, assumed, anyAssumed, assumptions: anyAssumed ? [VALUE_ON_REVENUE] : [] };
}

const VALUE_ON_REVENUE: Assumption = {
  code: 'value_on_revenue',
  value: 1,
  source: 'no gross margin is known, so value figures stand on revenue',
  replaceWith: '--margin, or a margin column in the customers file',
};

/** The grade of a figure once a margin is applied to it: a default margin makes it partly or wholly assumed. */
export function gradeWithMargin(grade: Grade, marginAssumed: boolean): Grade {
  if (!marginAssumed || grade === 'assumed') return grade;
  return grade === 'observed' ? 'assumed' : 'blended';
}

export function meanMargin({ fractions }: Margins): number {
  return fractions.reduce((sum, fraction) => sum + fraction, 0) / Math.max(1, fractions.length);
}

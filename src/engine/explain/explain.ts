import type { ExplainReport, Formula } from '../../domain/explainReport.ts';
import type { SourceRow } from '../../domain/sourceRow.ts';
import type { Analysis } from '../analyse.ts';
import { rowBuilder } from '../customerSequence.ts';
import { costFormulas } from './costFormulas.ts';
import { effortFormulas } from './effortFormulas.ts';
import type { Explained } from './known.ts';
import { retentionFormulas } from './retentionFormulas.ts';
import { revenueFormulas } from './revenueFormulas.ts';
import { statusExplained } from './statusExplained.ts';
import { timelineOf } from './timeline.ts';
import { valueFormulas } from './valueFormulas.ts';
import { whatIfs } from './whatIf.ts';

export interface ExplainInput {
  readonly analysis: Analysis;
  /** Their place in the dataset. */
  readonly customer: number;
  /** Their rows where they stand in the files. */
  readonly traced: readonly SourceRow[];
  readonly onStep?: (what: string) => void;
}

/** Everything about one customer: each figure from its inputs, the rows behind it, and what would change it. */
export function explainCustomer(
  input: ExplainInput,
): Omit<ExplainReport, 'schemaVersion' | 'meta' | 'assumptions' | 'warnings'> {
  const { analysis, traced, onStep } = input;
  const explained = explainedOf(analysis, input.customer);
  const inWords = analysis.models.revenue['inWords'];
  return {
    customer: explained.row,
    status: statusExplained(explained),
    model: Array.isArray(inWords) ? inWords.map(String) : [],
    formulas: formulasOf(explained),
    whatIf: whatIfs(explained, onStep),
    timeline: timelineOf(explained, traced),
    sources: traced.map(({ interactions: _, ...source }) => source),
  };
}

export function explainedOf(analysis: Analysis, customer: number): Explained {
  return { analysis, customer, row: rowBuilder(analysis)(customer) };
}

/** Every formula of a customer's row, part by part. */
export function formulasOf(explained: Explained): readonly Formula[] {
  return [
    ...revenueFormulas(explained),
    ...valueFormulas(explained),
    ...effortFormulas(explained),
    ...retentionFormulas(explained),
    ...costFormulas(explained),
  ];
}

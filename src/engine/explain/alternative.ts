import type { WhatIf } from '../../domain/explainReport.ts';
import type { Analysis } from '../analyse.ts';

/** Something otherwise, and the analysis that comes of it. */
export interface Alternative extends Pick<WhatIf, 'kind' | 'code' | 'what' | 'now' | 'instead'> {
  readonly analyse: () => Analysis;
}

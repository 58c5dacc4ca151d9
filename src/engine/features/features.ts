import type { Dataset } from '../../domain/dataset.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Warning } from '../../domain/results.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { serviceCost } from '../cost/service.ts';
import { prepare } from '../prepare.ts';
import { featuresAsOf } from './carried.ts';
import { countFeatures, type FeatureColumns } from './count.ts';
import { ofContracts } from './suitable.ts';

export interface Features {
  readonly asOfDay: number;
  readonly columns: FeatureColumns;
  readonly warnings: readonly Warning[];
}

/**
 * What a row a customer can carry of the interactions, for shops.
 * @throws input_unsuitable for features, undated data, and customers with contracts
 */
export function featuresOf(dataset: Dataset, options: ScoreOptions): Features {
  if (featuresAsOf(dataset) !== null) throw new CxRoiError('input_unsuitable', 'these are features already');
  const ground = prepare(dataset, options);
  const { asOfDay, grouping, lifecycle, warnings } = ground;
  if (asOfDay === null) throw new CxRoiError('input_unsuitable', 'the data carry no dates to count up to');
  if (lifecycle.behaviour === 'subscription') throw ofContracts();
  const service = serviceCost({ dataset, grouping, lifecycle, options, books: null });
  return { asOfDay, columns: countFeatures(ground, asOfDay, service), warnings };
}

import type { ComparedResult, CompareReport } from '../../domain/compareReport.ts';
import type { StoredPair, StoredResult } from '../../domain/storedResult.ts';
import { bandMovements, bandMoves } from './bands.ts';
import { contributionsTo } from './contributions.ts';
import { customerMovements, largestContributions } from './customers.ts';
import { comparedPair } from './flows.ts';
import { comparabilityWarnings } from './likeWithLike.ts';
import { measureChanges, measuredOtherwise } from './measures.ts';
import { flowsOf, MovementBook } from './movements.ts';

/** What moved between two results and who is behind it; `top` customers by figure. */
export function compareResults(
  pair: StoredPair,
  top: number,
): Omit<CompareReport, 'schemaVersion' | 'meta' | 'assumptions'> {
  const compared = comparedPair(pair);
  const contributions = contributionsTo(compared);
  const book = new MovementBook(compared, contributions);
  const movement = book.movements();
  const customers = customerMovements(compared, contributions);
  const measures = measureChanges(pair);
  return {
    warnings: comparabilityWarnings(compared, movement, measures),
    before: describe(pair.before),
    after: describe(pair.after),
    moved: customers.length > 0 || Object.values(movement).some(({ change }) => change !== null && change !== 0),
    movement,
    measuredOtherwise: measuredOtherwise(measures),
    flows: flowsOf(compared, contributions),
    bands: bandMovements(pair),
    bandMoves: bandMoves(compared),
    largest: largestContributions(compared, contributions, top),
    reasons: book.reasons,
    customers,
  };
}

function describe({ file, meta, customers }: StoredResult): ComparedResult {
  const { asOf, version, horizonMonths } = meta;
  return { ...{ file, asOf, version, horizonMonths }, customers: customers.count };
}

import { type RidgeFit, ridgeTowardsPrior } from '../../math/nonNegativeRidge.ts';
import { LEARNING_SHARE } from '../heldBack.ts';
import type { CaseTable } from './cases.ts';
import { judge, type Trial } from './trial.ts';
import { COMPONENTS, rescaled, type Weights } from './weights.ts';

/** Weights learnt, and whether they earned their place: shown in full, negative unconstrained ones too. */
export interface LearntWeights extends Trial {
  /** Learnt on surveyed cases, by squared error, or on customer-months, by log-loss of leaving. */
  readonly from: 'surveys' | 'churn';
  readonly prior: Weights;
  /** Scaled to the sum of the prior's; what is scored with where they are kept. */
  readonly learnt: Weights;
  /** The same fit without prior and without the bound at zero; NaN for components the data do not tell apart. */
  readonly unconstrained: Weights;
}

const LEAST_CASES = 100;
/** The prior weighs as much as so many surveyed cases. */
const PRIOR_CASES = 50;

/** Weights of the components from effort answers about cases, by non-negative ridge; null with too few answers. */
export function weightsFromSurveys(table: CaseTable): LearntWeights | null {
  const cases = surveyedCases(table);
  if (cases.length < LEAST_CASES) return null;
  const cut = Math.floor(LEARNING_SHARE * cases.length);
  const [earlier, later] = [cases.subarray(0, cut), cases.subarray(cut)];
  const prior = table.weights;
  const [train, test] = [designOf(table, earlier), designOf(table, later)];
  const scale = scaleOf(train, prior);
  const anchored = prior.map((weight) => weight * scale);
  const variance = train.response.reduce((sum, y) => sum + (y - 0.5) ** 2, 0) / cut;
  const data = { ...train, prior: anchored, strength: PRIOR_CASES * variance };
  const fit = ridgeTowardsPrior(data, 0);
  const free = ridgeTowardsPrior({ ...data, strength: 0 }, Number.NEGATIVE_INFINITY);
  const byPrior = ridgeTowardsPrior({ ...data, strength: 1e12 }, 0);
  return {
    from: 'surveys',
    ...judge(earlier.length, lossesOf(byPrior, test), lossesOf(fit, test)),
    prior,
    learnt: rescaled(fit.coefficients, prior),
    unconstrained: free.coefficients.map((b, k) => (varies(train.columns[k]!) ? b / scale : Number.NaN)),
  };
}

function varies(column: Float64Array): boolean {
  return column.some((value) => value !== column[0]);
}

/** Surveyed cases by the time of the answer, then by place. */
function surveyedCases({ surveys }: CaseTable): Int32Array {
  return Int32Array.from(surveys.effort.keys())
    .filter((c) => !Number.isNaN(surveys.effort[c]!))
    .sort((a, b) => surveys.timeMs[a]! - surveys.timeMs[b]! || a - b);
}

interface Design {
  readonly columns: readonly Float64Array[];
  /** Answered effort, 0..1. */
  readonly response: Float64Array;
}

function designOf(table: CaseTable, cases: Int32Array): Design {
  const columns = COMPONENTS.map(() => new Float64Array(cases.length));
  cases.forEach((c, i) => {
    // What the customer could know when answering: no return that came later.
    const values = table.componentsBefore(c, table.surveys.timeMs[c]!, table.contacts(c));
    columns.forEach((column, k) => {
      column[i] = values[k]! || 0;
    });
  });
  return { columns, response: Float64Array.from(cases, (c) => table.surveys.effort[c]! / 100) };
}

/** Slope of the answers on the prior's weighted sum: turns weights into shares of the scale. */
function scaleOf({ columns, response }: Design, prior: Weights): number {
  const weighted = response.map((_, i) => columns.reduce((sum, column, k) => sum + prior[k]! * column[i]!, 0));
  const { coefficients } = ridgeTowardsPrior(
    { columns: [weighted], response, prior: Float64Array.of(0), strength: 0 },
    0,
  );
  return coefficients[0]! > 0 ? coefficients[0]! : 1 / prior.reduce((sum, weight) => sum + weight, 0);
}

function lossesOf({ intercept, coefficients }: RidgeFit, { columns, response }: Design): Float64Array {
  return response.map((answer, i) => {
    let predicted = intercept;
    for (let k = 0; k < columns.length; k++) predicted += coefficients[k]! * columns[k]![i]!;
    return (answer - predicted) ** 2;
  });
}

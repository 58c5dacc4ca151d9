import type { CustomerNumber } from '../../domain/customers.ts';
import type { CesScale, Dataset } from '../../domain/dataset.ts';
import { FigureBuilder } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { weigh } from './cases.ts';
import { bandOf, EFFORT, UNSCORED } from './customerScore.ts';
import { effortOfAnswer } from './surveys.ts';
import { COMPONENTS, priorWeights, REPEAT, SURVEY_SHARE, SWITCH, TRANSFER } from './weights.ts';

const COUNTS = ['contacts', 'repeat_contacts', 'transfers', 'channel_switches'] as const satisfies CustomerNumber[];

/** Whether the customers file itself counts contacts. */
export function hasContactCounts({ customers }: Dataset): boolean {
  return COUNTS.some((field) => customers.numbers.has(field));
}

export interface SnapshotEffort {
  readonly score: FigureBuilder;
  readonly cases: FigureBuilder;
  readonly contacts: FigureBuilder;
  readonly coverage: FigureBuilder;
  readonly status: Uint8Array;
}

/**
 * A snapshot's own counts make one undated pseudo-case a customer: scored from whatever component there is (one is
 * enough, for nothing else will come), without decay, graded `assumed`.
 */
export function snapshotEffort(dataset: Dataset, scale: CesScale | null): SnapshotEffort {
  const n = dataset.customerIds.length;
  const weights = priorWeights();
  const read = componentReader(dataset, scale);
  const result = newResult(n);
  for (let i = 0; i < n; i++) {
    const { count, values, answer } = read(i);
    const { sum, weight, coverage } = weigh(values, weights);
    const behaviour = (100 * sum) / weight;
    const score = Number.isNaN(answer) ? behaviour : SURVEY_SHARE * answer + (1 - SURVEY_SHARE) * behaviour;
    record(result, i, { count, score, coverage });
  }
  return result;
}

/** What one customer's pseudo-case is scored from: components in the order of COMPONENTS, and a survey's effort. */
export function snapshotComponents(dataset: Dataset, options: Pick<ScoreOptions, 'cesScale'>, customer: number) {
  const { values, answer } = componentReader(dataset, options.cesScale ?? dataset.facts.cesScale)(customer);
  return { values: values.slice(), answer };
}

/** NaN where nothing is known; the components are overwritten by the next read. */
function componentReader(dataset: Dataset, scale: CesScale | null) {
  const values = new Float64Array(COMPONENTS.length);
  const column = (field: CustomerNumber) => dataset.customers.numbers.get(field);
  const [contacts, repeats] = [column('contacts'), column('repeat_contacts')];
  const [transfers, switches, ces] = [column('transfers'), column('channel_switches'), column('ces')];
  return (i: number) => {
    const count = contacts?.[i] ?? Number.NaN;
    values.fill(Number.NaN);
    values[REPEAT] = Math.min(Math.max(0, repeats?.[i] ?? count - 1), 3) / 3;
    values[TRANSFER] = Math.min(transfers?.[i] ?? Number.NaN, 2) / 2;
    values[SWITCH] = Math.min(switches?.[i] ?? Number.NaN, 2) / 2;
    return { count, values, answer: scale === null ? Number.NaN : effortOfAnswer(ces?.[i] ?? Number.NaN, scale) };
  };
}

function newResult(n: number): SnapshotEffort {
  const figure = () => new FigureBuilder(n);
  return { score: figure(), cases: figure(), contacts: figure(), coverage: figure(), status: new Uint8Array(n) };
}

interface PseudoCase {
  readonly count: number;
  readonly score: number;
  readonly coverage: number;
}

function record(result: SnapshotEffort, i: number, { count, score, coverage }: PseudoCase): void {
  if (Number.isNaN(count)) result.contacts.leave(i, 'no_contact_log');
  else result.contacts.set(i, count, 'observed');
  if (count === 0) {
    result.status[i] = EFFORT.none;
    result.score.set(i, 0, 'assumed');
    result.cases.set(i, 0, 'assumed');
    result.coverage.leave(i, 'no_scorable_case');
    return;
  }
  if (Number.isNaN(score)) {
    result.status[i] = UNSCORED;
    for (const figure of [result.score, result.cases, result.coverage]) figure.leave(i, 'no_contact_log');
    return;
  }
  result.status[i] = bandOf(score);
  result.score.set(i, score, 'assumed');
  result.cases.set(i, 1, 'assumed');
  result.coverage.set(i, coverage, 'assumed');
}

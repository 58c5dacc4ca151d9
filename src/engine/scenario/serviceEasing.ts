import type { Dataset } from '../../domain/dataset.ts';
import type { Grade } from '../../domain/grades.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { weaker } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { type ContactLog, contactsOf } from '../effort/contactLog.ts';
import type { EasedEffort } from './easedEffort.ts';

/** What easier cases save of the cost to serve. */
export interface ServiceEasing {
  /** What one point of a case's effort goes with, minor units, among cases of one topic and channel, and its standard error. */
  readonly perPointMinor: number;
  readonly perPointSe: number;
  /** Share of the cost of all cases saved at so much a point: a case costs no less than its first contact. */
  shareAt(perPointMinor: number): number;
  readonly cases: number;
  readonly grade: Grade;
}

/** Below this many scored cases a slope says nothing. */
const LEAST_CASES = 30;

/**
 * The user's own relation of a case's cost to its effort, within topic and first channel (least squares with fixed
 * effects, errors clustered by customer), times the effort that the scenario takes off each case. Null without a log,
 * with too few scored cases, or where effort does not vary. An association: repeats are counted in both. A line drawn on
 * to no effort knows no end, so that of each topic and channel no more is saved than the contacts after the first cost.
 */
export function serviceEasing(analysis: Analysis, eased: EasedEffort): ServiceEasing | null {
  const { log } = analysis.effort;
  if (log === null || eased.ofCase === null) return null;
  const ledger = caseLedger(analysis, log, eased.ofCase);
  if (ledger.rows < LEAST_CASES || !(ledger.costMinor > 0)) return null;
  const slope = withinSlope(ledger);
  if (slope === null) return null;
  return {
    perPointMinor: slope.value,
    perPointSe: slope.se,
    shareAt: (perPointMinor) => savedMinor(ledger, perPointMinor) / ledger.costMinor,
    cases: ledger.rows,
    grade: ledger.grade,
  };
}

function savedMinor({ groups, relief, furtherMinor }: CaseLedger, perPointMinor: number): number {
  const saved = new CompensatedSum();
  for (let g = 0; g < groups; g++) saved.add(Math.min(perPointMinor * relief[g]!, furtherMinor[g]!));
  return saved.value;
}

/** Scored cases as columns, sums over them by group, and the cost of all cases. */
interface CaseLedger {
  readonly rows: number;
  /** Topic and first channel, numbered as they come. */
  readonly group: Int32Array;
  readonly groups: number;
  /** Cases run by customer. */
  readonly customer: Int32Array;
  readonly effort: Float64Array;
  readonly costOfCase: Float64Array;
  readonly costMinor: number;
  /** Of each group: points of effort that the scenario takes off, and what contacts after the first of a case cost. */
  readonly relief: Float64Array;
  readonly furtherMinor: Float64Array;
  readonly grade: Grade;
}

function caseLedger({ dataset, cost }: Analysis, log: ContactLog, ease: NonNullable<EasedEffort['ofCase']>) {
  const price = cost.sources.service.priceOf;
  const { index } = log.cases;
  const [group, customer] = [new Int32Array(index.cases), new Int32Array(index.cases)];
  const [effort, costOfCase] = [new Float64Array(index.cases), new Float64Array(index.cases)];
  const [total, numbers] = [new CompensatedSum(), new Map<string, number>()];
  const [relief, further]: [CompensatedSum[], CompensatedSum[]] = [[], []];
  let rows = 0;
  let grade: Grade = 'modelled';
  for (let c = 0; c < index.cases; c++) {
    const contacts = contactsOf(log, c);
    let cost = 0;
    for (const row of contacts) {
      const priced = price(row);
      cost += priced.minor;
      grade = weaker(grade, priced.grade);
    }
    total.add(cost);
    const score = log.cases.scoreBefore(c, Number.POSITIVE_INFINITY, log.cases.contacts(c));
    if (Number.isNaN(score)) continue;
    const number = numberOf(dataset, contacts[0]!, numbers);
    sumOf(relief, number).add(score - ease(c, score));
    sumOf(further, number).add(cost - price(contacts[0]!).minor);
    [group[rows], customer[rows], effort[rows], costOfCase[rows]] = [number, index.customer[c]!, score, cost];
    rows++;
  }
  const columns = { rows, group, groups: numbers.size, customer, effort, costOfCase };
  const sums = { relief: valuesOf(relief), furtherMinor: valuesOf(further).map((minor) => Math.max(0, minor)) };
  return { ...columns, ...sums, costMinor: total.value, grade };
}

function sumOf(sums: CompensatedSum[], number: number): CompensatedSum {
  sums[number] ??= new CompensatedSum();
  return sums[number];
}

function valuesOf(sums: readonly CompensatedSum[]): Float64Array {
  return Float64Array.from(sums, ({ value }) => value);
}

function numberOf({ interactions: { columns } }: Dataset, contact: number, numbers: Map<string, number>): number {
  const key = `${columns.topic?.[contact] ?? NO_CODE} ${columns.channel?.[contact] ?? NO_CODE}`;
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

/** Slope of cost on effort with a level for each group, and its error clustered by customer; null without variation. */
function withinSlope(ledger: CaseLedger): { readonly value: number; readonly se: number } | null {
  const x = aroundMean(ledger, ledger.effort);
  const y = aroundMean(ledger, ledger.costOfCase);
  let [xx, xy] = [0, 0];
  for (let k = 0; k < ledger.rows; k++) {
    xx += x[k]! * x[k]!;
    xy += x[k]! * y[k]!;
  }
  if (!(xx > 0)) return null;
  const value = xy / xx;
  let [meat, score, clusters] = [0, 0, 0];
  for (let k = 0; k < ledger.rows; k++) {
    score += x[k]! * (y[k]! - value * x[k]!);
    if (k + 1 < ledger.rows && ledger.customer[k + 1] === ledger.customer[k]) continue;
    meat += score * score;
    score = 0;
    clusters++;
  }
  if (clusters < 2) return null;
  return { value, se: (Math.sqrt(meat) / xx) * Math.sqrt(clusters / (clusters - 1)) };
}

/** Values less the mean of their group. */
function aroundMean({ rows, group, groups }: CaseLedger, values: Float64Array): Float64Array {
  const [sum, count] = [new Float64Array(groups), new Float64Array(groups)];
  for (let k = 0; k < rows; k++) {
    sum[group[k]!]! += values[k]!;
    count[group[k]!]!++;
  }
  return Float64Array.from({ length: rows }, (_, k) => values[k]! - sum[group[k]!]! / count[group[k]!]!);
}

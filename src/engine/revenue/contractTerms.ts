import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { monthsBetween } from '../../foundation/months.ts';
import { percentInWords } from '../../foundation/words.ts';
import type { RenewalTable } from './models/betaDiscreteWeibull.ts';

/** Where each subscriber stands in contracts of one and the same length. */
export interface ContractTerms {
  readonly months: number;
  /** Renewals faced so far, NaN where unknown. */
  readonly faced: Float64Array;
  /** Months until the next renewal. */
  readonly nextMonths: Float64Array;
  /** Customers who faced the first, second, … renewal, and who left at it. */
  readonly table: RenewalTable;
  /** Share of those who left that did so when a contract ended. */
  readonly leftAtEnd: number;
}

/** Monthly contracts end so often that staying by month of tenure says as much. */
const SHORTEST_MONTHS = 2;
/** Contracts of several lengths make no common series of renewals. */
const SAME_LENGTH = 0.95;
const MIN_LEFT = 5;
/** Leaving goes by contracts where this share of it falls on their ends, give or take a tenth of a contract. */
const AT_ENDS = 0.8;
const OFF_END = 0.1;

/** The contract terms of all subscribers, or why renewals are no help here, in words. */
export function contractTerms(lifecycle: Lifecycle): ContractTerms | string {
  const { contracts, status, tenureMonths } = lifecycle;
  if (contracts === undefined) return 'nothing says what periods contracts run for';
  const { periodMonths: months, ownMonths } = contracts;
  const known = ownMonths.filter((own) => !Number.isNaN(own));
  if (months === null || known.filter((own) => own === months).length < SAME_LENGTH * known.length) {
    return 'contracts run for different periods';
  }
  if (months < SHORTEST_MONTHS) return 'contracts run for a month at most, and months of tenure say as much';
  const ends = endings(status, tenureMonths, months);
  if (ends.left < MIN_LEFT) return `fewer than ${MIN_LEFT} subscribers were seen to leave`;
  const leftAtEnd = ends.atEnd / ends.left;
  if (leftAtEnd < AT_ENDS) {
    return `only ${percentInWords(leftAtEnd)} of those who left did so when a contract ended`;
  }
  return { months, leftAtEnd, ...standings(lifecycle, months) };
}

function hasLeft(status: number): boolean {
  return status === STATUS.churned || status === STATUS.lapsed;
}

function endings(status: Uint8Array, tenureMonths: Float64Array, months: number) {
  let [left, atEnd] = [0, 0];
  for (let row = 0; row < status.length; row++) {
    if (!hasLeft(status[row]!) || !(tenureMonths[row]! >= 0)) continue;
    left++;
    const terms = tenureMonths[row]! / months;
    if (Math.round(terms) >= 1 && Math.abs(terms - Math.round(terms)) <= OFF_END) atEnd++;
  }
  return { left, atEnd };
}

function standings(lifecycle: Lifecycle, months: number): Pick<ContractTerms, 'faced' | 'nextMonths' | 'table'> {
  const { status, tenureMonths } = lifecycle;
  const faced = new Float64Array(status.length).fill(Number.NaN);
  const nextMonths = new Float64Array(status.length).fill(Number.NaN);
  const [atRisk, lost]: [number[], number[]] = [[], []];
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS.unknown || !(tenureMonths[row]! >= 0)) continue;
    const gone = hasLeft(status[row]!);
    if (gone) faced[row] = Math.max(1, Math.ceil(tenureMonths[row]! / months - OFF_END));
    else [faced[row], nextMonths[row]] = standing(lifecycle, row, months);
    for (let t = 0; t < faced[row]!; t++) atRisk[t] = (atRisk[t] ?? 0) + 1;
    if (gone) lost[faced[row]! - 1] = (lost[faced[row]! - 1] ?? 0) + 1;
  }
  return { faced, nextMonths, table: { atRisk, lost: atRisk.map((_, t) => lost[t] ?? 0) } };
}

/** Renewals that a customer who is here has faced, and months until the next: by what is paid for, else by tenure. */
function standing({ contracts, asOfDay, startDay, tenureMonths }: Lifecycle, row: number, months: number) {
  const until = contracts?.paidUntilDay[row] ?? Number.NaN;
  const paid = monthsBetween(startDay[row]!, until) / months;
  if (asOfDay === null || Number.isNaN(paid)) {
    const faced = Math.floor(tenureMonths[row]! / months);
    return [faced, (faced + 1) * months - tenureMonths[row]!] as const;
  }
  return [Math.max(0, Math.round(paid) - 1), monthsBetween(asOfDay, until)] as const;
}

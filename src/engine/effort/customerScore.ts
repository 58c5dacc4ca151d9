import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import type { CaseTable } from './cases.ts';
import { UNRESOLVED } from './weights.ts';

/** Places in EFFORT_STATUSES; UNSCORED where contacts are there but no case can be scored. */
export const EFFORT = { none: 0, low: 1, mid: 2, high: 3 } as const;
export const UNSCORED = 255;

export const LOW_BELOW = 33;
const HIGH_ABOVE = 66;
/** A case never makes a customer's score exactly 100, so that every case keeps a share of it. */
export const MOST = 1 - 1e-9;

/** What is left of a case's effort by its age in whole days, as far as the window reaches. */
export function decayByAge(windowDays: number, halfLifeDays: number | null): Float64Array {
  return Float64Array.from({ length: windowDays + 1 }, (_, age) =>
    halfLifeDays === null ? 1 : 2 ** (-age / halfLifeDays),
  );
}

/** Band of a score of a customer with contacts: low < 33, mid, high > 66. */
export function bandOf(score: number): number {
  return score < LOW_BELOW ? EFFORT.low : score > HIGH_ABOVE ? EFFORT.high : EFFORT.mid;
}

/** When a score is taken: from contacts on days before `beforeDay`, aged from `fromDay`. */
export interface Moment {
  readonly beforeDay: number;
  readonly fromDay: number;
}

/** At the start of a day, nothing of the day itself being known. */
export function startOf(day: number): Moment {
  return { beforeDay: day, fromDay: day };
}

/** At the end of a day. */
export function endOf(day: number): Moment {
  return { beforeDay: day + 1, fromDay: day };
}

/** What of the cases a score is made of. */
export type ScoredCases = Pick<
  CaseTable,
  | 'index'
  | 'coverage'
  | 'contacts'
  | 'contactsBefore'
  | 'contactMs'
  | 'scoreBefore'
  | 'componentsBefore'
  | 'answerBefore'
  | 'behaviourBefore'
>;

/** One case's part in a customer's score. */
export interface Receipt {
  readonly caseNumber: number;
  readonly contacts: number;
  readonly caseScore: number;
  readonly ageDays: number;
  /** Points of the customer's score; the receipts of a customer add up to it. */
  readonly points: number;
}

/**
 * Customer score `100·(1 − Π(1 − x_i))`, `x_i = min(2^(−age_i/h)·E_i/100, 1 − 1e-9)` over the window (METHODS 2).
 * After each `scoreAt` the fields hold that customer's figures; nothing is allocated, for this runs a customer-month.
 */
export class CustomerScorer {
  score = 0;
  status: number = EFFORT.none;
  /** Cases and contacts in the window, and the mean coverage of the scored cases (NaN without any). */
  cases = 0;
  contacts = 0;
  coverage = Number.NaN;
  readonly #table: ScoredCases;
  readonly #windowDays: number;
  /** Decay by age in whole days. */
  readonly #decay: Float64Array;

  constructor(table: ScoredCases, windowDays: number, halfLifeDays: number | null) {
    this.#table = table;
    this.#windowDays = windowDays;
    this.#decay = decayByAge(windowDays, halfLifeDays);
  }

  scoreAt(customer: number, moment: Moment): void {
    let [untouched, scored, coverage] = [1, 0, 0];
    this.cases = 0;
    this.contacts = 0;
    this.#visit(customer, moment, (caseNumber, contacts, x) => {
      this.cases++;
      this.contacts += contacts;
      if (Number.isNaN(x)) return;
      scored++;
      coverage += this.#table.coverage(caseNumber);
      untouched *= 1 - x;
    });
    this.coverage = scored > 0 ? coverage / scored : Number.NaN;
    this.score = scored === 0 && this.cases > 0 ? Number.NaN : 100 * (1 - untouched);
    this.status = this.cases === 0 ? EFFORT.none : scored === 0 ? UNSCORED : bandOf(this.score);
  }

  /** Whether the latest of the scored cases is unresolved. */
  endsUnresolved(customer: number, moment: Moment): boolean {
    let [last, known] = [-1, 0];
    this.#visit(customer, moment, (caseNumber, contacts, x) => {
      if (Number.isNaN(x)) return;
      last = caseNumber;
      known = contacts;
    });
    if (last < 0) return false;
    return this.#table.componentsBefore(last, moment.beforeDay * MS_PER_DAY, known)[UNRESOLVED] === 1;
  }

  /** The exact additive shares: case i has `ln(1−x_i)/Σ ln(1−x_j)` of the score, 0 when all are 0. */
  receipts(customer: number, moment: Moment): readonly Receipt[] {
    this.scoreAt(customer, moment);
    const parts: (Omit<Receipt, 'points'> & { readonly log: number })[] = [];
    let total = 0;
    this.#visit(customer, moment, (caseNumber, contacts, x, ageDays) => {
      if (Number.isNaN(x)) return;
      const log = Math.log1p(-x);
      total += log;
      const caseScore = this.#table.scoreBefore(caseNumber, moment.beforeDay * MS_PER_DAY, contacts);
      parts.push({ caseNumber, contacts, caseScore, ageDays, log });
    });
    const { score } = this;
    return parts.map(({ log, ...part }) => ({ ...part, points: total === 0 ? 0 : (score * log) / total }));
  }

  /** Σ over the cases in the window of decay × component, into `loads` in the order of COMPONENTS; unknown ones add nothing. */
  componentLoads(customer: number, moment: Moment, loads: Float64Array): void {
    loads.fill(0);
    this.#visit(customer, moment, (caseNumber, contacts, _x, ageDays) => {
      const values = this.#table.componentsBefore(caseNumber, moment.beforeDay * MS_PER_DAY, contacts);
      for (let k = 0; k < loads.length; k++) loads[k]! += this.#decay[ageDays]! * (values[k]! || 0);
    });
  }

  /**
   * Σ over the cases in the window of decay × effort (0..1), into `loads`: 0 cases scored one way only, 1 the answers about
   * the others, 2 their behaviour.
   */
  surveyLoads(customer: number, moment: Moment, loads: Float64Array): void {
    loads.fill(0);
    const limitMs = moment.beforeDay * MS_PER_DAY;
    this.#visit(customer, moment, (caseNumber, contacts, x, ageDays) => {
      const answer = this.#table.answerBefore(caseNumber, limitMs);
      const behaviour = this.#table.behaviourBefore(caseNumber, limitMs, contacts);
      if (Number.isNaN(answer) || Number.isNaN(behaviour)) {
        if (!Number.isNaN(x)) loads[0]! += x;
        return;
      }
      loads[1]! += (this.#decay[ageDays]! * answer) / 100;
      loads[2]! += (this.#decay[ageDays]! * behaviour) / 100;
    });
  }

  /** Cases known by then whose last known contact is in the window, with x (NaN where unscorable) and age. */
  #visit(customer: number, { beforeDay, fromDay }: Moment, see: Visitor): void {
    const { index } = this.#table;
    const limitMs = beforeDay * MS_PER_DAY;
    for (let c = index.start[customer]!; c < index.start[customer + 1]!; c++) {
      if (index.firstMs[c]! >= limitMs) break;
      let contacts = this.#table.contacts(c);
      let lastMs = this.#table.contactMs(c, contacts - 1);
      if (lastMs >= limitMs) {
        contacts = this.#table.contactsBefore(c, limitMs);
        lastMs = this.#table.contactMs(c, contacts - 1);
      }
      const ageDays = fromDay - dayOf(lastMs);
      if (ageDays > this.#windowDays) continue;
      const score = this.#table.scoreBefore(c, limitMs, contacts);
      see(c, contacts, Math.min((this.#decay[ageDays]! * score) / 100, MOST), ageDays);
    }
  }
}

type Visitor = (caseNumber: number, contacts: number, x: number, ageDays: number) => void;

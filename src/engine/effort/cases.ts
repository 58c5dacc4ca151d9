import { type CaseFacts, typicalOf } from './caseFacts.ts';
import type { CaseIndex } from './caseIndex.ts';
import { ComponentReader } from './components.ts';
import type { CaseSurveys } from './surveys.ts';
import {
  COMPONENTS,
  CORE_COMPONENTS,
  LEAST_CORE_COMPONENTS,
  UNRESOLVED,
  type Weighing,
  type Weights,
} from './weights.ts';

/**
 * Scored cases as columns. What is known of a case grows with time: `scoreBefore` answers with what was known before an
 * instant, so that no score looks ahead.
 */
export class CaseTable {
  readonly facts: CaseFacts;
  readonly index: CaseIndex;
  readonly surveys: CaseSurveys;
  readonly weights: Weights;
  readonly #surveyShare: number;
  /** Score from the components over all contacts, no return known; NaN where too few are known. */
  readonly #behaviour: Float64Array;
  /** Which components are known over all contacts, a bit each, and IS_RESOLVED. */
  readonly #known: Uint8Array;
  readonly #ofKnown: KnownWeights;
  readonly #reader: ComponentReader;
  readonly #timeMs: Float64Array;

  constructor(facts: CaseFacts, { weights, surveyShare }: Weighing) {
    this.facts = facts;
    this.index = facts.index;
    this.surveys = facts.surveys;
    this.weights = weights;
    this.#surveyShare = surveyShare;
    this.#timeMs = facts.table.timeMs;
    this.#reader = new ComponentReader(facts.table, facts.index);
    this.#ofKnown = new KnownWeights(weights);
    this.#behaviour = new Float64Array(this.index.cases);
    this.#known = new Uint8Array(this.index.cases);
    for (let c = 0; c < this.index.cases; c++) this.#scoreWhole(c);
  }

  /** First contact on the same topic under another case id within the window; NaN where there is none. */
  returnMs(caseNumber: number): number {
    const other = this.facts.returned[caseNumber]!;
    return other < 0 ? Number.NaN : this.index.firstMs[other]!;
  }

  /** Median handle total of cases of this topic and channel, seconds; NaN where unknown. */
  typicalSeconds(caseNumber: number): number {
    return typicalOf(this.facts.handling, caseNumber);
  }

  /** Known core weight over all core weight, 0..1. */
  coverage(caseNumber: number): number {
    return this.#ofKnown.coverage[this.#known[caseNumber]! & ~IS_RESOLVED]!;
  }

  contacts(caseNumber: number): number {
    return this.index.contactStart[caseNumber + 1]! - this.index.contactStart[caseNumber]!;
  }

  /** How many of a case's contacts came before an instant. */
  contactsBefore(caseNumber: number, limitMs: number): number {
    let contacts = this.contacts(caseNumber);
    while (contacts > 0 && this.contactMs(caseNumber, contacts - 1) >= limitMs) contacts--;
    return contacts;
  }

  /** When a contact of a case came, counted from 0. */
  contactMs(caseNumber: number, place: number): number {
    return this.#timeMs[this.index.contactRows[this.index.contactStart[caseNumber]! + place]!]!;
  }

  /** Whether a case's last contact calls it resolved, whatever came after. */
  closedAsResolved(caseNumber: number): boolean {
    return this.#reader.unresolved(caseNumber) === 0;
  }

  /** Components from what was known before an instant, in the order of COMPONENTS; the array is reused by the next call. */
  componentsBefore(caseNumber: number, limitMs: number, contacts: number): Float64Array {
    this.#reader.read(caseNumber, contacts, this.typicalSeconds(caseNumber));
    const { values } = this.#reader;
    if (values[UNRESOLVED] === 0 && contacts === this.contacts(caseNumber) && this.returnMs(caseNumber) < limitMs) {
      values[UNRESOLVED] = 1;
    }
    return values;
  }

  /** Effort 0..100 of a case from its first `contacts` contacts and what else was known before an instant; NaN: unscorable. */
  scoreBefore(caseNumber: number, limitMs: number, contacts: number): number {
    const behaviour = this.behaviourBefore(caseNumber, limitMs, contacts);
    const answer = this.answerBefore(caseNumber, limitMs);
    if (Number.isNaN(answer)) return behaviour;
    return Number.isNaN(behaviour) ? answer : this.#surveyShare * answer + (1 - this.#surveyShare) * behaviour;
  }

  /** The same from the components alone, whatever was answered. */
  behaviourBefore(caseNumber: number, limitMs: number, contacts: number): number {
    if (contacts !== this.contacts(caseNumber)) {
      return weigh(this.componentsBefore(caseNumber, limitMs, contacts), this.weights).score;
    }
    const behaviour = this.#behaviour[caseNumber]!;
    return this.returnMs(caseNumber) < limitMs ? behaviour + this.#returnAdds(caseNumber) : behaviour;
  }

  /** Effort 0..100 that was answered about a case before an instant; NaN without an answer by then. */
  answerBefore(caseNumber: number, limitMs: number): number {
    if (this.surveys.effort.length === 0 || !(this.surveys.timeMs[caseNumber]! < limitMs)) return Number.NaN;
    return this.surveys.effort[caseNumber]!;
  }

  /** Score of a finished case from its components alone, surveys left out; NaN where too few are known. */
  behaviourScore(caseNumber: number): number {
    const came = this.facts.returned[caseNumber]! >= 0;
    return this.#behaviour[caseNumber]! + (came ? this.#returnAdds(caseNumber) : 0);
  }

  /** What a return adds to the score of a case: one resolved until then no longer is. */
  #returnAdds(caseNumber: number): number {
    const known = this.#known[caseNumber]!;
    if ((known & IS_RESOLVED) === 0) return 0;
    return (100 * this.weights[UNRESOLVED]!) / this.#ofKnown.weight[known & ~IS_RESOLVED]!;
  }

  #scoreWhole(c: number): void {
    this.#reader.read(c, this.contacts(c), this.typicalSeconds(c));
    const { values } = this.#reader;
    let [known, sum] = [0, 0];
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!;
      if (Number.isNaN(value)) continue;
      known |= 1 << k;
      sum += this.weights[k]! * value;
    }
    this.#behaviour[c] = this.#ofKnown.score(known, sum);
    this.#known[c] = known | (values[UNRESOLVED] === 0 ? IS_RESOLVED : 0);
  }
}

/** The bit beyond those of the components. */
const IS_RESOLVED = 1 << COMPONENTS.length;

/** What follows from which components are known, whatever they say: a place for every set of them. */
class KnownWeights {
  /** Known core weight over all core weight. */
  readonly coverage = new Float64Array(IS_RESOLVED);
  /** Weight of all that is known. */
  readonly weight = new Float64Array(IS_RESOLVED);
  /** Whether that is enough for a score. */
  readonly #scorable = new Uint8Array(IS_RESOLVED);

  constructor(weights: Weights) {
    const values = new Float64Array(COMPONENTS.length);
    for (let known = 0; known < IS_RESOLVED; known++) {
      values.forEach((_, k) => {
        values[k] = (known >> k) & 1 ? 0 : Number.NaN;
      });
      const { score, coverage, weight } = weigh(values, weights);
      this.coverage[known] = coverage;
      this.weight[known] = weight;
      this.#scorable[known] = Number.isNaN(score) ? 0 : 1;
    }
  }

  /** As `weigh`, where the sum of what is known times its weights was made already. */
  score(known: number, sum: number): number {
    return this.#scorable[known] === 1 ? (100 * sum) / this.weight[known]! : Number.NaN;
  }
}

interface WeighedCase {
  /** 0..100; NaN where too few core components are known. */
  readonly score: number;
  readonly coverage: number;
  /** Σ w c and Σ w over known components. */
  readonly sum: number;
  readonly weight: number;
}

/** E = 100·Σ w c / Σ w over known components (METHODS 2). */
export function weigh(values: Float64Array, weights: Weights): WeighedCase {
  let [sum, weight, coreWeight, allCore, known] = [0, 0, 0, 0, 0];
  for (let k = 0; k < weights.length; k++) {
    const value = values[k]!;
    const isCore = k < CORE_COMPONENTS;
    if (isCore) allCore += weights[k]!;
    if (Number.isNaN(value)) continue;
    sum += weights[k]! * value;
    weight += weights[k]!;
    if (!isCore) continue;
    coreWeight += weights[k]!;
    known++;
  }
  const score = known < LEAST_CORE_COMPONENTS || weight === 0 ? Number.NaN : (100 * sum) / weight;
  return { score, coverage: allCore === 0 ? 0 : coreWeight / allCore, sum, weight };
}

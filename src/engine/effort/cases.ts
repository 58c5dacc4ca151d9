import type { CesScale, Dataset } from '../../domain/dataset.ts';
import type { Grouping } from '../../domain/features.ts';
import { type InteractionTable, NO_CODE } from '../../domain/interactions.ts';
import { MS_PER_DAY } from '../../foundation/days.ts';
import { type CaseIndex, indexCases } from './caseIndex.ts';
import { ComponentReader } from './components.ts';
import { attachSurveys, type CaseSurveys } from './surveys.ts';
import { CORE_COMPONENTS, LEAST_CORE_COMPONENTS, UNRESOLVED, type Weighing, type Weights } from './weights.ts';

export interface CaseOptions {
  readonly asOfDay: number;
  readonly caseWindowDays: number;
  readonly scale: CesScale | null;
  readonly weighing: Weighing;
}

/**
 * Scored cases as columns. What is known of a case grows with time: `scoreBefore` answers with what was known before an
 * instant, so that no score looks ahead.
 */
export class CaseTable {
  readonly index: CaseIndex;
  /** First contact on the same topic under another case id within the window; NaN where there is none. */
  readonly returnMs: Float64Array;
  /** Median handle total of cases of this topic and channel, seconds; NaN where unknown. */
  readonly typicalSeconds: Float64Array;
  /** Known core weight over all core weight, 0..1. */
  readonly coverage: Float64Array;
  readonly surveys: CaseSurveys;
  readonly weights: Weights;
  readonly #surveyShare: number;
  /** Score from the components over all contacts, no return known; NaN where too few are known. */
  readonly #behaviour: Float64Array;
  /** What a return adds to it. */
  readonly #returnAdds: Float64Array;
  readonly #reader: ComponentReader;
  readonly #timeMs: Float64Array;

  constructor(dataset: Dataset, grouping: Grouping, options: CaseOptions) {
    const table = dataset.interactions;
    this.#timeMs = table.timeMs;
    this.index = indexCases(dataset, grouping, options);
    this.returnMs = findReturns(table, this.index, options.caseWindowDays);
    this.#reader = new ComponentReader(table, this.index);
    this.typicalSeconds = typicalHandling(table, this.index, this.#reader);
    this.surveys = attachSurveys(dataset, grouping, this.index, options);
    this.weights = options.weighing.weights;
    this.#surveyShare = options.weighing.surveyShare;
    this.coverage = new Float64Array(this.index.cases);
    this.#behaviour = new Float64Array(this.index.cases);
    this.#returnAdds = new Float64Array(this.index.cases);
    for (let c = 0; c < this.index.cases; c++) this.#scoreWhole(c);
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
    this.#reader.read(caseNumber, contacts, this.typicalSeconds[caseNumber]!);
    const { values } = this.#reader;
    if (values[UNRESOLVED] === 0 && contacts === this.contacts(caseNumber) && this.returnMs[caseNumber]! < limitMs) {
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
    return this.returnMs[caseNumber]! < limitMs ? behaviour + this.#returnAdds[caseNumber]! : behaviour;
  }

  /** Effort 0..100 that was answered about a case before an instant; NaN without an answer by then. */
  answerBefore(caseNumber: number, limitMs: number): number {
    if (this.surveys.effort.length === 0 || !(this.surveys.timeMs[caseNumber]! < limitMs)) return Number.NaN;
    return this.surveys.effort[caseNumber]!;
  }

  /** Score of a finished case from its components alone, surveys left out; NaN where too few are known. */
  behaviourScore(caseNumber: number): number {
    return (
      this.#behaviour[caseNumber]! + (Number.isNaN(this.returnMs[caseNumber]!) ? 0 : this.#returnAdds[caseNumber]!)
    );
  }

  #scoreWhole(c: number): void {
    this.#reader.read(c, this.contacts(c), this.typicalSeconds[c]!);
    const { score, coverage, weight } = weigh(this.#reader.values, this.weights);
    this.#behaviour[c] = score;
    this.coverage[c] = coverage;
    this.#returnAdds[c] = this.#reader.values[UNRESOLVED] === 0 ? (100 * this.weights[UNRESOLVED]!) / weight : 0;
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

/** A return: the same customer and topic under another given case id, first seen after this case's last contact. */
function findReturns(table: InteractionTable, index: CaseIndex, windowDays: number): Float64Array {
  const returnMs = new Float64Array(index.cases).fill(Number.NaN);
  const { topic } = table.columns;
  if (topic === undefined) return returnMs;
  for (let c = 0; c < index.cases; c++) {
    const code = topic[index.contactRows[index.contactStart[c]!]!]!;
    if (code === NO_CODE || index.given[c] === 0) continue;
    const until = index.lastMs[c]! + windowDays * MS_PER_DAY;
    const end = index.start[index.customer[c]! + 1]!;
    for (let other = c + 1; other < end && index.firstMs[other]! <= until; other++) {
      const sameTopic = topic[index.contactRows[index.contactStart[other]!]!] === code;
      if (!sameTopic || index.given[other] === 0 || index.firstMs[other]! <= index.lastMs[c]!) continue;
      returnMs[c] = index.firstMs[other]!;
      break;
    }
  }
  return returnMs;
}

/** Each case's yardstick for handling time: the median total of the cases that share its topic and first channel. */
function typicalHandling(table: InteractionTable, index: CaseIndex, reader: ComponentReader): Float64Array {
  const typical = new Float64Array(index.cases).fill(Number.NaN);
  if (table.columns.handleSeconds === undefined) return typical;
  const channels = table.dictionaries.channel.size + 1;
  const group = new Int32Array(index.cases);
  const numbers = new Map<number, number>();
  for (let c = 0; c < index.cases; c++) {
    typical[c] = reader.handleTotal(c);
    const row = index.contactRows[index.contactStart[c]!]!;
    const topic = (table.columns.topic?.[row] ?? NO_CODE) + 1;
    const key = topic * channels + (table.columns.channel?.[row] ?? NO_CODE) + 1;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    group[c] = Number.isNaN(typical[c]!) ? NO_CODE : number;
  }
  const medians = mediansByGroup(typical, group, numbers.size);
  for (let c = 0; c < index.cases; c++) typical[c] = medians[group[c]!] ?? Number.NaN;
  return typical;
}

/** Median of the values of each group 0 … groups − 1; members of group NO_CODE belong to none. */
function mediansByGroup(values: Float64Array, group: Int32Array, groups: number): number[] {
  const start = new Int32Array(groups + 1);
  for (const g of group) if (g !== NO_CODE) start[g + 1]!++;
  for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!;
  const next = start.slice();
  const sorted = new Float64Array(start[groups]!);
  for (let c = 0; c < group.length; c++) if (group[c] !== NO_CODE) sorted[next[group[c]!]!++] = values[c]!;
  return Array.from({ length: groups }, (_, g) => medianOf(sorted.subarray(start[g]!, start[g + 1]!)));
}

function medianOf(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

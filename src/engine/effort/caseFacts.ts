import type { CesScale, Dataset } from '../../domain/dataset.ts';
import type { Grouping } from '../../domain/features.ts';
import { type InteractionTable, NO_CODE } from '../../domain/interactions.ts';
import { MS_PER_DAY } from '../../foundation/days.ts';
import { type CaseIndex, indexCases } from './caseIndex.ts';
import { ComponentReader } from './components.ts';
import { attachSurveys, type CaseSurveys } from './surveys.ts';

interface CaseRules {
  readonly asOfDay: number;
  readonly caseWindowDays: number;
  readonly scale: CesScale | null;
}

/** What the log says of its cases, however they are weighed. */
export interface CaseFacts {
  readonly table: InteractionTable;
  readonly index: CaseIndex;
  /** The case that a case came back as, -1 for none: the first contact on its topic under another id within the window. */
  readonly returned: Int32Array;
  readonly handling: TypicalHandling;
  readonly surveys: CaseSurveys;
}

export function caseFacts(dataset: Dataset, grouping: Grouping, rules: CaseRules): CaseFacts {
  const table = dataset.interactions;
  const index = indexCases(dataset, grouping, rules);
  return {
    ...{ table, index },
    returned: findReturns(table, index, rules.caseWindowDays),
    handling: typicalHandling(table, index, new ComponentReader(table, index)),
    surveys: attachSurveys(dataset, grouping, index, rules),
  };
}

/** A return: the same customer and topic under another given case id, first seen after this case's last contact. */
function findReturns(table: InteractionTable, index: CaseIndex, windowDays: number): Int32Array {
  const returned = new Int32Array(index.cases).fill(-1);
  const { topic } = table.columns;
  if (topic === undefined) return returned;
  for (let c = 0; c < index.cases; c++) {
    const code = topic[index.contactRows[index.contactStart[c]!]!]!;
    if (code === NO_CODE || index.given[c] === 0) continue;
    const lastMs = index.lastMs(c);
    const until = lastMs + windowDays * MS_PER_DAY;
    const end = index.start[index.customer[c]! + 1]!;
    for (let other = c + 1; other < end && index.firstMs[other]! <= until; other++) {
      const sameTopic = topic[index.contactRows[index.contactStart[other]!]!] === code;
      if (!sameTopic || index.given[other] === 0 || index.firstMs[other]! <= lastMs) continue;
      returned[c] = other;
      break;
    }
  }
  return returned;
}

/** Each case's yardstick for handling time: the median total of the cases that share its topic and first channel. */
interface TypicalHandling {
  /** The case's place among the medians, NO_CODE where its own handling is unknown; empty where all are. */
  readonly group: Int32Array;
  readonly medians: readonly number[];
}

/** Seconds; NaN where unknown. */
export function typicalOf({ group, medians }: TypicalHandling, caseNumber: number): number {
  const place = group.length === 0 ? NO_CODE : group[caseNumber]!;
  return place === NO_CODE ? Number.NaN : medians[place]!;
}

function typicalHandling(table: InteractionTable, index: CaseIndex, reader: ComponentReader): TypicalHandling {
  if (table.columns.handleSeconds === undefined) return { group: new Int32Array(0), medians: [] };
  const totals = new Float64Array(index.cases);
  const channels = table.dictionaries.channel.size + 1;
  const group = new Int32Array(index.cases);
  const numbers = new Map<number, number>();
  for (let c = 0; c < index.cases; c++) {
    totals[c] = reader.handleTotal(c);
    const row = index.contactRows[index.contactStart[c]!]!;
    const topic = (table.columns.topic?.[row] ?? NO_CODE) + 1;
    const key = topic * channels + (table.columns.channel?.[row] ?? NO_CODE) + 1;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    group[c] = Number.isNaN(totals[c]!) ? NO_CODE : number;
  }
  return { group, medians: mediansByGroup(totals, group, numbers.size) };
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

import type { Kind } from './kinds.ts';
import {
  COUNT_OR_NULL,
  closed,
  DATE_OR_NULL,
  EFFORT_STATUS_OR_NULL,
  GRADE,
  GRADES_BY_PATH,
  NUMBER_OR_NULL,
  REASONS_BY_PATH,
  SCORE_OR_NULL,
  type Schema,
  SHARE_OR_NULL,
  SIZE,
  STATUS_WORD,
  TEXT_OR_NULL,
} from './schemaParts.ts';

const KIND_SCHEMAS = {
  money: NUMBER_OR_NULL,
  probability: SHARE_OR_NULL,
  difference: { type: ['number', 'null'], minimum: -1, maximum: 1 },
  ratio: NUMBER_OR_NULL,
  months: { type: ['number', 'null'], minimum: 0 },
  score: SCORE_OR_NULL,
  count: COUNT_OR_NULL,
  quantity: NUMBER_OR_NULL,
  size: SIZE,
  text: TEXT_OR_NULL,
  date: DATE_OR_NULL,
  effortStatus: EFFORT_STATUS_OR_NULL,
  id: { type: 'string', minLength: 1 },
  status: STATUS_WORD,
  grade: GRADE,
  words: { type: 'string', minLength: 1 },
} as const satisfies Record<Kind, Schema>;

/** How figures are known, by their paths. */
export const RECORDS = { grades: GRADES_BY_PATH, reasons: REASONS_BY_PATH };

export function schemasOf(kinds: Readonly<Record<string, Kind>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(kinds).map(([path, kind]) => [path, KIND_SCHEMAS[kind]]));
}

/** Members of an object from dotted paths. */
export function membersOf(paths: Readonly<Record<string, Schema>>, complete: boolean): Record<string, Schema> {
  const groups = new Map<string, Record<string, Schema>>();
  const members: Record<string, Schema> = {};
  for (const [path, schema] of Object.entries(paths)) {
    const dot = path.indexOf('.');
    if (dot < 0) {
      members[path] = schema;
      continue;
    }
    const name = path.slice(0, dot);
    const group = groups.get(name) ?? {};
    groups.set(name, group);
    group[path.slice(dot + 1)] = schema;
    members[name] = {};
  }
  for (const [name, group] of groups) members[name] = closed(membersOf(group, complete), complete);
  return members;
}

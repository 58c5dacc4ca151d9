/** Objects that only wrap the tables of an API's answer. */
export const WRAPPERS: ReadonlySet<string> = new Set([
  'data',
  'result',
  'results',
  'response',
  'payload',
  'body',
  'export',
]);

/**
 * What the top of a JSON text holds: `records` (an array, or one object a line), an `envelope` whose members are
 * arrays of records, or a `map` whose members are records by their id.
 */
export type JsonShape = 'records' | 'envelope' | 'map';

/** The shape of a text by its beginning. */
export function shapeOf(head: string): JsonShape {
  const text = head.trimStart();
  if (!text.startsWith('{')) return 'records';
  const end = endOfObject(text);
  if (end < 0) return opensMap(text) ? 'map' : 'envelope';
  if (text.slice(end).trim() !== '') return 'records';
  try {
    const members = Object.entries(JSON.parse(text.slice(0, end)) as object);
    if (members.some(([key, value]) => holdsRecords(key, value))) return 'envelope';
    const nested = members.length > 0 && members.every(([, value]) => isObject(value));
    return nested ? 'map' : 'records';
  } catch {
    return 'records';
  }
}

/** Whether the first member of an object that is longer than the text is an object that wraps nothing. */
function opensMap(text: string): boolean {
  const first = /^\{\s*"([^"\\]*)"\s*:\s*\{\s*"[^"\\]*"\s*:\s*[^\s{[]/.exec(text);
  return first !== null && !WRAPPERS.has(first[1]!);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsRecords(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || (typeof value[0] === 'object' && value[0] !== null);
  return WRAPPERS.has(key) && isObject(value);
}

/** Where the object that the text begins with ends; -1 when the text does not reach so far. */
function endOfObject(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth === 0 && token.length === 1) return index + 1;
  }
  return -1;
}

/** Members that stand beside the records of one page of an API's answer. */
const PAGING =
  /^(?:has_?more|next(?:_?(?:page|cursor|url|link|offset))?|prev(?:ious)?|page(?:_?(?:info|size|number))?|paging|pagination|meta(?:data)?|_?links|count|total(?:_?(?:count|pages|results))?|offset|limit|cursor|object|url|after|before)$/i;

/** The records of a page that stands where a record is expected, by the name of the list that holds them; else null. */
export function recordsOfPage(value: object): readonly [section: string, records: readonly unknown[]] | null {
  const members = Object.entries(value);
  const lists = members.filter(([, member]) => Array.isArray(member) && member.every(isObject));
  const [name, records] = lists[0] ?? [];
  if (lists.length !== 1 || !members.every(([member]) => member === name || PAGING.test(member))) return null;
  return [name!, records as unknown[]];
}

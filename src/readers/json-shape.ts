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

/** Whether the object that a text begins with wraps arrays of records rather than being a record itself. */
export function isEnvelope(head: string): boolean {
  const text = head.trimStart();
  if (!text.startsWith('{')) return false;
  const end = endOfObject(text);
  if (end < 0) return true;
  if (text.slice(end).trim() !== '') return false;
  try {
    const object: unknown = JSON.parse(text.slice(0, end));
    return Object.entries(object as object).some(([key, value]) => holdsRecords(key, value));
  } catch {
    return false;
  }
}

function holdsRecords(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || (typeof value[0] === 'object' && value[0] !== null);
  return WRAPPERS.has(key) && typeof value === 'object' && value !== null;
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

/** Member names of a JSON value that a page of the docs does not have in backquotes; lists are looked into by their first items. */
export function undocumentedNames(value: unknown, page: string): string[] {
  return [...new Set(namesIn(value))].filter((name) => !page.includes(`\`${name}\``));
}

function* namesIn(value: unknown, under = ''): Iterable<string> {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 3)) yield* namesIn(item, under);
    return;
  }
  if (value === null || typeof value !== 'object' || OPEN.has(under)) return;
  for (const [name, member] of Object.entries(value)) {
    yield name;
    yield* namesIn(member, name);
  }
}

/** Members that hold data-made names or are described elsewhere. */
const OPEN = new Set([
  ...['reasons', 'meta', 'assumptions', 'warnings', 'bands', 'lift', 'calibration', 'components', 'overlap'],
  ...['actionCosts'],
]);

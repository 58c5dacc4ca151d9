import type { CustomerResult, ScoreResult } from '../domain/results.ts';
import { visibleJson } from '../foundation/visible.ts';
import { readerOf } from './paths.ts';
import type { Field } from './select.ts';

/**
 * The whole result as one JSON document: everything but the customers indented for reading, then one customer a
 * line, so that a million of them stream.
 */
export function* renderJson(result: ScoreResult, fields: readonly Field[] | null): Iterable<string> {
  const { customers, ...rest } = result;
  const head = JSON.stringify(rest, null, 2);
  yield `${visibleJsonLines(head.slice(0, -2))},\n  "customers": [`;
  const write = customerWriter(fields);
  let separator = '\n    ';
  for (const customer of customers) {
    yield separator + write(customer);
    separator = ',\n    ';
  }
  yield customers.length > 0 ? '\n  ]\n}\n' : ']\n}\n';
}

/** Everything but the customers, for beside an output that holds customers only. */
export function* renderSummary({ customers: _, ...rest }: ScoreResult): Iterable<string> {
  yield `${visibleJsonLines(JSON.stringify(rest, null, 2))}\n`;
}

/** One customer a line. */
export function* renderNdjson(result: ScoreResult, fields: readonly Field[] | null): Iterable<string> {
  const write = customerWriter(fields);
  for (const customer of result.customers) yield `${write(customer)}\n`;
}

/** The layout's own line breaks stay. */
function visibleJsonLines(json: string): string {
  return json.split('\n').map(visibleJson).join('\n');
}

function customerWriter(fields: readonly Field[] | null): (customer: CustomerResult) => string {
  if (fields === null) return wholeCustomerWriter();
  const picks = fields.map((field) => ({ keys: field.split('.'), read: readerOf(field) }));
  return (customer) => {
    const picked: Record<string, unknown> = {};
    for (const { keys, read } of picks) put(picked, keys, read(customer));
    return visibleJson(JSON.stringify(picked));
  };
}

/** Customers share few patterns of grades and reasons, so each pattern is turned into text once. */
function wholeCustomerWriter(): (customer: CustomerResult) => string {
  const texts = new WeakMap<object, string>();
  const textOf = (pattern: object) => {
    let text = texts.get(pattern);
    if (text === undefined) {
      text = visibleJson(JSON.stringify(pattern));
      texts.set(pattern, text);
    }
    return text;
  };
  return ({ grades, reasons, ...rest }) =>
    `${visibleJson(JSON.stringify(rest).slice(0, -1))},"grades":${textOf(grades)},"reasons":${textOf(reasons)}}`;
}

function put(target: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [first, second] = keys;
  if (first === undefined) return;
  if (second === undefined) {
    target[first] = value;
    return;
  }
  target[first] ??= {};
  put(target[first] as Record<string, unknown>, keys.slice(1), value);
}

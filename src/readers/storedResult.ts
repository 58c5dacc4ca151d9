import { ColumnBuilder } from '../domain/columns.ts';
import { InternedStrings } from '../domain/dictionary.ts';
import { STATUSES } from '../domain/features.ts';
import type { Source } from '../domain/reading.ts';
import { EFFORT_STATUSES, SCHEMA_VERSION } from '../domain/results.ts';
import {
  ABSENT,
  FOLLOWED,
  FOLLOWED_NAMES,
  type Followed,
  NO_BAND,
  type StoredPair,
  type StoredResult,
} from '../domain/storedResult.ts';
import { CxRoiError, type Location } from '../foundation/errors.ts';
import { decideEncoding, toUtf8 } from './encoding.ts';
import { JsonRecords, type JsonSink } from './json.ts';
import { RawInput } from './raw.ts';

/** Two results of `cx-roi score --json`, read as they come: a million customers never stand in memory as text. */
export async function readResults(before: Source, after: Source): Promise<StoredPair> {
  const names = { ids: new InternedStrings(), segments: new InternedStrings() };
  const [first, second] = [new ResultReading(before, names), new ResultReading(after, names)];
  await first.read();
  await second.read();
  const customers = names.ids.size;
  return {
    before: first.finish(customers),
    after: second.finish(customers),
    customers,
    customerId: (code) => names.ids.text(code),
    segment: (code) => names.segments.text(code),
  };
}

interface Names {
  readonly ids: InternedStrings;
  readonly segments: InternedStrings;
}

type Members = Readonly<Record<string, unknown>>;

const HEAD_BYTES = 1 << 12;
/** Members of the document that a comparison needs. */
const NEEDED = ['schemaVersion', 'meta', 'models', 'portfolio'] as const;

class ResultReading implements JsonSink {
  readonly #raw: RawInput;
  readonly #names: Names;
  readonly #members = new Map<string, unknown>();
  readonly #assumptions: unknown[] = [];
  readonly #status = new ColumnBuilder(Uint8Array, ABSENT);
  readonly #effortStatus = new ColumnBuilder(Uint8Array, NO_BAND);
  readonly #segment = new ColumnBuilder(Int32Array, -1);
  readonly #figures = FOLLOWED_NAMES.map((name) => ({
    name,
    keys: FOLLOWED[name].split('.'),
    column: new ColumnBuilder(Float64Array, Number.NaN),
  }));
  #count = 0;

  constructor(source: Source, names: Names) {
    this.#raw = new RawInput(source);
    this.#names = names;
  }

  async read(): Promise<void> {
    const head = await this.#raw.head(HEAD_BYTES);
    const { encoding } = decideEncoding(head, null, this.#raw.name);
    // Numbers of a result are doubles already, and its ids stand in quotes.
    const records = new JsonRecords(this, this.#raw.name, 'envelope', JSON.parse);
    try {
      for await (const chunk of toUtf8(this.#raw.bytes(true), encoding)) records.write(chunk);
      records.end();
    } catch (error) {
      if (error instanceof CxRoiError && error.code === 'input_syntax')
        throw this.#noResult(error.message, error.location);
      throw error;
    }
  }

  member(name: string, value: unknown): void {
    this.#members.set(name, value);
  }

  value(value: unknown, section: string | null, line: number): void {
    if (section === 'assumptions') this.#assumptions.push(value);
    else if (section === 'customers') this.#customer(value as Members | null, line);
    else if (section === null) throw this.#noResult('it holds a list, or one record a line');
  }

  #customer(customer: Members | null, line: number): void {
    const id = customer?.['customerId'];
    if (typeof id !== 'string') throw this.#noResult(`the customer in line ${line} has no customerId`);
    const code = this.#names.ids.intern(id);
    if (this.#status.get(code) !== ABSENT) throw this.#noResult(`customer "${id}" stands in it twice`);
    this.#count++;
    const status = STATUSES.indexOf(customer!['status'] as never);
    if (status < 0) throw this.#noResult(`customer "${id}" has no status`);
    this.#status.set(code, status);
    const band = EFFORT_STATUSES.indexOf(memberAt(customer, ['effort', 'status']) as never);
    if (band >= 0) this.#effortStatus.set(code, band);
    const segment = customer!['segment'];
    if (typeof segment === 'string') this.#segment.set(code, this.#names.segments.intern(segment));
    for (const { keys, column } of this.#figures) {
      const figure = memberAt(customer, keys);
      if (figure === undefined) throw this.#noResult(`customer "${id}" has no ${keys.join('.')}`);
      if (typeof figure === 'number') column.set(code, figure);
    }
  }

  /** The result over the codes of both; refuses what is none, or only a part of one. */
  finish(customers: number): StoredResult {
    const [version, meta, models, portfolio] = NEEDED.map((name) => this.#members.get(name));
    if (version === undefined) throw this.#noResult('it has no schemaVersion');
    if (version !== SCHEMA_VERSION) {
      throw this.#refusal(
        `it is of schema version ${String(version)}, and this program compares version ${SCHEMA_VERSION}`,
        'score the data again',
      );
    }
    const command = memberAt(meta, ['command']);
    if (command !== 'score') throw this.#noResult(`it was written by cx-roi ${String(command)}`);
    if (!isObject(models) || !isObject(portfolio)) throw this.#noResult('it has no portfolio');
    this.#refusePart(portfolio['customers']);
    const figures = {} as Record<Followed, Float64Array>;
    for (const { name, column } of this.#figures) figures[name] = column.seal(customers);
    return {
      ...{ file: this.#raw.name, sha256: this.#raw.sha256 },
      meta: meta as StoredResult['meta'],
      assumptions: this.#assumptions as StoredResult['assumptions'],
      models: models as unknown as StoredResult['models'],
      portfolio: portfolio as unknown as StoredResult['portfolio'],
      customers: {
        ...{ count: this.#count, figures },
        status: this.#status.seal(customers),
        effortStatus: this.#effortStatus.seal(customers),
        segment: this.#segment.seal(customers),
      },
    };
  }

  #refusePart(whole: unknown): void {
    if (whole === this.#count) return;
    throw this.#refusal(
      `it holds ${this.#count} of its ${String(whole)} customers`,
      'write it again without --top and --filter: whoever is missing would count as gone',
    );
  }

  #noResult(why: string, location: Location = { file: this.#raw.name }): CxRoiError {
    return this.#refusal(
      `this is no result of cx-roi score --json: ${why}`,
      'compare takes two files written by cx-roi score --json -o FILE',
      location,
    );
  }

  #refusal(message: string, hint: string, location: Location = { file: this.#raw.name }): CxRoiError {
    return new CxRoiError('input_unsuitable', message, { location, hint });
  }
}

function memberAt(value: unknown, keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) at = isObject(at) ? at[key] : undefined;
  return at;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

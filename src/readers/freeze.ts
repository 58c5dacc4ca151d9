import type { FieldName } from '../domain/fields.ts';
import type { FrozenOptions, FrozenReading } from '../domain/inspection.ts';
import { DEFAULT_READ_OPTIONS, type InputFile, type ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import type { Look, ReadTable } from './look.ts';
import type { ColumnMatch } from './match.ts';
import { columnsOf, keyMatchOf, planTable, type TablePlan } from './plan.ts';
import { planByContent } from './planContent.ts';

/** A file that was read, and how. */
export interface ReadFile {
  readonly name: string;
  readonly role: InputFile['role'];
  /** What held for this file. */
  readonly options: ReadOptions;
  readonly look: Look;
  readonly tables: readonly ReadTable[];
}

/** What is said of one file: a value, none (null), or nothing that matters (undefined). */
type Settled = Readonly<Record<string, string | null | undefined>>;

/**
 * The options under which the files are read the same again: those that hold for all of them, and by file the others.
 * Whether a column can be named without another one being read otherwise is tried with the very rules that read the
 * files.
 */
export function freeze(files: readonly ReadFile[], options: ReadOptions): FrozenReading {
  const open: string[] = [];
  const settled = files.map((file) => settledOf(file, open));
  const names = Object.keys(settled[0] ?? {});
  const shared = names.filter(
    (name) =>
      new Set(settled.flatMap((one) => one[name] ?? [])).size === 1 && settled.every((one) => one[name] !== null),
  );
  const common = Object.fromEntries(
    shared.map((name) => [name, settled.find((one) => one[name] !== undefined)![name]!]),
  );
  const own = settled.map((one) =>
    Object.fromEntries(
      names.flatMap((name) => (shared.includes(name) || one[name] == null ? [] : [[name, one[name]]])),
    ),
  );
  const maps = new FrozenMaps(files, options);
  open.push(...maps.settle());
  return {
    config: { ...statedForAll(options), ...common, ...withMap(maps.common) },
    files: files.map((file, i) => ({
      name: file.name,
      role: frozenRole(file),
      config: { ...own[i]!, ...withMap(maps.own[i]!) },
    })),
    open,
  };
}

/** What the user said that nothing in the files can say. */
function statedForAll({ currency, rates }: ReadOptions): FrozenOptions {
  return { ...(currency !== null && { currency }), ...(rates !== null && { rates: rates.name }) };
}

function withMap(map: ReadonlyMap<FieldName, string>): FrozenOptions {
  return map.size === 0 ? {} : { map: Object.fromEntries(map) };
}

function settledOf(file: ReadFile, open: string[]): Settled {
  const { look, options, tables, name } = file;
  const one = (what: string, told: readonly string[]) => {
    if (told.length > 1) open.push(`${what} of ${name}: ${told.join(' and ')}`);
    return told.length === 1 ? told[0] : undefined;
  };
  const dialect = look.table?.dialect;
  return {
    timezone: options.timezone === DEFAULT_READ_OPTIONS.timezone ? null : options.timezone,
    id: options.id,
    // What Parquet is its first bytes say.
    inputFormat: look.parquet !== null ? undefined : dialect === undefined ? 'json' : 'csv',
    encoding: look.parquet !== null ? undefined : look.encoding.encoding,
    delimiter: dialect && delimiterName(dialect.delimiter),
    headerLine: dialect && String(dialect.skipLines + 1),
    decimal: one('decimal', decimalsOf(file)),
    dateOrder: one('dateOrder', dateOrdersOf(file)),
    preset: tables.find(({ plan }) => plan.preset !== null)?.plan.preset?.name ?? null,
  };
}

function delimiterName(delimiter: string): string {
  return { '\t': 'tab', ' ': 'space' }[delimiter] ?? delimiter;
}

/** The decimal marks that a file's columns told, else the one that its form suggests. */
function decimalsOf({ look, tables }: ReadFile): readonly string[] {
  const told = new Set(formatsOf(tables).flatMap(({ decimal }) => decimal ?? []));
  if (told.size > 0) return [...told];
  if (look.table === null) return ['.'];
  return look.table.dialect.delimiter === ';' ? [','] : [];
}

function dateOrdersOf({ tables }: ReadFile): readonly string[] {
  return [...new Set(formatsOf(tables).flatMap(({ dateOrder }) => dateOrder ?? []))];
}

function formatsOf(tables: readonly ReadTable[]) {
  return tables.flatMap(({ plan, formats }) => plan.headers.map((_, index) => formats.of(index)));
}

/** Which columns are named for all files, and which for one. */
class FrozenMaps {
  readonly common: Map<FieldName, string>;
  readonly own: readonly Map<FieldName, string>[];
  readonly #files: readonly ReadFile[];

  constructor(files: readonly ReadFile[], options: ReadOptions) {
    this.#files = files;
    // What the user said stands, whatever else can be named.
    this.common = new Map(options.map);
    this.own = files.map(
      (file) => new Map([...file.options.map].filter(([field, header]) => options.map.get(field) !== header)),
    );
  }

  /** Names every column that can be; those that cannot stay as recognised. */
  settle(): string[] {
    return this.#files.flatMap((file, i) =>
      file.tables.flatMap(({ plan }) =>
        namedColumns(plan).flatMap((ways) =>
          ways.some((way) => this.#name(i, way)) ? [] : [`map of ${file.name}: ${ways[0]!.join('=')}`],
        ),
      ),
    );
  }

  /** Whether a column is named as it was read, or can be: for all files, else for its own. */
  #name(file: number, [field, header]: NamedColumn): boolean {
    const own = this.own[file]!;
    const held = own.get(field) ?? this.common.get(field);
    if (held !== undefined && held === header) return true;
    if (held === undefined && this.#fits(this.common, field, header, this.#files)) return true;
    if (own.has(field)) return false;
    return this.#fits(own, field, header, [this.#files[file]!]);
  }

  #fits(map: Map<FieldName, string>, field: FieldName, header: string, files: readonly ReadFile[]): boolean {
    const before = map.get(field);
    map.set(field, header);
    const fits = files.every((file) =>
      readsTheSame(file, new Map([...this.common, ...this.own[this.#files.indexOf(file)]!])),
    );
    if (!fits && before === undefined) map.delete(field);
    else if (!fits) map.set(field, before!);
    return fits;
  }
}

type NamedColumn = readonly [field: FieldName, header: string];

/** The columns that are read, each with the ways in which it could be named. */
function namedColumns(plan: TablePlan): NamedColumn[][] {
  const key = keyMatchOf(plan);
  const columns = columnsOf(plan).filter(({ index }) => index !== key?.index);
  const ways = [...new Map(columns.map((match) => [match.field, nameOf(match)])).values()].map((way) => [way]);
  if (key === null) return ways;
  // A name that tells customers apart is no id of theirs.
  const weak: NamedColumn[] = plan.key.how === 'account name' ? [['account_name', key.header]] : [];
  return [...ways, [nameOf(key), ...weak]];
}

function nameOf({ field, header }: ColumnMatch): NamedColumn {
  return [field, header];
}

function readsTheSame({ name, role, options, tables }: ReadFile, map: ReadonlyMap<FieldName, string>): boolean {
  return tables.every(({ plan, sample, role: told }) => {
    const frozen = { ...options, preset: plan.preset?.name ?? null, map };
    try {
      const again = planTable(plan.headers, told ?? role, frozen, name);
      return layoutOf(planByContent(again, sample, name)) === layoutOf(plan);
    } catch (error) {
      if (error instanceof CxRoiError) return false;
      throw error;
    }
  });
}

/** All of a plan that its rows depend on. */
function layoutOf(plan: TablePlan): string {
  const columns = [plan.customers, plan.interactions, plan.costs].map((matches) =>
    [...matches.values()]
      .map(({ field, index, parts = [] }) => `${field}=${[index, ...parts.map((part) => part.index)]}`)
      .sort(),
  );
  const keyColumn = keyMatchOf(plan)?.index ?? null;
  return JSON.stringify([plan.kind, plan.key.how, keyColumn, plan.preset?.name, plan.wonOnly, ...columns]);
}

function frozenRole({ role, tables }: ReadFile): InputFile['role'] {
  const [table, another] = tables;
  if (table === undefined || another !== undefined) return role;
  const { kind } = table.plan;
  return kind === 'wide' ? 'interactions' : kind;
}

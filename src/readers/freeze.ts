import type { FieldName } from '../domain/fields.ts';
import type { FrozenReading } from '../domain/inspection.ts';
import { DEFAULT_READ_OPTIONS, type InputFile, type ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import type { Look, ReadTable } from './look.ts';
import { planTable, type TablePlan } from './plan.ts';

/** A file that was read, and how. */
export interface ReadFile {
  readonly name: string;
  readonly role: InputFile['role'];
  readonly look: Look;
  readonly tables: readonly ReadTable[];
}

type Config = Record<string, string | Record<string, string>>;

/**
 * The options under which the files are read the same again. One option holds for all files of a run, so it is only
 * stated where it fits them all: whether it does is tried with the very rules that read the files.
 */
export function freeze(files: readonly ReadFile[], options: ReadOptions): FrozenReading {
  const open: string[] = [];
  const config: Config = { ...stated(options) };
  const settle = (name: string, values: readonly (string | null)[]) => {
    const told = new Set(values);
    const [value] = told;
    if (told.size === 1 && value != null) config[name] = value;
    else if (told.size > 1) open.push(`${name}: ${[...told].map((one) => one ?? 'none').join(' and ')}`);
  };
  const texts = files.filter(({ look }) => look.parquet === null);
  const delimited = files.filter(({ look }) => look.table !== null);
  settle(
    'inputFormat',
    // What Parquet is its first bytes say.
    texts.map(({ look }) => (look.table === null ? 'json' : 'csv')),
  );
  settle(
    'encoding',
    texts.map(({ look }) => look.encoding.encoding),
  );
  settle(
    'delimiter',
    delimited.map(({ look }) => delimiterName(look.table!.dialect.delimiter)),
  );
  settle('decimal', files.flatMap(decimalsOf));
  settle('dateOrder', files.flatMap(dateOrdersOf));
  settle(
    'preset',
    files.flatMap(({ tables }) => tables.map(({ plan }) => plan.preset?.name ?? null)),
  );
  const map = mapFor(files, options, config, open);
  if (map.size > 0) config['map'] = Object.fromEntries(map);
  return { config, files: files.map(fileRole), open };
}

/** What the user said that nothing in the files can say. */
function stated({ timezone, currency, id }: ReadOptions): Config {
  return {
    ...(timezone !== DEFAULT_READ_OPTIONS.timezone && { timezone }),
    ...(currency !== null && { currency }),
    ...(id !== null && { id }),
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

/** Every column that can be named without another one being read otherwise, in this file or in the others. */
function mapFor(files: readonly ReadFile[], options: ReadOptions, config: Config, open: string[]) {
  // What the user said stands, whatever else can be named.
  const map = new Map<FieldName, string>(options.map);
  const preset = typeof config['preset'] === 'string' ? config['preset'] : null;
  for (const { plan } of files.flatMap(({ tables }) => tables)) {
    for (const [field, header] of mappedColumns(plan)) {
      if (options.map.has(field) || map.get(field) === header) continue;
      const trial = new Map([...map, [field, header] as const]);
      const fits = !map.has(field) && files.every((file) => readsTheSame(file, { ...options, preset, map: trial }));
      if (fits) map.set(field, header);
      else open.push(`map: ${field}=${header}`);
    }
  }
  return map;
}

function mappedColumns({ customers, interactions, key }: TablePlan): (readonly [FieldName, string])[] {
  const matches = [...customers.values(), ...interactions.values(), ...(key.how === 'row' ? [] : [key.match])];
  return [...new Map(matches.map(({ field, header }) => [field, header] as const))];
}

function readsTheSame({ name, role, tables }: ReadFile, options: ReadOptions): boolean {
  return tables.every(({ plan, role: told }) => {
    try {
      return layoutOf(planTable(plan.headers, told ?? role, options, name)) === layoutOf(plan);
    } catch (error) {
      if (error instanceof CxRoiError) return false;
      throw error;
    }
  });
}

/** All of a plan that its rows depend on. */
function layoutOf({ kind, key, preset, customers, interactions }: TablePlan): string {
  const columns = (matches: TablePlan['customers'] | TablePlan['interactions']) =>
    [...matches.values()].map(({ field, index }) => `${field}=${index}`).sort();
  const keyColumn = key.how === 'row' ? null : key.match.index;
  return JSON.stringify([kind, key.how, keyColumn, preset?.name, columns(customers), columns(interactions)]);
}

function fileRole({ name, role, tables }: ReadFile): FrozenReading['files'][number] {
  const [table, another] = tables;
  if (table === undefined || another !== undefined) return { name, role };
  return { name, role: table.plan.kind === 'customers' ? 'customers' : 'interactions' };
}

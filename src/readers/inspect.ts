import type { FieldName } from '../domain/fields.ts';
import type { DateOrder, InputFile, ReadOptions } from '../domain/reading.ts';
import type { InputSummary } from '../domain/results.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { DatasetContext } from './context.ts';
import type { Look, ReadTable } from './look.ts';
import type { ColumnMatch, MatchReason } from './match.ts';
import type { DecimalMark } from './numbers.ts';
import type { TableKind } from './plan.ts';
import { FileReading } from './read.ts';
import type { NumericTime } from './times.ts';

/** How one column is read; a field of null: it is not used. */
interface InspectedColumn {
  readonly header: string;
  readonly field: FieldName | null;
  readonly reason: MatchReason | 'key' | null;
  readonly decimal: DecimalMark | null;
  readonly dateOrder: DateOrder | null;
  readonly numericTime: NumericTime | null;
}

interface InspectedTable {
  readonly kind: TableKind;
  /** How rows name their customer, and by which column. */
  readonly key: { readonly how: string; readonly header: string | null };
  readonly columns: readonly InspectedColumn[];
  readonly unused: readonly string[];
  /** The first rows: field → cell, as written. */
  readonly firstRows: readonly Readonly<Record<string, string>>[];
}

/** How a file is read, and what freezes this reading. */
export interface Inspection {
  readonly file: string;
  readonly summary: InputSummary;
  readonly format: 'csv' | 'json';
  readonly encoding: string;
  readonly encodingReason: string;
  readonly delimiter: string | null;
  readonly headerLine: number | null;
  readonly preset: string | null;
  readonly tables: readonly InspectedTable[];
  /** The first problems, and how many there are. */
  readonly problems: readonly Diagnostic[];
  readonly problemCount: number;
  /** Option → value, by the names of the command line; `map` may stand several times. */
  readonly flags: readonly (readonly [option: string, value: string])[];
  /** The same for a config file. */
  readonly config: Readonly<Record<string, unknown>>;
}

const SHOWN_ROWS = 5;
const SHOWN_PROBLEMS = 20;

/** Reads one file as `readDataset` would and tells how. Throws what reading throws. */
export async function inspectSource(file: InputFile, options: ReadOptions): Promise<Inspection> {
  const reading = new FileReading(file, new DatasetContext(options), undefined);
  const look = await reading.look();
  await reading.read();
  const { tables, summary, ledger } = reading;
  const config = frozen(look, tables, summary);
  return {
    file: file.source.name,
    summary,
    format: look.table === null ? 'json' : 'csv',
    encoding: look.encoding.encoding,
    encodingReason: look.encoding.reason,
    delimiter: look.table?.dialect.delimiter ?? null,
    headerLine: look.table === null ? null : look.table.dialect.skipLines + 1,
    preset: summary.preset,
    tables: tables.map(inspectTable),
    problems: ledger.diagnostics.slice(0, SHOWN_PROBLEMS),
    problemCount: ledger.diagnostics.length,
    flags: Object.entries(config).flatMap(([name, value]) => flagsOf(name, value)),
    config,
  };
}

function inspectTable({ plan, formats, sample }: ReadTable): InspectedTable {
  const matches = new Map<number, ColumnMatch>();
  for (const match of [...plan.customers.values(), ...plan.interactions.values()]) matches.set(match.index, match);
  const keyMatch = plan.key.how === 'row' ? null : plan.key.match;
  const columns = plan.headers.map((header, index): InspectedColumn => {
    const match = matches.get(index) ?? (keyMatch?.index === index ? keyMatch : undefined);
    if (match === undefined) return { ...UNUSED, header };
    const { decimal, dateOrder, numericTime } = formats.of(index);
    return { header, field: match.field, reason: match.reason, decimal, dateOrder, numericTime };
  });
  return {
    kind: plan.kind,
    key: { how: plan.key.how, header: keyMatch?.header ?? null },
    columns,
    unused: columns.filter(({ field }) => field === null).map(({ header }) => header),
    firstRows: sample.slice(0, SHOWN_ROWS).map(({ cells }) => rowOf(columns, cells)),
  };
}

const UNUSED = { field: null, reason: null, decimal: null, dateOrder: null, numericTime: null } as const;

function rowOf(columns: readonly InspectedColumn[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.flatMap(({ field }, i) => (field === null ? [] : [[field, cells[i] ?? '']])));
}

/** The options under which the file is read the same again, whatever is guessed by then. */
function frozen(look: Look, tables: readonly ReadTable[], summary: InputSummary): Record<string, unknown> {
  const config: Record<string, unknown> = { inputFormat: look.table === null ? 'json' : 'csv' };
  config['encoding'] = look.encoding.encoding;
  if (look.table !== null) {
    const { delimiter } = look.table.dialect;
    config['delimiter'] = delimiter === '\t' ? 'tab' : delimiter;
  }
  const formats = tables.flatMap((table) => table.plan.headers.map((_, index) => table.formats.of(index)));
  const decimal = onlyOne(formats.map((format) => format.decimal));
  const dateOrder = onlyOne(formats.map((format) => format.dateOrder));
  if (decimal !== null) config['decimal'] = decimal;
  if (dateOrder !== null) config['dateOrder'] = dateOrder;
  if (summary.preset !== null) config['preset'] = summary.preset;
  if (tables.some(({ plan }) => plan.key.how === 'row')) config['id'] = 'row';
  if (tables.length === 1) {
    config['map'] = mapOf(tables[0]!);
    config[tables[0]!.plan.kind === 'customers' ? 'customers' : 'interactions'] = summary.file;
  }
  return config;
}

function mapOf({ plan }: ReadTable): Record<string, string> {
  const matches = [...plan.customers.values(), ...plan.interactions.values()];
  if (plan.key.how !== 'row') matches.push(plan.key.match as (typeof matches)[number]);
  return Object.fromEntries(matches.map(({ field, header }) => [field, header]));
}

function onlyOne<T>(values: readonly (T | null)[]): T | null {
  const told = new Set(values.flatMap((value) => value ?? []));
  return told.size === 1 ? [...told][0]! : null;
}

function flagsOf(name: string, value: unknown): (readonly [string, string])[] {
  const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (typeof value === 'string') return [[option, value]];
  return Object.entries(value as Record<string, string>).map(([field, header]) => [option, `${field}=${header}`]);
}

import type { CellAsRead, InspectedTable, Inspection, InspectionReport } from '../domain/inspection.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { visible, visibleJson } from '../foundation/visible.ts';
import { hanging } from './blocks.ts';
import { fileWords, renderMessage } from './diagnostics.ts';
import { argumentsOf, commandPieces, configLines } from './frozen.ts';
import { type Column, renderGrid } from './grid.ts';
import { warningWords } from './notes.ts';
import { decimal, MISSING } from './numbers.ts';
import { type Paint, painter } from './paint.ts';

export interface InspectionStyle {
  readonly width: number;
  readonly color: boolean;
}

interface Brush extends InspectionStyle {
  readonly paint: Paint;
}

const LEAST_WIDTH = 40;

/** How the files are read, for a person. */
export function* renderInspection(report: InspectionReport, style: InspectionStyle): Iterable<string> {
  const brush = { width: Math.max(LEAST_WIDTH, style.width), color: style.color, paint: painter(style.color) };
  for (const file of report.files) yield* fileBlock(file, brush);
  // What a file's own problems say already is not said twice.
  const said = new Set(report.files.flatMap(({ problems }) => problems.map(({ code }) => code)));
  const unsaid = report.warnings.filter(({ code }) => !said.has(code));
  for (const warning of unsaid) yield* hanging('! ', warningWords(warning), brush.width);
  if (unsaid.length > 0) yield '\n';
  yield* frozenBlock(report, brush);
}

/** The same as one JSON document, with the command line and the config that freeze the reading. */
export function* renderInspectionJson(report: InspectionReport, version: string): Iterable<string> {
  const { files, frozen, warnings } = report;
  const freeze =
    frozen === null
      ? null
      : { ...frozen, arguments: argumentsOf(frozen).flat(), command: commandPieces(frozen).join(' ') };
  const document = { program: 'cx-roi', version, command: 'inspect', files, freeze, warnings };
  const lines = JSON.stringify(document, null, 2).split('\n');
  yield `${lines.map(visibleJson).join('\n')}\n`;
}

function* fileBlock(file: Inspection, brush: Brush): Iterable<string> {
  yield `${brush.paint.heading(visible(fileWords(file.file)))}\n`;
  for (const [label, words] of factsOf(file)) yield `  ${label.padEnd(13)} ${visible(words)}\n`;
  for (const table of file.tables) yield* tableBlock(table, brush);
  yield* problemBlock(file, brush);
  yield '\n';
}

function factsOf(file: Inspection): (readonly [string, string])[] {
  const { format, encoding, encodingReason, delimiter, headerLine, preset, rows, cellsRejected, tables } = file;
  const { customers } = file;
  if (format === null) return [['not read', 'an error ended the reading; see below']];
  const numbers = [
    `${decimal(rows.read, 0)} read`,
    `${decimal(rows.used, 0)} used`,
    `${decimal(rows.skipped, 0)} skipped`,
  ];
  if (cellsRejected > 0)
    numbers.push(`${decimal(cellsRejected, 0)} ${cellsRejected === 1 ? 'cell' : 'cells'} rejected`);
  return [
    ['rows', numbers.join(', ')],
    ...(customers === null ? [] : [['customers', matchWords(customers, tables)] as const]),
    ['format', format],
    ...(encoding === null ? [] : [['encoding', `${encoding} (${encodingReason})`] as const]),
    ...(delimiter === null ? [] : [['delimiter', delimiterWords(delimiter)] as const]),
    ...(headerLine === null ? [] : [['header line', String(headerLine)] as const]),
    ['decimal mark', formatWords(tables, 'decimal')],
    ['date order', formatWords(tables, 'dateOrder')],
    ['preset', preset ?? 'none'],
  ];
}

function matchWords({ named, unmatched }: NonNullable<Inspection['customers']>, tables: readonly InspectedTable[]) {
  const lacking = tables.some(({ kind }) => kind === 'customers') ? 'interactions' : 'a row in a customers file';
  return `${decimal(named, 0)} named, ${unmatched === 0 ? 'all' : decimal(named - unmatched, 0)} with ${lacking}`;
}

const DELIMITERS: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'space' };

function delimiterWords(delimiter: string): string {
  return DELIMITERS[delimiter] ?? delimiter;
}

/** What the columns agree on, else each with its own. */
function formatWords(tables: readonly InspectedTable[], part: 'decimal' | 'dateOrder'): string {
  const told = tables.flatMap(({ columns }) =>
    columns.flatMap((column) => (column[part] === null ? [] : [[column.header, column[part]] as const])),
  );
  const values = new Set(told.map(([, value]) => value));
  if (values.size === 0) return 'no value depends on it';
  if (values.size === 1) return told[0]![1];
  return told.map(([header, value]) => `${value} in "${header}"`).join(', ');
}

const MAPPING: readonly Column[] = [
  { title: 'Column', align: 'left', least: 12, expendable: 0 },
  { title: 'is read as', align: 'left', expendable: 0 },
  { title: 'because', align: 'left', expendable: 2, least: 9 },
  { title: 'First row', align: 'left', expendable: 1, least: 8 },
];

function* tableBlock(table: InspectedTable, { paint, width }: Brush): Iterable<string> {
  yield '\n';
  yield* hanging('  ', `${KIND_WORDS[table.kind]}; ${keyWords(table)}`, width);
  yield '\n';
  const rows = table.columns.map(({ header, field, reason }) => [
    { text: header },
    { text: field ?? MISSING },
    { text: field === null ? 'not used' : reasonWords(reason) },
    { text: field === null ? '' : words(table.firstRows[0]?.[field] ?? null) },
  ]);
  yield* indented(renderGrid(MAPPING, rows, { width: width - 2, header: paint.quiet }));
  yield* rowsBlock(table, paint, width);
}

const KIND_WORDS: Readonly<Record<InspectedTable['kind'], string>> = {
  customers: 'a customer a row',
  interactions: 'an interaction a row',
  wide: 'an interaction a row, with columns of its customer',
  features: 'the features of a customer a row',
  rates: 'a rate a row',
  costs: 'a cost a row',
};

function keyWords({ key }: InspectedTable): string {
  if (key.how === 'none') return 'it names no customers';
  if (key.how === 'row') return 'customers are numbered by row';
  return `customers are told apart by ${key.how === 'id' ? 'the id' : `the ${key.how}`} in "${key.header}"`;
}

const REASONS: Readonly<Record<string, string>> = {
  option: 'you said so',
  'canonical name': 'its own name',
  synonym: 'a synonym',
  rule: 'its words',
  preset: 'the preset',
};

function reasonWords(reason: string | null): string {
  return REASONS[reason ?? ''] ?? reason ?? '';
}

/** The first rows as read, the columns that are used. */
function* rowsBlock({ columns, firstRows }: InspectedTable, paint: Paint, width: number): Iterable<string> {
  const fields = [...new Set(columns.flatMap(({ field }) => field ?? []))];
  if (firstRows.length === 0 || fields.length === 0) return;
  yield '\n  First rows as read\n';
  const shown = fields.map((title, i): Column => ({ title, align: 'left', least: title.length, expendable: i }));
  const rows = firstRows.map((row) => fields.map((field) => ({ text: words(row[field] ?? null) })));
  yield* indented(renderGrid(shown, rows, { width: width - 2, header: paint.quiet }));
}

function words(cell: CellAsRead): string {
  if (cell === null) return MISSING;
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell);
}

function* indented(chunks: Iterable<string>): Iterable<string> {
  for (const chunk of chunks) yield chunk.replace(/^(?=.)/gm, '  ');
}

function* problemBlock({ problems, problemCount }: Inspection, { color }: Brush): Iterable<string> {
  if (problemCount === 0) return;
  yield '\n';
  for (const problem of problems) yield* problemLines(problem, color);
  const more = problemCount - problems.length;
  if (more > 0) yield `… and ${decimal(more, 0)} more\n`;
}

function* problemLines(problem: Diagnostic, color: boolean): Iterable<string> {
  yield renderMessage(problem, { json: false, color });
}

function* frozenBlock({ frozen }: InspectionReport, { paint, width }: Brush): Iterable<string> {
  if (frozen === null) return;
  yield `${paint.heading('To read the same again, whatever is guessed by then')}\n\n`;
  yield `${commandPieces(frozen).join(' \\\n    ')}\n\n`;
  yield `${paint.heading('The same as cx-roi.config.yaml (cx-roi init writes it)')}\n\n`;
  for (const line of configLines(frozen)) yield `  ${line}\n`;
  if (frozen.open.length === 0) return;
  const note = `No option says these, so they stay as recognised: ${frozen.open.join('; ')}`;
  yield '\n';
  yield* hanging('', note, width);
}

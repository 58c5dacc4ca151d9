import type { FieldName } from '../domain/fields.ts';
import type { Preset } from '../domain/preset.ts';
import type { ReadOptions } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { foldHeader, keyOf, timeUnitOf, wordsOf } from './headers.ts';
import type { Tie } from './match.ts';
import { meaningsOf, type Term } from './terms.ts';

/** A table for which there is no plan. */
interface Unplanned {
  readonly headers: readonly string[];
  readonly file: string;
  readonly options: ReadOptions;
}

export function refused(name: string, { why, hint }: NonNullable<Preset['refusal']>, file: string): CxRoiError {
  return new CxRoiError('input_columns', `This is a ${name} export. ${why}`, { location: { file }, hint });
}

export function tied({ field, headers }: Tie, file: string): CxRoiError {
  const quoted = headers.map((header) => `"${header}"`).join(' and ');
  return new CxRoiError('input_columns', `The columns ${quoted} could each be ${field}.`, {
    location: { file, header: headers[0]! },
    hint: `Say which: --map '${field}=${headers[0]}'`,
  });
}

const PERIOD = /^(?:month|week|quarter|year|monat|woche|quartal|jahr|mois|semaine|mes|mese|maand)$/;
const TIME_HEADER = /^(?:\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\p{L}{3,9}\.?[ -]'?\d{2,4}|(?:19|20)\d\d)$/u;

/** What is wrong with a table that is written in a shape of its own, and how to get out of it; null for any other. */
function strangeShape(headers: readonly string[]): { readonly message: string; readonly hint: string } | null {
  const [only = ''] = headers;
  if (headers.length === 1 && /[,;\t|]/.test(only)) {
    const message = `Each line stands in quotes as a whole, so that it is one cell: "${only}".`;
    return { message, hint: 'Take the outer quotes away, such as with: sed \'s/^"//; s/"$//; s/""/"/g\'.' };
  }
  if (headers.length === 1 && /\S {2,}\S/.test(only)) {
    const message = `The columns are set apart by spaces only: "${only}".`;
    return { message, hint: 'Save the table as CSV, or turn the gaps into tabs, such as with: sed "s/   */\\t/g".' };
  }
  if (!PERIOD.test(foldHeader(only).key)) return null;
  const message = `These look like totals by ${foldHeader(only).key}, which name no customers. Columns: ${list(headers)}.`;
  return { message, hint: 'Give the orders or contacts that they were counted from, each with its customer.' };
}

function nameCustomer(headers: readonly string[]): string {
  const likely = likelyKey(headers);
  const which = likely === undefined ? 'Name the column that does' : 'If it is this one, say so';
  const map = `--map 'customer_id=${likely ?? 'Header'}'`;
  return `${which}: ${map}. If none does, export the table with a column for the customer's number or e-mail address in every row.`;
}

/** `isSnapshot`: the columns are those of customers, only their ids are missing. */
export function withoutKey(isSnapshot: boolean, table: Unplanned): CxRoiError {
  const { headers, file } = table;
  const missed = misspelt('customer_id', table);
  const shape = missed === null ? strangeShape(headers) : null;
  if (shape !== null) return unplanned(shape.message, file, shape.hint);
  if (isSnapshot) {
    const message = 'This looks like a table of customers, but no column holds their ids.';
    const likely = likelyKey(headers) ?? 'Header';
    const hint = `If every row is one customer, number them with --id row; else name the column: --id "${likely}".`;
    return unplanned(missed === null ? message : `${message} Columns: ${list(headers)}.`, file, missed ?? hint);
  }
  const message = `No column says which customer a row belongs to, so nothing can be counted by customer. Columns: ${list(headers)}.`;
  return unplanned(message, file, missed ?? nameCustomer(headers));
}

export function withoutTime(table: Unplanned): CxRoiError {
  const { headers, file } = table;
  const likely = likelyTime(headers) ?? 'Header';
  const hint = `Name the column that does: --map 'occurred_at=${likely}'; or say that rows are customers: --customers FILE.`;
  const message = `No column says when an interaction took place. Columns: ${list(headers)}.`;
  return unplanned(message, file, misspelt('occurred_at', table) ?? hint);
}

export function withoutCost(field: 'cost_date' | 'cost_amount', table: Unplanned): CxRoiError {
  const { headers, file } = table;
  const what = field === 'cost_date' ? 'when money was spent' : 'how much was spent';
  const message = `No column of this ledger says ${what}. Columns: ${list(headers)}.`;
  return unplanned(message, file, misspelt(field, table) ?? `Name the column that does: --map '${field}=Header'.`);
}

export function withoutContent(headers: readonly string[], file: string): CxRoiError {
  const message = `Of these columns only the customer is known, which leaves nothing to score. Columns: ${list(headers)}.`;
  const periods = headers.filter((header) => TIME_HEADER.test(header.trim())).length;
  const hint =
    periods > 1
      ? 'Turn the periods into rows (in a spreadsheet: unpivot), a row a customer and period: customer_id, date, amount.'
      : "Name what they hold, such as --map 'occurred_at=Header' --map 'amount=Header'.";
  return unplanned(message, file, hint);
}

function unplanned(message: string, file: string, hint: string): CxRoiError {
  return new CxRoiError('input_columns', message, { location: { file }, hint });
}

/** A hint at the header that `--map` or `--id` names and the file lacks, where it cannot be read without; or null. */
function misspelt(field: FieldName, { headers, options }: Unplanned): string | null {
  const header = options.map.get(field) ?? (field === 'customer_id' && options.id !== 'row' ? options.id : null);
  if (header == null || headers.some((one) => one === header || foldHeader(one).key === keyOf(header))) return null;
  const near = nearest(header, headers);
  return `You named "${header}", which is none of them.${near === null ? '' : ` Did you mean "${near}"?`}`;
}

const OF_TIME =
  /^(?:date|dated|datum|data|fecha|time|when|day|started|opened|completed|submitted|recorded|placed|sent)$/;
const OF_DURATION =
  /^(?:to|till|until|in|on|per|first|next|full|response|reply|resolution|handle|handling|talk|hold|wait|waiting|work|spent|elapsed|total|average|avg|mean|median)$/;
const OF_PERSON =
  /^(?:person|people|party|guest|patient|student|passenger|tenant|household|holder|supporter|visitor|player|traveller|resident|owner|phone|mobile|login|username|card|loyalty)$/;
/** Keys of the row, or of what was bought. */
const OF_OTHERS =
  /^(?:order|invoice|transaction|ticket|product|item|sku|store|shop|row|line|postal|zip|policy|receipt)$/;

/** A column whose header speaks of a date and not of how long something took, for a hint. */
function likelyTime(headers: readonly string[]): string | undefined {
  return headers.find((header) => {
    const words = wordsOf(header);
    return words.some((word) => OF_TIME.test(word)) && !isDuration(header, words);
  });
}

/** "First response time", "Time to close", "Wait time (s)". */
function isDuration(header: string, words: readonly string[]): boolean {
  if (timeUnitOf(foldHeader(header)) !== null && !words.includes('day')) return true;
  return words.includes('time') && words.some((word) => OF_DURATION.test(word));
}

/** A column whose header speaks of a person, else of an id, for a hint. */
function likelyKey(headers: readonly string[]): string | undefined {
  const candidates = headers.filter((header) => !wordsOf(header).some((word) => OF_OTHERS.test(word)));
  const means = (header: string, term: Term) =>
    wordsOf(header).some((word) => meaningsOf([word])?.some((terms) => terms.has(term)) === true);
  return (
    candidates.find((header) => wordsOf(header).some((word) => OF_PERSON.test(word)) || means(header, 'customer')) ??
    candidates.find((header) => means(header, 'key'))
  );
}

const SHOWN_HEADERS = 12;

function list(headers: readonly string[]): string {
  const shown = headers.slice(0, SHOWN_HEADERS).map((header) => `"${header}"`);
  return headers.length > SHOWN_HEADERS
    ? `${shown.join(', ')} and ${headers.length - SHOWN_HEADERS} more`
    : shown.join(', ');
}

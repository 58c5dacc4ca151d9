import { CxRoiError } from '../foundation/errors.ts';

/** How files begin that are no tables of text, in hexadecimal digits. */
const MAGIC: readonly (readonly [bytes: string, what: string, hint: string])[] = [
  ['504b0304', 'an Excel workbook or a zip archive', 'Save the sheet as CSV (UTF-8), or unpack the archive first.'],
  ['d0cf11e0', 'an old Excel workbook', 'Save the sheet as CSV (UTF-8).'],
  ['5041523115', 'a Parquet file', 'Give it by its name, or export it as CSV or JSON.'],
  ['25504446', 'a PDF document', 'Export the table it shows as CSV.'],
  ['53514c69746520666f726d6174203300', 'an SQLite database', 'Export the table as CSV.'],
  ['28b52ffd', 'packed with zstd', 'Unpack it first: zstd -d.'],
  ['fd377a585a00', 'packed with xz', 'Unpack it first: xz -d.'],
  ['377abcaf271c', 'packed with 7-Zip', 'Unpack it first.'],
];
/** Bytes of the longest of them. */
const MAGIC_BYTES = 16;

/** Refuses what begins as only one kind of file does. */
export function refuseKnown(head: Buffer, file: string): void {
  const start = head.subarray(0, MAGIC_BYTES).toString('hex');
  const known = MAGIC.find(([bytes]) => start.startsWith(bytes));
  if (known === undefined) return;
  throw new CxRoiError('input_binary', `This is ${known[1]}, not a table of text.`, {
    location: { file },
    hint: known[2],
  });
}

/** Refuses bytes that no text has. */
export function refuseBinary(head: Buffer, file: string): void {
  if (!head.includes(0)) return;
  throw new CxRoiError('input_binary', 'This is a binary file, not a table of text.', {
    location: { file },
    hint: 'Export the table as CSV or JSON.',
  });
}

/** Refuses pages that some systems name `.xls` or `.csv`. @throws input_syntax */
export function refuseMarkup(text: string, file: string): void {
  const start = /^\s*<(!doctype|html|head|body|table|meta|style|\?xml)\b/i.exec(text);
  if (start === null) return;
  const what = start[1]!.toLowerCase() === '?xml' ? 'XML' : 'a web page (HTML)';
  throw new CxRoiError('input_syntax', `This is ${what}, not a table of text.`, {
    location: { file, line: 1 },
    hint: 'Open it in a spreadsheet, and save the table as CSV (UTF-8).',
  });
}

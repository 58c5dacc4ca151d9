/** Whether nothing but white space stands in a cell. */
export function isBlank(text: string): boolean {
  return text === '' || (text.charCodeAt(0) <= 32 && text.trim() === '');
}

/** What programs write where there is nothing. */
const NOTHING =
  /^\s*(?:[-\u2013\u2014]+|n[/.]?a\.?|null|none|nil|nan|undefined|<na>|\(null\)|\\n|#n\/?[av]|#value!|#wert!|#ref!|#bezug!|k\.\s?a\.?|n\.d\.|s\/d|brak)\s*$/i;
/** Day 0 of January 1900, as spreadsheets show an empty cell that was made a date. */
const DAY_ZERO = /^\s*(?:0?1[/.-]0?0[/.-](?:19)?00|0?0[/.-]0?1[/.-](?:19)?00|1900-01-00)(?:[T ][0:. ]*(?:am)?)?\s*$/i;

/** Whether a cell that could not be read says in its own way that it is blank. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text) || DAY_ZERO.test(text);
}

/** Whether an id's cell names nobody and nothing: it is blank, or says so in its own way. */
export function isNoId(text: string): boolean {
  // Most ids end in a digit, which is quickly seen.
  return !isDigit(text.charCodeAt(text.length - 1)) && (isBlank(text) || isNothing(text));
}

/** Whether a code unit is one of 0 to 9. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** The text without white space around it, for the cost of two comparisons where there is none. */
export function trimmed(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 32 || last <= 32 || first >= 160 || last >= 160 ? text.trim() : text;
}

/** A copy that does not keep alive the large text it was cut from. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

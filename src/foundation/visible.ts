/**
 * Characters that would act on a terminal or reorder a line instead of being seen: C0 and C1 controls, bidirectional
 * marks and isolates, line separators, the byte order mark, interlinear anchors, and halves of surrogate pairs.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A user's text with every such character written out (`\u202e`), so that it is seen and does nothing. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT[character] ?? codePoint(character));
}

/** JSON text with the same characters as JSON escapes: the data stay exact, and nothing acts on a terminal. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE, codePoint);
}

function codePoint(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

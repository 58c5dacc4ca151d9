const TOKEN =
  /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:]/uy;
const BLANK = /[ \t\n\r]*/y;

/**
 * Where a text stops being JSON, as an offset in UTF-16 units; its length when it only ends too early. The engine's
 * own message does not always tell.
 */
export function faultOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  // What may come next: a value, a value or ], a key, a key or }, a colon, or what follows a value.
  let expected: 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next' = 'value';
  for (let at = 0; ; ) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)![0].length;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return at;
    const closes = token === ']' || token === '}';
    if (closes) {
      const empty = expected === (token === ']' ? 'value or ]' : 'key or }');
      const matches = open.at(-1) === (token === ']' ? '[' : '{');
      if (!matches || !(empty || expected === 'next')) return at;
      open.pop();
      expected = 'next';
    } else if (token === ',') {
      if (expected !== 'next' || open.length === 0) return at;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (token === ':') {
      if (expected !== ':') return at;
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (token[0] !== '"') return at;
      expected = ':';
    } else if (expected === 'value' || expected === 'value or ]') {
      if (token === '[' || token === '{') open.push(token);
      expected = token === '[' ? 'value or ]' : token === '{' ? 'key or }' : 'next';
    } else return at;
    at += token.length;
  }
}

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { visible, visibleJson } from '../../src/foundation/visible.ts';
import { truncate, widthOf, wrap } from '../../src/renderers/layout.ts';

const ACTIVE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/u;

describe('a user’s text', () => {
  test.each([
    ['plain', 'plain'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
    ['\u202egpj.exe', '\\u202egpj.exe'],
    ['\u009b31m', '\\u009b31m'],
    ['half \ud800 pair', 'half \\ud800 pair'],
    ['顧客 👩‍👧 é', '顧客 👩‍👧 é'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('keeps nothing that acts on a terminal, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !ACTIVE.test(visible(text))));
  });

  test('comes back exact from JSON that shows it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = visibleJson(JSON.stringify(text));
        expect(JSON.parse(json)).toBe(text);
        expect(json).not.toMatch(ACTIVE);
      }),
    );
  });
});

describe('layout', () => {
  test.each([
    ['abc', 3],
    ['顧客', 4],
    ['👩‍👧', 2],
    ['🫠', 2],
    ['é', 1],
  ])('%s takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  test('every character of the plane takes what the Unicode tables say, or is ours to take one column', () => {
    const differing: string[] = [];
    for (let code = 0x20; code < 0xffff; code++) {
      const character = String.fromCodePoint(code);
      if (widthOf(character) !== stringWidth(character)) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });

  test('truncation never exceeds its width and marks what it cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const cut = truncate(text, width);
        expect(widthOf(cut)).toBeLessThanOrEqual(width);
        if (widthOf(visible(text)) > width) expect(cut.endsWith('…')).toBe(true);
      }),
    );
  });

  test('wrapped lines fit and keep every word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), fc.integer({ min: 5, max: 40 }), (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
      }),
    );
  });
});

const naughty = new URL('../../../shared/data/naughty/blns.json', import.meta.url);
const strings = (() => {
  try {
    return JSON.parse(readFileSync(naughty, 'utf8')) as string[];
  } catch {
    return null;
  }
})();

test.skipIf(strings === null)(
  `no naughty string acts on a terminal${strings ? '' : ' (skipped: no shared data)'}`,
  () => {
    for (const text of strings ?? []) expect(visible(text)).not.toMatch(ACTIVE);
  },
);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternedStrings } from '../../src/domain/dictionary.ts';

describe('interned strings', () => {
  it('numbers texts in order of first sight and gives every one back, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constant('__proto__'))), (texts) => {
        const dictionary = new InternedStrings();
        const model = new Map<string, number>();
        for (const text of texts) {
          if (!model.has(text)) model.set(text, model.size);
          expect(dictionary.intern(text)).toBe(model.get(text));
        }
        expect(dictionary.size).toBe(model.size);
        dictionary.settle();
        for (const [text, code] of model) {
          expect(dictionary.text(code)).toBe(text);
          expect(dictionary.lastUnit(code)).toBe(text.charCodeAt(text.length - 1));
          expect(dictionary.find(text)).toBe(code);
        }
      }),
    );
  });

  it('knows a text of ASCII characters by its bytes as by its characters', () => {
    const texts = fc.array(fc.tuple(fc.boolean(), fc.string({ unit: 'grapheme-ascii', maxLength: 3 })));
    fc.assert(
      fc.property(texts, (given) => {
        const dictionary = new InternedStrings();
        const plain = new InternedStrings();
        for (const [byBytes, text] of given) {
          const bytes = Buffer.from(`..${text}.`);
          const code = byBytes ? dictionary.internAscii(bytes, 2, text.length) : dictionary.intern(text);
          expect(code).toBe(plain.intern(text));
          expect(dictionary.text(code)).toBe(text);
        }
      }),
    );
  });

  it('goes on numbering after it was settled', () => {
    const dictionary = new InternedStrings();
    for (let i = 0; i < 5000; i++) dictionary.intern(`id ${i}`);
    dictionary.settle();
    expect([dictionary.intern('id 5000'), dictionary.intern('id 4999'), dictionary.find('id 17')]).toEqual([
      5000, 4999, 17,
    ]);
  });

  it('keeps 300,000 ids apart across chunks of its arena', () => {
    const dictionary = new InternedStrings();
    for (let i = 0; i < 300_000; i++) expect(dictionary.intern(`customer-${i}`)).toBe(i);
    for (const i of [0, 77_777, 299_999]) {
      expect(dictionary.find(`customer-${i}`)).toBe(i);
      expect(dictionary.text(i)).toBe(`customer-${i}`);
    }
    expect(dictionary.find('customer-300000')).toBe(-1);
  });

  it('holds a text longer than a chunk and lone surrogates as they are', () => {
    const dictionary = new InternedStrings();
    const long = 'ä'.repeat(3_000_000);
    const lone = 'a\ud800b';
    expect([dictionary.intern(long), dictionary.intern(lone), dictionary.intern(long)]).toEqual([0, 1, 0]);
    expect(dictionary.text(0) === long).toBe(true);
    expect(dictionary.text(1)).toBe(lone);
  });

  it('keeps long texts of about the same length apart', () => {
    const dictionary = new InternedStrings();
    const texts = [254, 255, 256, 257, 70_000].flatMap((length) => ['a'.repeat(length), 'é'.repeat(length)]);
    for (const [code, text] of texts.entries()) expect(dictionary.intern(text)).toBe(code);
    dictionary.settle();
    for (const [code, text] of texts.entries()) {
      expect([dictionary.find(text), dictionary.text(code)]).toEqual([code, text]);
      if (text.startsWith('a')) expect(dictionary.internAscii(Buffer.from(text), 0, text.length)).toBe(code);
    }
  });

  it('tells a narrow text from a wide one of the same length', () => {
    const dictionary = new InternedStrings();
    expect([dictionary.intern('Ā'), dictionary.intern('a'), dictionary.intern('Ā')]).toEqual([0, 1, 0]);
  });
});

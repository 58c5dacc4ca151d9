import { TextDecoder } from 'node:util';
import { CxRoiError } from '../foundation/errors.ts';

/** Encodings of other scripts than Latin, and the letters that a text in them has. */
const ENCODINGS: readonly (readonly [label: string, letters: RegExp])[] = [
  ['shift_jis', /[\p{Script=Hiragana}\u30a0-\u30ff\p{Script=Han}]/u],
  ['euc-jp', /[\p{Script=Hiragana}\u30a0-\u30ff\p{Script=Han}]/u],
  ['gb18030', /[\u4e00-\u9fff]/u],
  ['big5', /[\u4e00-\u9fff]/u],
  ['euc-kr', /[\p{Script=Hangul}\u4e00-\u9fff]/u],
  ['windows-1251', /[\u0410-\u044f\u0401\u0404\u0406\u0407\u0451\u0454\u0456\u0457]/u],
  ['koi8-r', /[\u0410-\u044f\u0401\u0451]/u],
  ['windows-1253', /\p{Script=Greek}/u],
  ['windows-1255', /\p{Script=Hebrew}/u],
  ['windows-1256', /\p{Script=Arabic}/u],
  ['windows-874', /\p{Script=Thai}/u],
];

/** In words with accents of Latin languages at most about half of the letters have one; in other scripts nearly all. */
const FOREIGN_SHARE = 0.65;
/** Bytes beyond ASCII that must have been seen. */
const LEAST_BYTES = 16;
/** Of the letters that a decoding gives, this share must be of its script. */
const FITTING_SHARE = 0.95;
const SHOWN = 5;
const LONGEST_SHOWN = 12;

const UNKNOWN_ENCODING =
  'Save it as UTF-8, or say its encoding, such as --encoding windows-1251, windows-1253, shift_jis or gb18030.';

/**
 * Refuses 8-bit text whose words are of no Latin alphabet, with the encodings that it may be in and a word in each.
 * Which one is right only a reader of that language can see. @throws input_encoding
 */
export function refuseOtherScript(head: Buffer, file: string): void {
  if (!isForeign(head)) return;
  const shown = ENCODINGS.flatMap(([label, letters]) => {
    const word = wordIn(head, label, letters);
    return word === null ? [] : [`--encoding ${label} if "${word}" is right`];
  }).slice(0, SHOWN);
  throw new CxRoiError('input_encoding', 'The text is not UTF-8, and its words are of no Latin alphabet.', {
    location: { file },
    hint: shown.length === 0 ? UNKNOWN_ENCODING : `Say ${shown.join(', ')}.`,
  });
}

/** A word of 8-bit text, with whatever symbols stand in it. */
const WORD = /[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*/g;
/** The bytes that are letters in Windows-1252: Š, Œ, Ž, Ÿ and ƒ stand among symbols, × and ÷ among letters. */
const WESTERN_LETTERS = /[\x83\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]/g;
/** As many bytes beyond ASCII in a row are a word, where they differ: symbols stand alone, in pairs or repeated. */
const SERIES = /[\x80-\xff]{3,}/g;
const DIFFERENT = 3;

function isForeign(head: Buffer): boolean {
  let [beyond, letters] = [0, 0];
  for (const [word] of head.toString('latin1').matchAll(WORD)) {
    const found = lettersBeyondAscii(word);
    if (found === 0) continue;
    beyond += found;
    letters += found + word.replace(/[^A-Za-z]/g, '').length;
  }
  return beyond >= LEAST_BYTES && beyond >= FOREIGN_SHARE * letters;
}

/** How many bytes of a word can be letters: £, ° or a no-break space are none, unless they stand in a series. */
function lettersBeyondAscii(word: string): number {
  const isWord = word.match(SERIES)?.some((series) => new Set(series).size >= DIFFERENT) === true;
  return word.match(isWord ? /[\x80-\xff]/g : WESTERN_LETTERS)?.length ?? 0;
}

/** Letters, and what no text has in its own encoding; signs of money and degrees stand in any. */
const STRANGE_OR_LETTER = /(?![\p{Sc}°])[\p{L}\p{M}\p{S}\p{Co}\p{C}]/u;

/** The first word of the text in an encoding, or null where it does not fit. */
function wordIn(head: Buffer, label: string, letters: RegExp): string | null {
  let text: string;
  try {
    text = new TextDecoder(label, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
  const found = [...text].filter((character) => character > '\x7f' && STRANGE_OR_LETTER.test(character));
  const fitting = found.filter((character) => letters.test(character)).length;
  if (found.length === 0 || fitting < FITTING_SHARE * found.length) return null;
  // Words begin with a capital or have none: read in KOI8 the cases of Windows-1251 are the wrong way round.
  const words = text.match(/\p{L}{2,}/gu)?.filter((one) => letters.test(one)) ?? [];
  if (words.filter((one) => /^\p{Ll}\p{Lu}/u.test(one)).length > words.length / 2) return null;
  return words[0]?.slice(0, LONGEST_SHOWN) ?? null;
}

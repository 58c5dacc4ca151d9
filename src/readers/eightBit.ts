import { TextDecoder } from 'node:util';

/** A word of the text in the encoding taken, and what it would be in the other one. */
interface WordBothWays {
  readonly asRead: string;
  readonly otherwise: string;
}

/** Which of the two 8-bit encodings a text is in. */
export interface EightBitDecision {
  readonly encoding: 'windows-1252' | 'windows-1250';
  /** Whether the words of the text told, or there was nothing to go by. */
  readonly told: boolean;
  /** Words to judge by, those first that the two encodings show differently. */
  readonly samples: readonly WordBothWays[];
}

/**
 * Letters beyond ASCII of the languages that an encoding is used for, each with its rough share in percent. What two
 * languages share, such as é, tells nothing; a letter that none of them has tells a lot.
 */
const LETTERS = {
  'windows-1252': [
    'ü43 ä25 ö19 ß13',
    'é60 à15 è9 ê7 ç3 ô2 ù2 î1 û1 â1 ë1 ï1 œ1',
    'ó29 í25 á17 é15 ñ11 ú6 ¿5 ü1 ¡1 º1 ª1',
    'ã20 ç15 é12 á12 ê9 ó9 í9 õ5 ú4 â4 ô3 à2 º1 ª1',
    'à53 è22 ù14 ò8 é5 ì4 í1 º1 ª1',
    'ö30 å29 ä40 é1',
    'å40 ø31 æ29 é1',
    'ë40 é30 ï20 è5 ö5',
    'í20 á20 ð22 é8 ó12 ö10 ú7 þ16 æ10 ý3',
  ],
  'windows-1250': [
    'ł24 ó13 ą13 ę13 ś9 ż9 ć8 ń4 ź1',
    'í22 á20 ý10 ě14 é11 ř10 č8 š7 ž8 ů5 ú1 ň1 ť1 ď1 ó1',
    'á24 í12 ý10 é10 č9 š9 ž8 ú6 ľ5 ť4 ň2 ô2 ä1 ď1 ó1 ĺ1 ŕ1',
    'á27 é29 ö9 ó9 ő8 í6 ü6 ú3 ű2',
    'č35 š25 ž20 ć15 đ5',
  ],
} as const;

type EightBit = keyof typeof LETTERS;

/** The share of a letter that a language does not have. */
const FOREIGN = 1e-4;

const SHARES: Readonly<Record<EightBit, readonly ReadonlyMap<string, number>[]>> = {
  'windows-1252': LETTERS['windows-1252'].map(sharesOf),
  'windows-1250': LETTERS['windows-1250'].map(sharesOf),
};

function sharesOf(letters: string): ReadonlyMap<string, number> {
  return new Map(letters.split(' ').map((entry) => [entry[0]!, Number(entry.slice(1)) / 100] as const));
}

/** What no word has: Portuguese õ stands before e, Spanish ñ before a vowel, Polish ń never, and ś not before u; ì and ù end a word. */
const NEVER: Readonly<Record<EightBit, RegExp>> = {
  'windows-1252': /õ(?!e)|ñ(?![aeiouáéíóú])|[ìù](?=\p{L})/u,
  'windows-1250': /ń(?=[aeiouyóąę])|ś(?=u)/u,
};

/** Bytes that are a letter in at least one of the two, together with those of ASCII. */
const WORDS =
  /[A-Za-z\x8a\x8c-\x8f\x9a\x9c-\x9f\xa1\xa3\xa5\xaa\xaf\xb2\xb3\xb9\xba\xbc-\xbf\xc0-\xd6\xd8-\xf6\xf8-\xff]+/g;
/** Areas and volumes: the 2 or 3 is no letter. */
const UNITS = /^[ckdm]?m[\xb2\xb3]$/i;
const MOST_WORDS = 2000;
const SHOWN_WORDS = 2;
const LONGEST_SHOWN = 40;

/**
 * How much better, in nats a word, Windows-1250 must explain the words that the two encodings show differently: it is
 * the rarer one, and languages of the other share bytes with Czech or Croatian at about even odds.
 */
const NATS_A_WORD = 1;

/** Decides between Windows-1252 and Windows-1250 by the letters of the words; each word counts once. */
export function decideEightBit(bytes: Uint8Array): EightBitDecision {
  let [nats, differing] = [0, 0];
  const words = wordsBeyondAscii(bytes);
  for (const [western, central] of words) {
    if (western === central) continue;
    differing++;
    nats += likelihood(central, 'windows-1250') - likelihood(western, 'windows-1252');
  }
  const isCentral = nats > differing * NATS_A_WORD;
  const shown = [...words].sort(([a, b], [c, d]) => Number(a === b) - Number(c === d)).slice(0, SHOWN_WORDS);
  const samples = shown.map(([western, central]) =>
    isCentral ? { asRead: central, otherwise: western } : { asRead: western, otherwise: central },
  );
  return { encoding: isCentral ? 'windows-1250' : 'windows-1252', told: Math.abs(nats) > differing, samples };
}

/** The different words of a text that are more than ASCII, as each of the two encodings has them. */
function wordsBeyondAscii(bytes: Uint8Array): (readonly [western: string, central: string])[] {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const [western, central] = [decoded(bytes, 'windows-1252'), decoded(bytes, 'windows-1250')];
  const seen = new Set<string>();
  const words: (readonly [string, string])[] = [];
  for (const { 0: word, index } of latin1.matchAll(WORDS)) {
    if (!/[\x80-\xff]/.test(word) || !/[A-Za-z]/.test(word) || UNITS.test(word) || seen.has(word)) continue;
    seen.add(word);
    const end = index + Math.min(word.length, LONGEST_SHOWN);
    words.push([western.slice(index, end), central.slice(index, end)]);
    if (words.length >= MOST_WORDS) break;
  }
  return words;
}

/** Decoded as a stream: in one go Node takes Windows-1252 for Latin-1. */
function decoded(bytes: Uint8Array, encoding: EightBit): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/** The logarithm of how likely the letters beyond ASCII are in the language that suits them best. */
function likelihood(word: string, encoding: EightBit): number {
  const folded = word.toLowerCase();
  const letters = [...folded].filter((letter) => letter > '\x7f');
  const byLanguage = SHARES[encoding].map((shares) =>
    letters.reduce((sum, letter) => sum + Math.log(shares.get(letter) ?? FOREIGN), 0),
  );
  return Math.max(...byLanguage) + (NEVER[encoding].test(folded) ? Math.log(FOREIGN) : 0);
}

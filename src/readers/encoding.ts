import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { CxRoiError } from '../foundation/errors.ts';
import { refuseBinary, refuseKnown } from './binary.ts';
import { decideEightBit, type EightBitDecision } from './eightBit.ts';
import { refuseOtherScript } from './otherScripts.ts';

/** A label of the Encoding Standard: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, … */
export type Encoding = string;

export interface EncodingDecision {
  readonly encoding: Encoding;
  readonly reason: 'option' | 'byte order mark' | 'valid UTF-8' | 'NUL pattern' | 'letters of its words' | 'assumed';
  /** What was decided between the 8-bit encodings, where the bytes are not UTF-8. */
  readonly eightBit?: EightBitDecision;
}

/** Decides how a text is encoded from its first bytes, unless it was told. */
export function decideEncoding(head: Buffer, stated: string | null, file: string): EncodingDecision {
  refuseUtf32(head, file);
  refuseKnown(head, file);
  const marked = byteOrderMark(head);
  if (marked !== null) return { encoding: marked, reason: 'byte order mark' };
  if (stated !== null) return { encoding: knownLabel(stated), reason: 'option' };
  const wide = nulPattern(head);
  if (wide !== null) return { encoding: wide, reason: 'NUL pattern' };
  refuseBinary(head, file);
  if (isUtf8(head.subarray(0, wholeSequences(head)))) return { encoding: 'utf-8', reason: 'valid UTF-8' };
  // A long text of which nearly every sequence is valid is UTF-8 with a flaw.
  const { valid, invalid } = countSequences(head);
  if (valid > 10 * invalid) return { encoding: 'utf-8', reason: 'valid UTF-8' };
  refuseOtherScript(head, file);
  const eightBit = decideEightBit(head);
  return { encoding: eightBit.encoding, reason: eightBit.told ? 'letters of its words' : 'assumed', eightBit };
}

/** No decoder of ours reads four bytes a character, and its mark begins like that of UTF-16. */
function refuseUtf32(head: Buffer, file: string): void {
  const mark = head.subarray(0, 4).toString('hex');
  if (mark !== 'fffe0000' && mark !== '0000feff') return;
  throw new CxRoiError('input_encoding', 'The text is in UTF-32, which is not read.', {
    location: { file },
    hint: 'Save it as UTF-8, such as with: iconv -f utf-32 -t utf-8.',
  });
}

function byteOrderMark(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

function knownLabel(stated: string): Encoding {
  try {
    return new TextDecoder(stated).encoding;
  } catch (cause) {
    throw new CxRoiError('usage', `There is no encoding "${stated}".`, {
      hint: 'Use --encoding utf-8, utf-16le, windows-1252 or windows-1250.',
      cause,
    });
  }
}

/** Mostly Latin text in UTF-16 has a NUL in every other byte. */
function nulPattern(head: Buffer): Encoding | null {
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** Length of a buffer without a UTF-8 sequence that its end cuts off. */
function wholeSequences(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function countSequences(bytes: Buffer): { valid: number; invalid: number } {
  let [valid, invalid] = [0, 0];
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const whole = byte >= 0xc0 && isUtf8(bytes.subarray(i, i + length)) && i + length <= bytes.length;
    if (whole) valid++;
    else invalid++;
    i += whole ? length : 1;
  }
  return { valid, invalid };
}

/** Told when the bytes are not what the head of the file promised. */
interface EncodingNotices {
  /** The text is in an 8-bit encoding, which only shows beyond its beginning. */
  onEightBit(decision: EightBitDecision): void;
  /** A UTF-8 text has bytes that are not UTF-8. */
  onFlawed(): void;
}

const NO_NOTICES: EncodingNotices = { onEightBit: () => {}, onFlawed: () => {} };

/** The text as UTF-8 bytes without a byte order mark, chunk by chunk. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  notices = NO_NOTICES,
): AsyncGenerator<Buffer> {
  if (encoding !== 'utf-8') {
    yield* decoded(chunks, new TextDecoder(encoding));
    return;
  }
  const stream = new Utf8Stream(notices);
  for await (const chunk of chunks) {
    const bytes = stream.take(asBuffer(chunk));
    if (bytes.length > 0) yield bytes;
  }
  const rest = stream.end();
  if (rest.length > 0) yield rest;
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<Buffer> {
  // In one go Node decodes Windows-1252 as Latin-1; as a stream it decodes the euro sign at 0x80, too.
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}

/** Bytes from the first that is not UTF-8 on, by which the 8-bit encoding is decided: as many on every road. */
const EVIDENCE_BYTES = 1 << 16;

/**
 * UTF-8 as it is. Where everything so far was ASCII and the first other byte is not UTF-8, the rest is decoded as
 * 8-bit text, which is what deciding over the whole file would have done; the flaws of a text that holds real UTF-8
 * become U+FFFD when its cells are made.
 */
class Utf8Stream {
  readonly #notices: EncodingNotices;
  #carry: Buffer = Buffer.alloc(0);
  #state: 'start' | 'ascii' | 'utf-8' | 'flawed' | '8-bit' = 'start';
  #eightBit: TextDecoder | null = null;

  constructor(notices: EncodingNotices) {
    this.#notices = notices;
  }

  take(chunk: Buffer): Buffer {
    if (this.#eightBit !== null) return Buffer.from(this.#eightBit.decode(chunk, { stream: true }));
    let bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    this.#carry = EMPTY;
    if (this.#state === 'start') {
      if (bytes.length < 3) return this.#keep(bytes, 0);
      if (byteOrderMark(bytes) === 'utf-8') bytes = bytes.subarray(3);
      this.#state = 'ascii';
    }
    if (this.#state === '8-bit') return bytes.length < EVIDENCE_BYTES ? this.#keep(bytes, 0) : this.#fallBack(bytes);
    if (this.#state === 'ascii' && !isAscii(bytes)) {
      const first = bytes.findIndex((byte) => byte >= 0x80);
      if (bytes.length - first < 4) return this.#keep(bytes, first);
      if (!startsWithSequence(bytes.subarray(first))) {
        this.#state = '8-bit';
        return this.#keep(bytes, first);
      }
      this.#state = 'utf-8';
    }
    return this.#state === 'utf-8' ? this.#checked(bytes) : bytes;
  }

  end(): Buffer {
    const known = this.#state === 'utf-8' || (this.#state !== '8-bit' && startsWithSequence(this.#carry));
    return this.#carry.length === 0 || known ? this.#carry : this.#fallBack(this.#carry);
  }

  #checked(bytes: Buffer): Buffer {
    const whole = wholeSequences(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) {
      this.#state = 'flawed';
      this.#notices.onFlawed();
      return bytes;
    }
    return this.#keep(bytes, whole);
  }

  #keep(bytes: Buffer, from: number): Buffer {
    this.#carry = Buffer.from(bytes.subarray(from));
    return bytes.subarray(0, from);
  }

  #fallBack(bytes: Buffer): Buffer {
    const decision = decideEightBit(bytes.subarray(0, EVIDENCE_BYTES));
    this.#notices.onEightBit(decision);
    this.#eightBit = new TextDecoder(decision.encoding);
    return Buffer.from(this.#eightBit.decode(bytes, { stream: true }));
  }
}

const EMPTY = Buffer.alloc(0);

function startsWithSequence(bytes: Buffer): boolean {
  return (
    bytes.length === 0 ||
    bytes[0]! < 0x80 ||
    isUtf8(bytes.subarray(0, 2)) ||
    isUtf8(bytes.subarray(0, 3)) ||
    isUtf8(bytes.subarray(0, 4))
  );
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

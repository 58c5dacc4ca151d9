import { createHmac } from 'node:crypto';
import type { Rename } from '../domain/dictionary.ts';

/** 96 bits: among ten million ids two meet with a chance below 1 in 10^15. */
const HEX_DIGITS = 24;

/**
 * A name that cannot be turned back without the key and is the same in every run with it (HMAC-SHA-256, RFC 2104). The
 * letter in front keeps spreadsheets from reading a number.
 */
export function pseudonyms(key: string): Rename {
  return (text) => `p${createHmac('sha256', key).update(text, 'utf16le').digest('hex').slice(0, HEX_DIGITS)}`;
}

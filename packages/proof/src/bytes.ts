import { ProofError } from './proof-error.ts';

/** Lower-case hexadecimal text; 64 characters where it names a digest, handle, nonce, position or id. */
export type Hex = string;

const DIGITS = '0123456789abcdef';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BYTE_TEXT = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const NIBBLE = valuesOf(DIGITS);
const SEXTET = valuesOf(ALPHABET);

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): Hex {
  let text = '';
  for (const byte of bytes) text += BYTE_TEXT[byte];
  return text;
}

/** Bytes of lower-case hexadecimal text, exactly `length` of them if given; else `ProofError` 'encoding'. */
export function fromHex(text: Hex, length?: number): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  let fault = text.length % 2;
  for (let index = 0; index < bytes.length; index += 1) {
    const high = valueAt(NIBBLE, text, 2 * index);
    const low = valueAt(NIBBLE, text, 2 * index + 1);
    fault |= (high | low) & 0x80;
    bytes[index] = (high << 4) | low;
  }
  if (fault) throw new ProofError('encoding', 'not lower-case hexadecimal');
  if (length !== undefined && bytes.length !== length)
    throw new ProofError('encoding', `expected ${length} bytes, found ${bytes.length}`);
  return bytes;
}

/** Whether a value is lower-case hexadecimal of exactly 32 bytes. */
export function isHex32(value: unknown): value is Hex {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** Base64url of bytes (RFC 4648 section 5), without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(held >> bits) & 63];
    }
  }
  return bits === 0 ? text : text + ALPHABET[(held << (6 - bits)) & 63];
}

/** Bytes of canonical base64url text: no padding, no spare bits set; else `ProofError` 'encoding'. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let written = 0;
  let fault = text.length % 4 === 1 ? 0x80 : 0;
  for (let index = 0; index < text.length; index += 1) {
    const sextet = valueAt(SEXTET, text, index);
    fault |= sextet & 0x80;
    held = ((held << 6) | (sextet & 63)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = (held >> bits) & 0xff;
      written += 1;
    }
  }
  if (fault || (held & ((1 << bits) - 1)) !== 0)
    throw new ProofError('encoding', 'not canonical base64url');
  return bytes;
}

/** One byte array after another. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Whether two byte arrays hold the same bytes; not in constant time. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1)
    if (left[index] !== right[index]) return false;
  return true;
}

/** A value of 0x80 marks a character outside the alphabet. */
function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(0x80);
  for (let value = 0; value < alphabet.length; value += 1)
    values[alphabet.charCodeAt(value)] = value;
  return values;
}

function valueAt(values: Uint8Array, text: string, index: number): number {
  return values[text.charCodeAt(index)] ?? 0x80;
}

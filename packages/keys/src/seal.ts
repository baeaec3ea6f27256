import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeysError } from './keys-error.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_SIZE = 32;
const NONCE_SIZE = 12;
const TAG_SIZE = 16;

/** AES-256-GCM: random nonce (12 bytes), ciphertext, tag (16 bytes). A key seals at most 2^32 times (NIST SP 800-38D, 8.3). */
export function seal(key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_SIZE);
  const cipher = createCipheriv(ALGORITHM, checkedKey(key), nonce, { authTagLength: TAG_SIZE });
  cipher.setAAD(aad);
  const ciphertext = cipher.update(plaintext);
  return Buffer.concat([nonce, ciphertext, cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext that `seal` took with the same key and associated data; else `KeysError` 'not-opened'. */
export function open(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Buffer {
  if (sealed.length < NONCE_SIZE + TAG_SIZE) throw new KeysError('not-opened', 'too short');
  const tagAt = sealed.length - TAG_SIZE;
  const nonce = sealed.subarray(0, NONCE_SIZE);
  const decipher = createDecipheriv(ALGORITHM, checkedKey(key), nonce, { authTagLength: TAG_SIZE });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plaintext = decipher.update(sealed.subarray(NONCE_SIZE, tagAt));
  try {
    return Buffer.concat([plaintext, decipher.final()]);
  } catch (cause) {
    throw new KeysError('not-opened', 'another key, another purpose, or changed', { cause });
  }
}

/** A new random key of 32 bytes. */
export function newKey(): Buffer {
  return randomBytes(KEY_SIZE);
}

/** A 32-byte key sealed under another; `aad` says what it is for. */
export function wrapKey(wrapping: Uint8Array, key: Uint8Array, aad: Uint8Array): Buffer {
  return seal(wrapping, checkedKey(key), aad);
}

/** The key that `wrapKey` took; else `KeysError` 'not-opened' or 'key'. */
export function unwrapKey(wrapping: Uint8Array, wrapped: Uint8Array, aad: Uint8Array): Buffer {
  const key = open(wrapping, wrapped, aad);
  checkedKey(key);
  return key;
}

function checkedKey(key: Uint8Array): Uint8Array {
  if (key.length !== KEY_SIZE) throw new KeysError('key', 'a key has 32 bytes');
  return key;
}

import { hash, verify } from '@node-rs/argon2';
import { KeysError } from './keys-error.ts';

const LONGEST_PASSWORD = 1024;
// Argon2id (the library's default) with the least that OWASP recommends: 19 MiB, 2 passes.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id hash of a password in PHC format; `KeysError` 'password' where it is empty or over 1,024 bytes. */
export async function hashPassword(password: string): Promise<string> {
  if (!isAcceptable(password)) throw new KeysError('password', 'a password has 1 to 1,024 bytes');
  return await hash(password.normalize('NFC'), COST);
}

/** Whether a password is the one that was hashed; false for a malformed hash. */
export async function checkPassword(hashed: string, password: string): Promise<boolean> {
  if (!isAcceptable(password)) return false;
  try {
    return await verify(hashed, password.normalize('NFC'));
  } catch {
    return false;
  }
}

function isAcceptable(password: string): boolean {
  return password !== '' && Buffer.byteLength(password) <= LONGEST_PASSWORD;
}

import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fromBase64url, utf8, type Verify } from '@careledger/proof';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;

/**
 * A check of P-256 signatures in strict DER with low S by `node:crypto`, which keeps up to `limit` parsed keys; what is not a
 * P-256 key or not such a signature is simply not valid.
 */
export function createVerifier(
  limit = 4_096,
): (spki: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean {
  const keys = new Map<string, KeyObject | undefined>();
  const keyOf = (spki: Uint8Array): KeyObject | undefined => {
    const name = Buffer.from(spki).toString('latin1');
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = parseKey(spki);
    const oldest = keys.keys().next();
    if (keys.size >= limit && oldest.done !== true) keys.delete(oldest.value);
    keys.set(name, key);
    return key;
  };
  return (spki, message, signature) => {
    const scalars = parseDer(signature);
    const key = keyOf(spki);
    if (key === undefined || scalars === undefined || scalars.s > HALF_ORDER) return false;
    return verify('sha256', message, key, signature);
  };
}

/** A key, message and signature of nobody, verified where a real one is missing so that the work stays the same. */
export const NOBODY = {
  spki: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEz85og479JI68WTfsQainBq_I-FtPskw6MsQO2jzg3coevDcVMwqgGnv0L0yzCRJbNMSdC0pyi1hayGCLg1o9mA',
  message: 'careledger-nothing-v1',
  signature:
    'MEQCIDMcZEbPR74ehOxQ5AM7grnSdqcouwjNSx2Ko-qlPsmNAiB8MSAGbEBIYvfYwVkd4wSTd2IT-a-_0XWz29480OoKPA',
} as const;

/** A verifier that counts, and one call that brings the count up to `calls`: outcomes cannot be told by the work done (C12). */
export function constantVerifier(
  verify: Verify,
  calls: number,
): { verify: Verify; fill: () => Promise<void> } {
  const spki = fromBase64url(NOBODY.spki);
  const message = utf8(NOBODY.message);
  const signature = fromBase64url(NOBODY.signature);
  let count = 0;
  const counted: Verify = (...signed) => {
    count += 1;
    return verify(...signed);
  };
  const fill = async () => {
    const missing = Math.max(0, calls - count);
    for (let done = 0; done < missing; done += 1) await counted(spki, message, signature);
  };
  return { verify: counted, fill };
}

/** The same signature with low S: authenticators emit either, and both are valid where one is. */
export function withLowS(signature: Uint8Array): Uint8Array {
  const scalars = parseDer(signature);
  if (scalars === undefined || scalars.s <= HALF_ORDER || scalars.s >= ORDER) return signature;
  return writeDer(scalars.r, ORDER - scalars.s);
}

/** Checks a signature of staff or an office given as base64url texts. */
export async function isSigned(
  signed: { spki: string; message: Uint8Array; signature: string },
  check: Verify,
): Promise<boolean> {
  return check(fromBase64url(signed.spki), signed.message, fromBase64url(signed.signature));
}

function parseKey(spki: Uint8Array): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

function parseDer(der: Uint8Array): { r: bigint; s: bigint } | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return undefined;
  const r = parseInteger(der, 2);
  const s = r === undefined ? undefined : parseInteger(der, r.end);
  if (r === undefined || s === undefined || s.end !== der.length) return undefined;
  return { r: r.value, s: s.value };
}

function parseInteger(der: Uint8Array, at: number): { value: bigint; end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const first = der[at + 2] ?? 0x80;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length < 1 || length > 33 || end > der.length || first >= 0x80)
    return undefined;
  if (first === 0 && (length === 1 || (der[at + 3] ?? 0) < 0x80)) return undefined;
  return { value: BigInt(`0x${Buffer.from(der.subarray(at + 2, end)).toString('hex')}`), end };
}

function writeDer(r: bigint, s: bigint): Uint8Array {
  const body = Buffer.concat([writeInteger(r), writeInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function writeInteger(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const positive = (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]);
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

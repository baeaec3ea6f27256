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
  const keys = new Map<string, KeyObject>();
  const keyOf = (spki: Uint8Array): KeyObject | undefined => {
    const name = Buffer.from(spki).toString('latin1');
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = parseKey(spki);
    if (keys.size >= limit) keys.clear();
    if (key !== undefined) keys.set(name, key);
    return key;
  };
  return (spki, message, signature) => {
    const key = keyOf(spki);
    // OpenSSL takes strict DER only, so what it takes has S where it is looked for.
    return (
      key !== undefined && isLow(partsOf(signature).s) && verify('sha256', message, key, signature)
    );
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
  const { r, s } = partsOf(signature);
  if (isLow(s) || s >= ORDER) return signature;
  const low = integerOf(ORDER - s);
  return Buffer.concat([Buffer.from([0x30, r.length + low.length]), r, low]);
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

/** R as it is written and S as a number, of ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } in DER. */
function partsOf(der: Uint8Array): { r: Uint8Array; s: bigint } {
  const end = 4 + (der[3] ?? 0);
  const s = Buffer.from(der.subarray(end + 2)).toString('hex');
  return { r: der.subarray(2, end), s: s === '' ? 0n : BigInt(`0x${s}`) };
}

function isLow(s: bigint): boolean {
  return s <= HALF_ORDER;
}

function integerOf(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const positive = (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]);
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

import { generateKeyPairSync, sign } from 'node:crypto';
import { fromBase64url, fromHex, utf8 } from '@careledger/proof';
import { assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSigner, otherS } from '../testing/index.ts';
import { constantVerifier, createVerifier, NOBODY, withLowS } from './signature.ts';

const verify = createVerifier();
const message = utf8('what is signed');

function signed() {
  const signer = newSigner();
  return {
    spki: fromBase64url(signer.spki),
    signature: fromBase64url(signer.sign(message)),
    text: signer.sign(message),
  };
}

describe('createVerifier', () => {
  it('I1.2 takes the signature of a key over a message', () => {
    const { spki, signature } = signed();
    expect(verify(spki, message, signature)).toBe(true);
    expect(verify(spki, utf8('something else'), signature)).toBe(false);
    expect(verify(signed().spki, message, signature)).toBe(false);
  });

  it('I1.2 refuses a signature with high S', () => {
    const { spki, text } = signed();
    const high = fromBase64url(otherS(text));
    expect(verify(spki, message, high)).toBe(false);
    expect(verify(spki, message, withLowS(high))).toBe(true);
  });

  it('E5 refuses changed, cut, lengthened and empty signatures without a throw', () => {
    const { spki, signature } = signed();
    assert(
      property(nat(signature.length - 1), nat(254), (at, by) => {
        const changed = Uint8Array.from(signature);
        changed[at] = ((changed[at] ?? 0) + by + 1) % 256;
        expect(verify(spki, message, changed)).toBe(false);
        expect(verify(spki, message, signature.subarray(0, at))).toBe(false);
      }),
    );
    expect(verify(spki, message, Uint8Array.of(...signature, 0))).toBe(false);
    expect(verify(spki, message, new Uint8Array())).toBe(false);
  });

  it('E5 refuses an integer that is written longer than it is', () => {
    const { spki, signature } = signed();
    const length = signature[3] ?? 0;
    const r = signature.subarray(4, 4 + length);
    const rest = signature.subarray(4 + length);
    const body = Uint8Array.of(0x02, length + 1, 0, ...r, ...rest);
    expect(verify(spki, message, Uint8Array.of(0x30, body.length, ...body))).toBe(false);
  });

  it('E5 refuses keys of other kinds and what is no key', () => {
    const others = [
      generateKeyPairSync('ed25519'),
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    ];
    for (const { publicKey, privateKey } of others) {
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const digest = privateKey.asymmetricKeyType === 'ec' ? 'sha256' : null;
      expect(verify(spki, message, withLowS(sign(digest, message, privateKey)))).toBe(false);
    }
    expect(verify(utf8('no key'), message, signed().signature)).toBe(false);
  });

  it('keeps working beyond the number of keys that it keeps', () => {
    const small = createVerifier(2);
    const all = Array.from({ length: 5 }, signed);
    for (const { spki, signature } of [...all, ...all])
      expect(small(spki, message, signature)).toBe(true);
  });
});

describe('withLowS', () => {
  const half = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
  const withS = (s: bigint): Uint8Array => {
    const digits = s.toString(16);
    const bytes = fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
    const integer = (bytes[0] ?? 0) < 0x80 ? bytes : Uint8Array.of(0, ...bytes);
    const body = Uint8Array.of(0x02, 1, 1, 0x02, integer.length, ...integer);
    return Uint8Array.of(0x30, body.length, ...body);
  };

  it('C5.1 leaves what is low, makes low what is high, and touches nothing that is neither', () => {
    for (const s of [1n, half, 2n * half + 1n, 2n * half + 2n])
      expect(withLowS(withS(s))).toEqual(withS(s));
    expect([...withLowS(withS(half + 1n))]).toEqual([...withS(half)]);
    expect([...withLowS(withS(2n * half))]).toEqual([...withS(1n)]);
    for (const low of [0x7fn, 0x80n, 0xffn, 0x100n])
      expect([...withLowS(withS(2n * half + 1n - low))]).toEqual([...withS(low)]);
  });

  it('E5 gives back what is no signature', () => {
    for (const other of [new Uint8Array(), Uint8Array.of(0x30), utf8('no signature')])
      expect(withLowS(other)).toEqual(other);
  });
});

describe('constantVerifier', () => {
  it('C12 brings the number of checks up, each of them a real one', async () => {
    const results: boolean[] = [];
    const check = constantVerifier((...given) => {
      results.push(verify(...given));
      return true;
    }, 3);
    const { spki, signature } = signed();
    await check.verify(spki, message, signature);
    await check.fill();
    await check.fill();
    expect(results).toEqual([true, true, true]);
  });

  it('C12 has a signature of nobody that is valid, so that checking it is no shorter', () => {
    const spki = fromBase64url(NOBODY.spki);
    expect(verify(spki, utf8(NOBODY.message), fromBase64url(NOBODY.signature))).toBe(true);
  });
});

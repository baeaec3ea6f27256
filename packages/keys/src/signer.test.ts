import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSigner, isLowS, loadSigner } from './signer.ts';
import { createVerifier, verifySignature } from './verify-signature.ts';

const signer = generateSigner();
const pemOf = (kind: 'ed25519' | 'x25519'): string =>
  (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('signer', () => {
  it('E1 signs with low S, in DER that OpenSSL accepts, whatever the message', () => {
    const key = createPublicKey({ key: signer.spki, format: 'der', type: 'spki' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
        const signature = signer.sign(message);
        expect(isLowS(signature)).toBe(true);
        expect(verify('sha256', message, key, signature)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows high S, which Node emits half the time, from low', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const found = Array.from({ length: 64 }, (_, index) =>
      isLowS(sign('sha256', Buffer.of(index), key)),
    );
    expect(new Set(found)).toEqual(new Set([true, false]));
  });

  it('is the same after its PEM', () => {
    const again = loadSigner(signer.pem());
    expect(again.spki).toEqual(signer.spki);
    expect(verifySignature(signer.spki, Buffer.of(1), again.sign(Buffer.of(1)))).toBe(true);
  });

  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  it.each([
    ['text', 'not a key'],
    ['a P-384 key', p384.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['an Ed25519 key', pemOf('ed25519')],
    ['an X25519 key', pemOf('x25519')],
  ])('refuses %s', (_name, pem) => {
    expect(() => loadSigner(pem)).toThrow(expect.objectContaining({ code: 'key' }));
  });

  it.each(['', '30', '3000', '300602010102010', '30060201010201010201', '3006020101030101'])(
    'takes %j for no low-S signature',
    (hex) => {
      expect(isLowS(Buffer.from(hex, 'hex'))).toBe(false);
    },
  );
});

describe('verifySignature', () => {
  const message = Buffer.from('message');
  const signature = signer.sign(message);

  it('I1.2 holds for the signer, the message and the signature alone', () => {
    expect(verifySignature(signer.spki, message, signature)).toBe(true);
    expect(verifySignature(generateSigner().spki, message, signature)).toBe(false);
    expect(verifySignature(signer.spki, Buffer.from('another'), signature)).toBe(false);
    expect(verifySignature(signer.spki, message, signer.sign(Buffer.of(0)))).toBe(false);
  });

  it('J3 fails at every changed bit of a signature, and with bytes after it', () => {
    for (let bit = 0; bit < signature.length * 8; bit += 1) {
      const forged = Buffer.from(signature);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifySignature(signer.spki, message, forged)).toBe(false);
    }
    expect(verifySignature(signer.spki, message, Buffer.concat([signature, Buffer.of(0)]))).toBe(
      false,
    );
  });

  it('C5.1 accepts high S, as passkeys sign', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    let high = sign('sha256', message, privateKey);
    while (isLowS(high)) high = sign('sha256', message, privateKey);
    expect(verifySignature(spki, message, high)).toBe(true);
  });

  it('E5 is false for what is no P-256 key or no signature, without throwing', () => {
    const ed25519 = generateKeyPairSync('ed25519').publicKey;
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    const others = [ed25519, p384].map((key) => key.export({ type: 'spki', format: 'der' }));
    for (const spki of [Buffer.alloc(0), Buffer.alloc(91), ...others])
      expect(verifySignature(spki, message, signature)).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(verifySignature(bytes, message, signature)).toBe(false);
        expect(verifySignature(signer.spki, message, bytes)).toBe(false);
      }),
    );
  });

  it('answers the same when it keeps one key only', () => {
    const check = createVerifier({ kept: 1 });
    const other = generateSigner();
    for (let round = 0; round < 3; round += 1) {
      expect(check(signer.spki, message, signature)).toBe(true);
      expect(check(other.spki, message, signature)).toBe(false);
      expect(check(other.spki, message, other.sign(message))).toBe(true);
    }
  });
});

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64url, toBase64url } from '@careledger/proof';
import { KeysError } from './keys-error.ts';

/** A one-time key pair to receive with: `publicKey` is the uncompressed point in base64url, as it travels. */
export interface HpkeKeyPair {
  readonly publicKey: string;
  readonly privateKey: Uint8Array;
}

const ENCAPSULATED_SIZE = 65;

/** A new key pair for HPKE (RFC 9180, DHKEM(P-256, HKDF-SHA256)). */
export async function hpkeKeyPair(): Promise<HpkeKeyPair> {
  const { kem } = suite();
  const pair = await kem.generateKeyPair();
  return {
    publicKey: toBase64url(new Uint8Array(await kem.serializePublicKey(pair.publicKey))),
    privateKey: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)),
  };
}

/** Encapsulated key (65 bytes) and AES-256-GCM ciphertext that only the holder of `to` opens; `KeysError` 'key' where `to` is no point. */
export async function hpkeSeal(message: {
  to: string;
  plaintext: Uint8Array;
  aad: Uint8Array;
  info: Uint8Array;
}): Promise<Buffer> {
  const { to, plaintext, aad, info } = message;
  let sender;
  try {
    const recipientPublicKey = await suite().kem.deserializePublicKey(exact(fromBase64url(to)));
    sender = await suite().createSenderContext({ recipientPublicKey, info: exact(info) });
  } catch (cause) {
    throw new KeysError('key', 'not a P-256 point', { cause });
  }
  const ciphertext = await sender.seal(exact(plaintext), exact(aad));
  return Buffer.concat([Buffer.from(sender.enc), Buffer.from(ciphertext)]);
}

/** What `hpkeSeal` took, with the same `aad` and `info`; else `KeysError` 'not-opened'. */
export async function hpkeOpen(message: {
  privateKey: Uint8Array;
  sealed: Uint8Array;
  aad: Uint8Array;
  info: Uint8Array;
}): Promise<Buffer> {
  const { privateKey, sealed, aad, info } = message;
  try {
    const recipientKey = await suite().kem.deserializePrivateKey(exact(privateKey));
    const enc = exact(sealed.subarray(0, ENCAPSULATED_SIZE));
    const recipient = await suite().createRecipientContext({
      recipientKey,
      enc,
      info: exact(info),
    });
    const ciphertext = exact(sealed.subarray(ENCAPSULATED_SIZE));
    return Buffer.from(await recipient.open(ciphertext, exact(aad)));
  } catch (cause) {
    throw new KeysError('not-opened', 'another key, another purpose, or changed', { cause });
  }
}

function suite(): CipherSuite {
  return new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
}

/** An ArrayBuffer of these bytes alone: a Buffer's own is a pool shared with others. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

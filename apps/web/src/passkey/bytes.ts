/** The bytes of a text or of bytes, in a buffer of their own, as WebCrypto and WebAuthn want them. */
export function bufferOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** An ECDSA signature as WebAuthn carries it (DER), from WebCrypto's 64 bytes (r and s). */
export function derOf(raw: Uint8Array): Uint8Array {
  const whole = [...integerOf(raw.slice(0, 32)), ...integerOf(raw.slice(32))];
  return Uint8Array.from([0x30, whole.length, ...whole]);
}

/** WebCrypto's 64 bytes from a signature in DER; undefined where it is none of P-256. */
export function rawOf(der: Uint8Array): Uint8Array | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const first = partAt(der, 2);
  const second = first && partAt(der, first.end);
  if (first === undefined || second === undefined || second.end !== der.length) return undefined;
  const raw = new Uint8Array(64);
  raw.set(first.value, 32 - first.value.length);
  raw.set(second.value, 64 - second.value.length);
  return raw;
}

function integerOf(bytes: Uint8Array): number[] {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = first < 0 ? [0] : Array.from(bytes.slice(first));
  const value = (shortest[0] ?? 0) >= 0x80 ? [0, ...shortest] : shortest;
  return [0x02, value.length, ...value];
}

function partAt(der: Uint8Array, at: number): { value: Uint8Array; end: number } | undefined {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length === 0) return undefined;
  const end = at + 2 + length;
  const bytes = der.slice(at + 2, end);
  if (bytes.length !== length) return undefined;
  const value = bytes[0] === 0 ? bytes.slice(1) : bytes;
  return value.length > 32 ? undefined : { value, end };
}

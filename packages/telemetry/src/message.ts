import type { Hex, Verify } from '@careledger/proof';
import { fromBase64url, isHex32, signedForm, toBase64url } from '@careledger/proof';
import { parseDecimal } from './decimal.ts';

/** Why a device itself doubts a value; a value without a mark is good. */
export type Quality = 'questionable' | 'calibrating' | 'motion' | 'sensor-off' | 'test';

/** One measured value as the device sent it; `value` is null only with a quality mark. */
export type Observed = {
  readonly code: string;
  readonly value: string | null;
  readonly unit: string;
  readonly quality?: Quality;
};

/** What a device signs: version, its handle, boot and counter since boot, measured time in ms since 1970. */
export type MessageForm = {
  readonly v: 1;
  readonly device: Hex;
  readonly boot: number;
  readonly counter: number;
  readonly at: number;
  readonly clock: 'synced' | 'unsynced';
  readonly observations: readonly Observed[];
};

/** A message as sent: `signature` is base64url of a DER ECDSA P-256 SHA-256 signature over `messageBytes`. */
export type DeviceMessage = MessageForm & { readonly signature: string };

/** What is wrong with the form of a message. */
export type FormFault = 'size' | 'text' | 'fields' | 'observations' | 'signature';

/** The largest payload of a message in bytes, and the most observations in it. */
export const MESSAGE_LIMITS = { bytes: 65_536, observations: 32 } as const;

const DOMAIN = 'careledger-reading-v1';
const FIELDS = ['v', 'device', 'boot', 'counter', 'at', 'clock', 'observations', 'signature'];
const MAX_COUNT = 2 ** 48;
const MAX_TIME_MS = 8_640_000_000_000_000;

/** The topic on which a device publishes its readings. */
export function readingsTopic(member: string, device: Hex): string {
  return `careledger/${member}/${device}/readings`;
}

/** The bytes that a device signs. */
export function messageBytes(form: MessageForm): Uint8Array {
  return signedForm(DOMAIN, formOf(form));
}

/** A message with the signature of its form. */
export function signMessage(
  form: MessageForm,
  sign: (message: Uint8Array) => Uint8Array,
): DeviceMessage {
  return { ...formOf(form), signature: toBase64url(sign(messageBytes(form))) };
}

/** Whether the signature of a message is its device's. */
export async function isSignedBy(
  spki: Uint8Array,
  message: DeviceMessage,
  verify: Verify,
): Promise<boolean> {
  return await verify(spki, messageBytes(message), fromBase64url(message.signature));
}

/**
 * The message in a payload: UTF-8 JSON of exactly the documented fields, at most 64 KiB and 32 observations,
 * each code once. Codes, units and ranges are judged later; nothing is verified here.
 */
export function readMessage(
  payload: Uint8Array,
): { readonly message: DeviceMessage } | { readonly fault: FormFault } {
  if (payload.length > MESSAGE_LIMITS.bytes) return { fault: 'size' };
  const value = json(payload);
  if (value === undefined) return { fault: 'text' };
  if (!isRecord(value) || !hasOnly(value, FIELDS)) return { fault: 'fields' };
  const { v, device, boot, counter, at, clock, observations, signature } = value;
  if (v !== 1 || !isHex32(device)) return { fault: 'fields' };
  if (!isWhole(boot, MAX_COUNT) || !isWhole(counter, MAX_COUNT)) return { fault: 'fields' };
  if (!isWhole(at, MAX_TIME_MS)) return { fault: 'fields' };
  if (clock !== 'synced' && clock !== 'unsynced') return { fault: 'fields' };
  const observed = readObservations(observations);
  if (!observed) return { fault: 'observations' };
  if (!isSignature(signature)) return { fault: 'signature' };
  return { message: { v, device, boot, counter, at, clock, observations: observed, signature } };
}

/** The signed part of a message, field by field, so that nothing else is ever signed. */
function formOf({ v, device, boot, counter, at, clock, observations }: MessageForm): MessageForm {
  return { v, device, boot, counter, at, clock, observations };
}

function readObservations(value: unknown): readonly Observed[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.length > MESSAGE_LIMITS.observations) return undefined;
  const read: Observed[] = [];
  const codes = new Set<string>();
  for (const item of value) {
    const observed = readObservation(item);
    if (!observed || codes.has(observed.code)) return undefined;
    codes.add(observed.code);
    read.push(observed);
  }
  return read;
}

function readObservation(item: unknown): Observed | undefined {
  if (!isRecord(item) || !hasOnly(item, ['code', 'value', 'unit'], ['quality'])) return undefined;
  const { code, value, unit, quality } = item;
  if (typeof code !== 'string' || !/^[0-9]{1,7}-[0-9]$/.test(code)) return undefined;
  if (typeof unit !== 'string' || !/^[\u0021-\u007e]{1,32}$/.test(unit)) return undefined;
  if (quality !== undefined && !isQuality(quality)) return undefined;
  if (value === null) return quality === undefined ? undefined : { code, value, unit, quality };
  if (typeof value !== 'string' || !parseDecimal(value)) return undefined;
  return quality === undefined ? { code, value, unit } : { code, value, unit, quality };
}

function isQuality(value: unknown): value is Quality {
  return (
    value === 'questionable' ||
    value === 'calibrating' ||
    value === 'motion' ||
    value === 'sensor-off' ||
    value === 'test'
  );
}

function isSignature(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 100) return false;
  try {
    return fromBase64url(value).length > 0;
  } catch {
    return false;
  }
}

function json(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(
  value: Record<string, unknown>,
  required: readonly string[],
  optional: readonly string[] = [],
): boolean {
  return (
    required.every((key) => Object.hasOwn(value, key)) &&
    Object.keys(value).every((key) => required.includes(key) || optional.includes(key))
  );
}

function isWhole(value: unknown, max: number): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 0 &&
    value <= max &&
    !Object.is(value, -0)
  );
}

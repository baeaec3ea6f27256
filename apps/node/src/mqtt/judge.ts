import type { Hex } from '@careledger/proof';
import { sha256, toHex } from '@careledger/proof';
import type { DeviceMessage, Reading } from '@careledger/telemetry';
import { readingOf } from '@careledger/telemetry';
import type { Belonging, Binding } from './binding.ts';
import { belonging } from './binding.ts';
import type { Delivery } from './permission.ts';

/** What the hospital knows of a device: its key, who it is bound to, and its statuses with their times (ms). */
export interface KnownDevice {
  readonly handle: Hex;
  readonly spki: Uint8Array;
  readonly bindings: readonly Binding[];
  readonly status: readonly {
    readonly status: 'active' | 'suspended' | 'ended';
    readonly at: number;
  }[];
}

/**
 * Why a message is kept apart from the record: its form; another device's handle inside; a device unknown, or not
 * active; not signed by its device; counted before; an unknown code, a wrong unit, no measurement at all; over a
 * week old; bound to nobody, or near a change of binding.
 */
export type QuarantineReason =
  | 'form'
  | 'wrong-device'
  | 'unknown-device'
  | 'signature'
  | 'replay'
  | 'status'
  | 'code'
  | 'unit'
  | 'impossible'
  | 'late'
  | 'binding'
  | 'binding-change';

/** A reading of a patient; plain JSON. */
export type Accepted = {
  readonly kind: 'accepted';
  readonly device: Hex;
  readonly subject: string;
  readonly message: DeviceMessage;
  readonly reading: Reading;
};

/** A message that is kept, but not in the record; plain JSON. */
export type Quarantined = {
  readonly kind: 'quarantined';
  readonly device: Hex;
  readonly reason: QuarantineReason;
  /** Which part of the form, or which code. */
  readonly detail: string | null;
  /** It may be an attack (T2.2). */
  readonly alarm: boolean;
  readonly receivedAt: number;
  readonly bytes: number;
  /** SHA-256 of the payload. */
  readonly digest: Hex;
  /** The message, only where its device signed it. */
  readonly message: DeviceMessage | null;
};

/** Bounds in ms. */
export interface IntakeLimits {
  /** This near a change of binding a reading's owner is in doubt. */
  readonly changeMs: number;
  /** As `changeMs`, backwards, for a device whose clock is at fault. */
  readonly unsyncedMs: number;
  /** Older readings wait for review. */
  readonly lateMs: number;
}

const ALARMING: ReadonlySet<QuarantineReason> = new Set([
  'wrong-device',
  'unknown-device',
  'signature',
  'replay',
  'status',
]);

/**
 * What a message that its device signed, and that was not counted before, becomes: its values and clock are judged,
 * its device must have been active when it was measured and be active now, and it belongs to the patient who was
 * bound when it was measured (T1.2). A clock at fault leaves only the time of receipt to judge by (T2.3).
 */
export function judge(
  delivery: Delivery,
  message: DeviceMessage,
  device: KnownDevice,
  limits: IntakeLimits,
): Accepted | Quarantined {
  const { receivedAt } = delivery;
  const found = readingOf(message, receivedAt);
  if ('because' in found) return quarantined(delivery, found.because, found.code, message);
  const { reading } = found;
  if (!isActive(device, receivedAt) || !isActive(device, reading.shownAt))
    return quarantined(delivery, 'status', null, message);
  if (reading.shownAt < receivedAt - limits.lateMs)
    return quarantined(delivery, 'late', null, message);
  const owner = ownerOf(reading, device.bindings, limits);
  if ('because' in owner) {
    const reason = owner.because === 'unbound' ? 'binding' : 'binding-change';
    return quarantined(delivery, reason, null, message);
  }
  const { subject } = owner;
  return { kind: 'accepted', device: device.handle, subject, message, reading };
}

/** A message kept apart, with the message itself only where its device signed it. */
export function quarantined(
  { device, payload, receivedAt }: Delivery,
  reason: QuarantineReason,
  detail: string | null = null,
  message: DeviceMessage | null = null,
): Quarantined {
  return {
    kind: 'quarantined',
    device,
    reason,
    detail,
    alarm: ALARMING.has(reason),
    receivedAt,
    bytes: payload.length,
    digest: toHex(sha256(payload)),
    message,
  };
}

function ownerOf(
  { shownAt: at, clock }: Reading,
  bindings: readonly Binding[],
  { changeMs, unsyncedMs }: IntakeLimits,
): Belonging {
  const earliest = at - (clock ? Math.max(changeMs, unsyncedMs) : changeMs);
  return belonging(bindings, { at, earliest, latest: at + changeMs });
}

/** The last status at or before a time decides; before the first one a device is not active. */
function isActive({ status }: KnownDevice, at: number): boolean {
  const last = status
    .filter((entry) => entry.at <= at)
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  return last?.status === 'active';
}

import type { Hex, Verify } from '@careledger/proof';
import type { DeviceMessage, FormFault, ReplayWindow } from '@careledger/telemetry';
import { counted, emptyReplayWindow, isSignedBy, readMessage } from '@careledger/telemetry';
import type {
  Accepted,
  IntakeLimits,
  KnownDevice,
  Quarantined,
  QuarantineReason,
} from './judge.ts';
import { judge, quarantined } from './judge.ts';
import type { Delivery } from './permission.ts';

/** A redelivery of a message that was counted: acknowledged, not journaled again. */
export type Repeated = {
  readonly kind: 'repeated';
  readonly device: Hex;
  readonly boot: number;
  readonly counter: number;
};

/** What became of a readings message. */
export type Outcome = Accepted | Quarantined | Repeated;

/** Turns messages into outcomes, each counter of a device once. */
export interface Intake {
  /** The outcome of a message once it is on disk; rejects as `journal` does, and then nothing was counted. */
  take(delivery: Delivery): Promise<Outcome>;
  /** What was counted of a device. */
  window(device: Hex): ReplayWindow;
}

/** What the intake rests on. */
export interface IntakeDependencies {
  device: (handle: Hex) => KnownDevice | undefined | Promise<KnownDevice | undefined>;
  verify: Verify;
  /** Resolves when the outcome is on disk. */
  journal(outcome: Accepted | Quarantined): Promise<void>;
}

const LIMITS: IntakeLimits = { changeMs: 60_000, unsyncedMs: 900_000, lateMs: 7 * 86_400_000 };

/**
 * The way of a reading from packet to outcome (T1.2, T2): form, device, signature, counter, then `judge`. Whatever
 * its device signed counts once, quarantined or not. A delivery of a message that is just being taken waits for
 * that outcome. `windows` are what the journal's entries give (`countedAfter`).
 */
export function openIntake(
  options: {
    readonly windows?: Iterable<readonly [Hex, ReplayWindow]>;
    readonly limits?: Partial<IntakeLimits>;
  },
  dependencies: IntakeDependencies,
): Intake {
  const limits = { ...LIMITS, ...options.limits };
  const windows = new Map(options.windows);
  const taking = new Map<string, Promise<Outcome>>();
  const windowOf = (device: Hex) => windows.get(device) ?? emptyReplayWindow();

  async function take(delivery: Delivery): Promise<Outcome> {
    const found = await authentic(delivery, dependencies);
    if ('reason' in found)
      return await journaled(quarantined(delivery, found.reason, found.detail ?? null));
    const { device, boot, counter } = found.message;
    const key = `${device}:${boot}:${counter}`;
    for (let first = taking.get(key); first; first = taking.get(key)) await first.catch(() => null);
    if (!counted(windowOf(device), boot, counter)) {
      if (delivery.dup) return { kind: 'repeated', device, boot, counter };
      return await journaled(quarantined(delivery, 'replay', null, found.message));
    }
    const outcome = journaled(judge(delivery, found.message, found.device, limits));
    taking.set(key, outcome);
    try {
      return await outcome;
    } finally {
      taking.delete(key);
    }
  }

  /** The outcome, on disk and counted. */
  async function journaled(outcome: Accepted | Quarantined): Promise<Outcome> {
    await dependencies.journal(outcome);
    windows.set(outcome.device, countedAfter(windowOf(outcome.device), outcome));
    return outcome;
  }

  return { take, window: windowOf };
}

/** A device's window after an outcome of it: what the device signed is counted, nothing else. */
export function countedAfter(
  window: ReplayWindow,
  { message }: Accepted | Quarantined,
): ReplayWindow {
  return message ? (counted(window, message.boot, message.counter) ?? window) : window;
}

/** The message and its device, if it came from that device and was signed by it. */
async function authentic(
  { device: handle, payload }: Delivery,
  { device: lookUp, verify }: IntakeDependencies,
): Promise<
  | { readonly message: DeviceMessage; readonly device: KnownDevice }
  | { readonly reason: QuarantineReason; readonly detail?: FormFault }
> {
  const read = readMessage(payload);
  if ('fault' in read) return { reason: 'form', detail: read.fault };
  const { message } = read;
  if (message.device !== handle) return { reason: 'wrong-device' };
  const device = await lookUp(handle);
  if (!device) return { reason: 'unknown-device' };
  if (!(await isSignedBy(device.spki, message, verify))) return { reason: 'signature' };
  return { message, device };
}

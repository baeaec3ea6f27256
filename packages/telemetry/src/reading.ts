import type { Hex } from '@careledger/proof';
import type { Point } from './latest.ts';
import { orderOf } from './latest.ts';
import type { DeviceMessage, MessageForm, Quality } from './message.ts';
import { measured } from './vitals.ts';

/** One value of a reading: as kept, and as the device gave it. */
export type ReadingValue = {
  readonly code: string;
  readonly value: string | null;
  readonly unit: string;
  readonly given: { readonly value: string | null; readonly unit: string };
  readonly quality: Quality | null;
  readonly extreme: boolean;
};

/** What is wrong with a device's clock: not synced, over two minutes ahead, or before 2020. */
export type ClockFault = 'unsynced' | 'future' | 'past';

/**
 * What one device message says. `at` is the device's time, `shownAt` the time at which it stands in the series:
 * the device's, or the time of receipt where the clock is at fault (T2.3). All in ms since 1970.
 */
export type Reading = {
  readonly v: 1;
  readonly device: Hex;
  readonly boot: number;
  readonly counter: number;
  readonly at: number;
  readonly receivedAt: number;
  readonly shownAt: number;
  readonly clock: ClockFault | null;
  readonly values: readonly ReadingValue[];
};

/** How far ahead of the node's clock a device's may be, and the time before which no reading was taken (ms). */
export const CLOCK_LIMITS = { aheadMs: 120_000, earliest: Date.UTC(2020, 0, 1) } as const;

/**
 * The reading that a message gives, values converted to the kept units and extreme ones flagged; or the code
 * for which it cannot be: not a known quantity, not a unit of it, or a value that encodes no measurement.
 */
export function readingOf(
  message: DeviceMessage | MessageForm,
  receivedAt: number,
):
  | { readonly reading: Reading }
  | { readonly because: 'code' | 'unit' | 'impossible'; readonly code: string } {
  const values: ReadingValue[] = [];
  for (const { code, value, unit, quality } of message.observations) {
    const found = measured({ code, value: value ?? '0', unit });
    if ('because' in found) {
      if (found.because === 'code' || found.because === 'unit')
        return { because: found.because, code };
      return { because: 'impossible', code };
    }
    values.push({
      code,
      value: value === null ? null : found.value,
      unit: found.unit,
      given: { value, unit },
      quality: quality ?? null,
      extreme: value !== null && found.extreme,
    });
  }
  const clock = clockFault(message, receivedAt);
  const { device, boot, counter, at } = message;
  const shownAt = clock ? receivedAt : at;
  return { reading: { v: 1, device, boot, counter, at, receivedAt, shownAt, clock, values } };
}

/** The points that a reading puts into its patient's series; test values put none. */
export function pointsOf(reading: Reading): Point[] {
  const order = orderOf(reading);
  return reading.values
    .filter(({ quality }) => quality !== 'test')
    .map(({ code, value, quality }) => {
      return { code, at: reading.shownAt, order, value, quality, source: 'monitor' };
    });
}

function clockFault({ clock, at }: MessageForm, receivedAt: number): ClockFault | null {
  if (clock === 'unsynced') return 'unsynced';
  if (at > receivedAt + CLOCK_LIMITS.aheadMs) return 'future';
  return at < CLOCK_LIMITS.earliest ? 'past' : null;
}

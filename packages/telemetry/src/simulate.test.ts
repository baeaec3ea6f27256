import { generateKeyPairSync, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64url } from '@careledger/proof';
import type { Fault } from './faults.ts';
import { simulatedPackets } from './faults.ts';
import { messageBytes, readMessage } from './message.ts';
import { pointsOf, readingOf } from './reading.ts';
import { counted, emptyReplayWindow } from './replay.ts';
import { scoresOver } from './score.ts';
import { simulatedMonitor } from './simulate.ts';

const DEVICE = 'ab'.repeat(32);
const START = 1_790_000_000_000;
const RUN = { seed: 'ward 1', device: DEVICE, start: START, intervalMs: 1000, count: 600 };
const SETTINGS = { ageYears: 60, pregnant: false, unsuitable: null, scale2: null };

function signer() {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    sign: (bytes: Uint8Array) => signBytes('sha256', bytes, keys.privateKey),
    holds: (bytes: Uint8Array, signature: Uint8Array) =>
      verifyBytes('sha256', bytes, keys.publicKey, signature),
  };
}

function scoresOf(seed: string, episode?: null) {
  const run = { ...RUN, seed, ...(episode === null && { episode }) };
  const points = [...simulatedMonitor(run)].flatMap((form) => {
    const found = readingOf(form, form.at);
    if ('because' in found) throw new Error(`${found.because} ${found.code}`);
    return pointsOf(found.reading);
  });
  return scoresOver(points, SETTINGS);
}

describe('simulated monitor', () => {
  it('T2.1 is the same for the same seed, counts up, and carries six vital signs', () => {
    const forms = [...simulatedMonitor(RUN)];
    expect(forms).toEqual([...simulatedMonitor(RUN)]);
    expect(forms).not.toEqual([...simulatedMonitor({ ...RUN, seed: 'ward 2' })]);
    expect(forms).toHaveLength(600);
    expect(forms.map(({ counter }) => counter)).toEqual(forms.map((_, index) => index + 1));
    expect(forms.at(-1)?.at).toBe(START + 599_000);
    for (const { observations } of forms) expect(observations).toHaveLength(6);
    const fast = [...simulatedMonitor({ ...RUN, intervalMs: 1000 / 60, count: 4 })];
    expect(fast.map(({ at }) => at - START)).toEqual([0, 17, 33, 50]);
  });

  it('T5.1 deteriorates to a score of 7 or more and recovers, for any seed', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const scores = scoresOf(`seed ${seed}`).map(({ score }) => score ?? 0);
      expect(Math.max(...scores.slice(0, 200))).toBeLessThan(5);
      expect(Math.max(...scores)).toBeGreaterThanOrEqual(7);
      expect(Math.max(...scores.slice(560))).toBeLessThan(5);
    }
    expect(Math.max(...scoresOf('calm', null).map(({ score }) => score ?? 0))).toBeLessThan(5);
  });

  it('T2.2 mixes in faults of which a receiver can tell each', () => {
    const [own, stranger] = [signer(), signer()];
    const faults: Record<Fault, number> = {
      forged: 9,
      replayed: 8,
      'wrong-device': 7,
      'other-key': 6,
      impossible: 5,
      future: 4,
      duplicated: 3,
      reordered: 20,
      late: 20,
    };
    const packets = simulatedPackets(
      simulatedMonitor(RUN),
      { member: 'northgate', seed: 'x', faults },
      { sign: own.sign, strangerSign: stranger.sign },
    );
    expect(packets).toHaveLength(600 + 9 + 8 + 7 + 6 + 3);
    let window = emptyReplayWindow();
    for (const packet of packets) {
      const read = readMessage(packet.payload);
      if ('fault' in read) throw new Error(read.fault);
      const { message } = read;
      const isTrue =
        message.device === DEVICE &&
        own.holds(messageBytes(message), fromBase64url(message.signature));
      const next = isTrue ? counted(window, message.boot, message.counter) : undefined;
      window = next ?? window;
      const isMeasured = 'reading' in readingOf(message, message.at);
      const outcome =
        isTrue && packet.dup && !next
          ? 'repeated'
          : next && isMeasured
            ? 'accepted'
            : 'quarantined';
      expect(outcome, packet.fault ?? 'none').toBe(packet.expect);
    }
    const expected = packets.filter(({ expect: outcome }) => outcome === 'accepted');
    expect(expected).toHaveLength(595);
    const kinds = new Map<string, number>();
    for (const { fault } of packets) if (fault) kinds.set(fault, (kinds.get(fault) ?? 0) + 1);
    expect(Object.fromEntries(kinds)).toEqual(faults);
    const counters = packets.flatMap(({ payload, fault }) => {
      const read = readMessage(payload);
      return 'message' in read && (fault === null || fault === 'late' || fault === 'reordered')
        ? [read.message.counter]
        : [];
    });
    expect(counters.some((counter, index) => counter < (counters[index - 1] ?? 0) - 64)).toBe(true);
  });
});

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateSigner, verifySignature } from '@careledger/keys';
import { pointsOf, scoresOver, simulatedMonitor, simulatedPackets } from '@careledger/telemetry';
import { createAuthority } from './identity.fixture.ts';
import type { Intake } from './intake.ts';
import { openIntake } from './intake.ts';
import type { Accepted, Quarantined } from './judge.ts';
import { openWard } from './ward.fixture.ts';

const ADULT = { ageYears: 70, pregnant: false, unsuitable: null, scale2: null };

describe('the way of a reading', () => {
  it('T2.1 T2.2 T3 R7.1 over MQTT with failing disks, faults and forgeries all readings stand in the series once', async () => {
    const authority = await createAuthority();
    const monitor = await authority.device();
    const stranger = generateSigner();
    const journal: (Accepted | Quarantined)[] = [];
    const start = Date.now() - 300_000;
    let [writes, failures] = [0, 0];
    const intake: Intake = openIntake(
      {},
      {
        device: () => ({
          handle: monitor.handle,
          spki: monitor.signer.spki,
          bindings: [{ subject: 'Patient/1', from: start - 1000, until: null }],
          status: [{ status: 'active', at: start - 1000 }],
        }),
        verify: verifySignature,
        async journal(outcome) {
          await new Promise((resolve) => setImmediate(resolve));
          writes += 1;
          // Every hundredth write fails: the connection ends unacknowledged, and the device sends again.
          if (writes % 100 === 0) {
            failures += 1;
            throw new Error('disk full');
          }
          journal.push(outcome);
        },
      },
    );
    await using ward = await openWard(
      { authority, admitted: [monitor] },
      {
        async accept(delivery) {
          await intake.take(delivery);
        },
      },
    );
    const packets = simulatedPackets(
      simulatedMonitor({
        seed: 'bed 4',
        device: monitor.handle,
        start,
        intervalMs: 500,
        count: 400,
      }),
      {
        member: 'northgate',
        seed: randomBytes(8).toString('hex'),
        faults: {
          forged: 20,
          'other-key': 5,
          'wrong-device': 5,
          duplicated: 10,
          late: 8,
          reordered: 8,
        },
      },
      {
        sign: (bytes) => monitor.signer.sign(bytes),
        strangerSign: (bytes) => stranger.sign(bytes),
      },
    );

    let client = await ward.client(monitor);
    for (let from = 0; from < packets.length; from += 25) {
      let left = packets.slice(from, from + 25);
      for (let isAgain = false; left.length > 0; isAgain = true) {
        const settled = await Promise.allSettled(
          left.map(({ topic, payload, dup }) =>
            Promise.race([
              client.publishAsync(topic, Buffer.from(payload), { qos: 1, dup: dup || isAgain }),
              new Promise((_, reject) => client.once('close', () => reject(new Error('closed')))),
            ]),
          ),
        );
        left = left.filter((_, index) => settled[index]?.status === 'rejected');
        if (left.length > 0) client = await ward.client(monitor);
      }
    }

    expect(failures).toBeGreaterThan(0);
    const accepted = journal.flatMap((outcome) => (outcome.kind === 'accepted' ? [outcome] : []));
    expect(new Set(accepted.map(({ message }) => message.counter)).size).toBe(400);
    expect(accepted).toHaveLength(400);
    expect(new Set(accepted.map(({ subject }) => subject))).toEqual(new Set(['Patient/1']));
    const alarms = journal.filter((outcome) => outcome.kind === 'quarantined' && outcome.alarm);
    expect(alarms.length).toBeGreaterThanOrEqual(30);
    const scores = scoresOver(
      accepted.flatMap(({ reading }) => pointsOf(reading)),
      ADULT,
    );
    expect(Math.max(...scores.map(({ score }) => score ?? 0))).toBeGreaterThanOrEqual(7);
  });
});

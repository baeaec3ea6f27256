import { beforeEach, describe, expect, it } from 'vitest';
import { generateSigner, verifySignature } from '@careledger/keys';
import { utf8 } from '@careledger/proof';
import type { MessageForm, ReplayWindow } from '@careledger/telemetry';
import {
  emptyReplayWindow,
  signMessage,
  simulatedMonitor,
  simulatedPackets,
} from '@careledger/telemetry';
import type { Intake, Outcome } from './intake.ts';
import { countedAfter, openIntake } from './intake.ts';
import type { Accepted, KnownDevice, Quarantined } from './judge.ts';
import type { Delivery } from './permission.ts';

const NOW = Date.UTC(2026, 9, 1, 12);
const HOUR = 3_600_000;
const HANDLE = 'ab'.repeat(32);
const [signer, stranger] = [generateSigner(), generateSigner()];
const BOUND: KnownDevice = {
  handle: HANDLE,
  spki: signer.spki,
  bindings: [{ subject: 'Patient/1', from: NOW - HOUR, until: null }],
  status: [{ status: 'active', at: NOW - 30 * 24 * HOUR }],
};

let known: KnownDevice | undefined;
let journal: (Accepted | Quarantined)[];
let intake: Intake;
let write: (outcome: Accepted | Quarantined) => Promise<void>;

function open(windows: Iterable<readonly [string, ReplayWindow]> = []): Intake {
  return openIntake(
    { windows },
    { device: () => known, verify: verifySignature, journal: (outcome) => write(outcome) },
  );
}

beforeEach(() => {
  known = BOUND;
  journal = [];
  write = async (outcome) => {
    await Promise.resolve();
    journal.push(outcome);
  };
  intake = open();
});

function form(change: Partial<MessageForm> = {}): MessageForm {
  return {
    v: 1,
    device: HANDLE,
    boot: 1,
    counter: 1,
    at: NOW - 1000,
    clock: 'synced',
    observations: [{ code: '8867-4', value: '72', unit: '/min' }],
    ...change,
  };
}

function delivery(payload: Uint8Array, change: Partial<Delivery> = {}): Delivery {
  return {
    device: HANDLE,
    kind: 'readings',
    payload,
    dup: false,
    isWill: false,
    receivedAt: NOW,
    ...change,
  };
}

function sent(change: Partial<MessageForm> = {}, as: Partial<Delivery> = {}): Delivery {
  const message = signMessage(form(change), (bytes) => signer.sign(bytes));
  return delivery(utf8(JSON.stringify(message)), as);
}

function says(outcome: Outcome): string {
  return outcome.kind === 'quarantined' ? outcome.reason : outcome.kind;
}

async function take(given: Delivery): Promise<string> {
  return says(await intake.take(given));
}

describe('intake', () => {
  it('J1 gives the outcome only after it is journaled', async () => {
    const order: string[] = [];
    write = async (outcome) => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`journaled ${says(outcome)}`);
    };
    await intake.take(sent()).then((outcome) => order.push(`given ${says(outcome)}`));
    expect(order).toEqual(['journaled accepted', 'given accepted']);
  });

  it('T1.2 gives a reading to the patient bound when it was measured, with all that proves it', async () => {
    expect(await intake.take(sent())).toMatchObject({
      kind: 'accepted',
      device: HANDLE,
      subject: 'Patient/1',
      message: { counter: 1, signature: expect.any(String) },
      reading: { at: NOW - 1000, shownAt: NOW - 1000, receivedAt: NOW, clock: null },
    });
  });

  it('T2.2 keeps out what its device did not sign, with an alarm, and does not count it', async () => {
    const other = signMessage(form(), (bytes) => stranger.sign(bytes));
    const altered = { ...signMessage(form(), (bytes) => signer.sign(bytes)), at: NOW };
    expect(await take(delivery(utf8(JSON.stringify(other))))).toBe('signature');
    expect(await take(delivery(utf8(JSON.stringify(altered))))).toBe('signature');
    expect(await take(sent({ device: 'cd'.repeat(32) }))).toBe('wrong-device');
    expect(await take(delivery(utf8('not a message')))).toBe('form');
    known = undefined;
    expect(await take(sent())).toBe('unknown-device');
    expect(journal.map((outcome) => 'alarm' in outcome && outcome.alarm)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    for (const outcome of journal) expect(outcome.message).toBeNull();
    expect(intake.window(HANDLE)).toEqual(emptyReplayWindow());
    known = BOUND;
    expect(await take(sent())).toBe('accepted');
  });

  it('T2.1 counts a message once: a replay is quarantined, a redelivery only acknowledged', async () => {
    const first = sent();
    expect(await take(first)).toBe('accepted');
    expect(await take(first)).toBe('replay');
    expect(await take({ ...first, dup: true })).toBe('repeated');
    expect(await take(sent({ at: NOW - 2 }))).toBe('replay');
    expect(journal.map(says)).toEqual(['accepted', 'replay', 'replay']);
  });

  it('T2.1 of two deliveries at the same time one counts', async () => {
    const first = sent();
    const outcomes = await Promise.all([
      intake.take(first),
      intake.take({ ...first, dup: true }),
      intake.take(first),
    ]);
    expect(outcomes.map(says).toSorted()).toEqual(['accepted', 'repeated', 'replay']);
    expect(journal.map(says).toSorted()).toEqual(['accepted', 'replay']);
  });

  it('R7.1 a message that could not be journaled was not counted, and is taken when it comes again', async () => {
    const first = sent();
    const works = write;
    write = () => Promise.reject(new Error('disk full'));
    const both = await Promise.allSettled([intake.take(first), intake.take(first)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    write = works;
    expect(await take({ ...first, dup: true })).toBe('accepted');
  });

  it('R7.1 a restart counts on from the journal', async () => {
    await take(sent());
    await take(sent({ counter: 2, observations: [{ code: '8867-4', value: '1', unit: 'kPa' }] }));
    await take(delivery(utf8('{}')));
    const window = journal.reduce(countedAfter, emptyReplayWindow());
    expect(window).toEqual(intake.window(HANDLE));
    intake = open([[HANDLE, window]]);
    expect(await take(sent())).toBe('replay');
    expect(await take(sent({ counter: 2 }))).toBe('replay');
    expect(await take(sent({ counter: 3 }))).toBe('accepted');
  });

  it('T1.1 nothing of a device that is suspended or ended now, or was when it was measured', async () => {
    const changed = (status: 'suspended' | 'ended' | 'active', at: number) => ({ status, at });
    known = { ...BOUND, status: [...BOUND.status, changed('ended', NOW - 10)] };
    expect(await take(sent({ counter: 1 }))).toBe('status');
    expect(journal.at(-1)).toMatchObject({ alarm: true, message: { counter: 1 } });
    const away = [changed('active', NOW - 100), changed('suspended', NOW - 2000)];
    known = { ...BOUND, status: [...BOUND.status, ...away] };
    expect(await take(sent({ counter: 2 }))).toBe('status');
    expect(await take(sent({ counter: 3, at: NOW - 50 }))).toBe('accepted');
    known = { ...BOUND, status: [] };
    expect(await take(sent({ counter: 4 }))).toBe('status');
  });

  it('T1.2 quarantines near a change of patient and without one', async () => {
    known = {
      ...BOUND,
      bindings: [
        { subject: 'Patient/1', from: NOW - HOUR, until: NOW - 600_000 },
        { subject: 'Patient/2', from: NOW - 600_000, until: null },
      ],
    };
    const at = (counter: number, before: number) => take(sent({ counter, at: NOW - before }));
    expect(await at(1, 600_001 + 60_000)).toBe('accepted');
    expect(await at(2, 600_000 + 60_000)).toBe('binding-change');
    expect(await at(3, 600_000)).toBe('binding-change');
    expect(await at(4, 600_000 - 60_000)).toBe('accepted');
    expect(await at(5, HOUR + 60_001)).toBe('binding');
    const subjects = journal.flatMap((outcome) => ('subject' in outcome ? [outcome.subject] : []));
    expect(subjects).toEqual(['Patient/1', 'Patient/2']);
    expect(await take(sent({ counter: 3, at: NOW - 600_000 }))).toBe('replay');
  });

  it('T2.3 keeps readings of a clock at fault, flagged, at the time of receipt; T1.2 comes first', async () => {
    const unsynced = await intake.take(sent({ clock: 'unsynced', at: 5 }));
    expect(unsynced).toMatchObject({
      kind: 'accepted',
      reading: { clock: 'unsynced', shownAt: NOW, at: 5 },
    });
    const ahead = await intake.take(sent({ counter: 2, at: NOW + 120_001 }));
    expect(ahead).toMatchObject({ kind: 'accepted', reading: { clock: 'future', shownAt: NOW } });
    expect(await take(sent({ counter: 3, at: 0 }))).toBe('accepted');
    known = {
      ...BOUND,
      bindings: [
        { subject: 'Patient/1', from: NOW - HOUR, until: NOW - 600_000 },
        { subject: 'Patient/2', from: NOW - 500_000, until: null },
      ],
    };
    expect(await take(sent({ counter: 4, clock: 'unsynced' }))).toBe('binding-change');
    expect(await take(sent({ counter: 5 }))).toBe('accepted');
  });

  it('T2.3 keeps extreme values and refuses what measures nothing', async () => {
    const one = (counter: number, code: string, value: string, unit: string) =>
      take(sent({ counter, observations: [{ code, value, unit }] }));
    expect(await one(1, '8867-4', '290', '/min')).toBe('accepted');
    expect(await one(2, '2708-6', '101', '%')).toBe('impossible');
    expect(await one(3, '2708-6', '98', 'mmol/L')).toBe('unit');
    expect(await one(4, '1-8', '98', '%')).toBe('code');
    expect(journal.map((outcome) => 'detail' in outcome && outcome.detail)).toEqual([
      false,
      '2708-6',
      '2708-6',
      '1-8',
    ]);
  });

  it('T2.3 sets what is over a week old aside for review', async () => {
    known = {
      ...BOUND,
      bindings: [{ subject: 'Patient/1', from: NOW - 29 * 24 * HOUR, until: null }],
    };
    expect(await take(sent({ at: NOW - 7 * 24 * HOUR }))).toBe('accepted');
    expect(await take(sent({ counter: 2, at: NOW - 7 * 24 * HOUR - 1 }))).toBe('late');
  });

  it('T2.2 of a simulated ward with 160 faults all is as it must be', async () => {
    const run = {
      seed: 'w',
      device: HANDLE,
      start: NOW - 1_000_000,
      intervalMs: 1000,
      count: 1000,
    };
    const packets = simulatedPackets(
      simulatedMonitor(run),
      {
        member: 'northgate',
        seed: 'w',
        faults: {
          forged: 50,
          replayed: 50,
          'other-key': 10,
          'wrong-device': 10,
          duplicated: 20,
          late: 10,
          reordered: 10,
        },
      },
      { sign: (bytes) => signer.sign(bytes), strangerSign: (bytes) => stranger.sign(bytes) },
    );
    for (const { payload, dup, expect: expected, fault } of packets)
      expect((await intake.take(delivery(payload, { dup }))).kind, fault ?? 'none').toBe(expected);
    const counters = journal.flatMap((each) =>
      each.kind === 'accepted' ? [each.message.counter] : [],
    );
    expect(new Set(counters).size).toBe(1000);
    expect(counters).toHaveLength(1000);
    expect(journal.filter((each) => each.kind === 'quarantined' && each.alarm)).toHaveLength(120);
  });
});

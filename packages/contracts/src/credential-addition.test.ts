import { sha256, positionOf } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { eachCredential, judge, spareCredential, type ChangeCase } from '../testing/ground.ts';
import { messageFor } from '../testing/hospital.ts';
import { createWorld, force, random32, type World } from '../testing/index.ts';
import type { PasskeyPrompt } from '../testing/passkey.ts';
import type { Change } from './change.ts';
import type { Credential } from './patient-leaf.ts';

type Held = readonly Credential[];
const spare = spareCredential();
const add = (held: Held): Held => [...held, spare];
const having =
  (differently: Partial<Credential>) =>
  (held: Held): Held => [...held, { ...spare, ...differently }];

/** One more credential, signed by the patient's passkey. */
const addition =
  (
    now: (held: Held) => Held,
    {
      before = (held: Held) => held,
      prompt = {},
    }: {
      before?: (held: Held) => Held;
      prompt?: Partial<PasskeyPrompt>;
    } = {},
  ) =>
  ({ north, patient }: World): Change => {
    const { leaf } = patient.held;
    force(patient, { ...leaf, credentials: before(leaf.credentials) });
    const old = patient.held;
    const next = {
      leaf: { ...old.leaf, credentials: now(old.leaf.credentials) },
      nonce: random32(),
    };
    const challenge = sha256(messageFor(north, 'patients', { old, now: next }));
    const { origin } = north;
    return {
      map: 'patients',
      old,
      path: north.maps.patients.prove(positionOf(old.leaf.handle)),
      leaf: next.leaf,
      nonce: next.nonce,
      by: {
        kind: 'credential',
        credential: patient.passkey.id,
        assertion: patient.passkey.assert({ challenge, origin, ...prompt }),
      },
    };
  };

const cases: readonly ChangeCase[] = [
  ['I9 a patient adds a second passkey with her first', 'ok', addition(add)],
  ['I9 nothing is added', 'rule', addition((held) => held)],
  [
    'I9 two are added at once',
    'rule',
    addition((held) => [...held, spare, { ...spare, id: random32() }]),
  ],
  ['I7 a guardian is added by the patient alone', 'rule', addition(having({ holder: 'guardian' }))],
  ['I9 one that may only view is added', 'rule', addition(having({ scope: 'view' }))],
  ['I9 one with an end is added', 'rule', addition(having({ until: 1 }))],
  ['I9 a retired one is added', 'rule', addition(having({ retired: 'replaced' }))],
  [
    'I9 another is retired beside',
    'rule',
    addition((held) => add(held.map((each) => ({ ...each, retired: 'replaced' })))),
  ],
  [
    'I9 a stolen passkey adds another',
    'authority',
    addition(add, { before: eachCredential({ retired: 'stolen' }) }),
  ],
  [
    'I9 a replaced passkey adds another',
    'authority',
    addition(add, { before: eachCredential({ retired: 'replaced' }) }),
  ],
  [
    'I7 a guardian adds a passkey',
    'authority',
    addition(add, { before: eachCredential({ holder: 'guardian' }) }),
  ],
  [
    'I7 a passkey that may only view adds another',
    'authority',
    addition(add, { before: eachCredential({ scope: 'view' }) }),
  ],
  [
    'I9 the passkey signed something else',
    'signature',
    addition(add, { prompt: { challenge: new Uint8Array(32) } }),
  ],
  [
    'I9 the passkey signed on another page',
    'signature',
    addition(add, { prompt: { origin: 'http://elsewhere.localhost' } }),
  ],
  ['I9 nobody was verified', 'signature', addition(add, { prompt: { flags: 1 } })],
];

describe('a passkey added by the patient', () => {
  it.each(cases)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });
});

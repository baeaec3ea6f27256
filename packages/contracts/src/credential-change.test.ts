import { describe, expect, it } from 'vitest';
import { eachCredential, judge, spareCredential, type ChangeCase } from '../testing/ground.ts';
import {
  createWorld,
  force,
  newSigner,
  random32,
  twoStaffChange,
  WORLD_NOW as NOW,
  type World,
} from '../testing/index.ts';
import type { Change } from './change.ts';
import type { Credential } from './patient-leaf.ts';

const spare = spareCredential();

/** The patient's credentials changed by two of staff. */
const credentials =
  (
    now: (held: readonly Credential[]) => readonly Credential[],
    before: (held: readonly Credential[]) => readonly Credential[] = (held) => held,
  ) =>
  ({ patient, nurse, doctor }: World): Change => {
    const { leaf } = patient.held;
    force(patient, { ...leaf, credentials: before(leaf.credentials) });
    const old = patient.held;
    const next = {
      leaf: { ...old.leaf, credentials: now(old.leaf.credentials) },
      nonce: random32(),
    };
    return twoStaffChange(patient, { old, now: next }, [nurse, doctor]);
  };

const and = (credential: Credential) => (held: readonly Credential[]) => [...held, credential];

const credentialCases: readonly ChangeCase[] = [
  ['I9 a credential is added', 'ok', credentials(and(spare))],
  ['I9 a credential is added retired', 'rule', credentials(and({ ...spare, retired: 'replaced' }))],
  ['I9 a credential is replaced', 'ok', credentials(eachCredential({ retired: 'replaced' }))],
  ['I9 a credential is reported stolen', 'ok', credentials(eachCredential({ retired: 'stolen' }))],
  [
    'I9 a replaced credential is reported stolen',
    'ok',
    credentials(eachCredential({ retired: 'stolen' }), eachCredential({ retired: 'replaced' })),
  ],
  [
    'I9 a stolen credential becomes replaced',
    'rule',
    credentials(eachCredential({ retired: 'replaced' }), eachCredential({ retired: 'stolen' })),
  ],
  [
    'I9 a stolen credential is used again',
    'rule',
    credentials(eachCredential({ retired: null }), eachCredential({ retired: 'stolen' })),
  ],
  [
    'I9 a replaced credential is used again',
    'rule',
    credentials(eachCredential({ retired: null }), eachCredential({ retired: 'replaced' })),
  ],
  ['I7 a period is ended', 'ok', credentials(eachCredential({ until: NOW }))],
  [
    'I7 a period is shortened',
    'ok',
    credentials(eachCredential({ until: NOW }), eachCredential({ until: NOW + 1 })),
  ],
  [
    'I7 a credential with a period is retired',
    'ok',
    credentials(eachCredential({ retired: 'replaced' }), eachCredential({ until: NOW })),
  ],
  [
    'I7 the period of a replaced credential is shortened',
    'ok',
    credentials(eachCredential({ until: NOW }), eachCredential({ retired: 'replaced' })),
  ],
  [
    'I7 a period is lengthened',
    'rule',
    credentials(eachCredential({ until: NOW + 1 }), eachCredential({ until: NOW })),
  ],
  [
    'I7 a period becomes endless',
    'rule',
    credentials(eachCredential({ until: null }), eachCredential({ until: NOW })),
  ],
  ['I7 a period begins earlier', 'rule', credentials(eachCredential({ from: 1 }))],
  [
    'C5.4 the key of a credential changes',
    'rule',
    credentials(eachCredential({ spki: spare.spki })),
  ],
  [
    'C5.4 the relying party of a credential changes',
    'rule',
    credentials(eachCredential({ rpId: 'lakeside.localhost' })),
  ],
  [
    'I7 the holder of a credential changes',
    'rule',
    credentials(eachCredential({ holder: 'guardian' })),
  ],
  ['I7 the scope of a credential changes', 'rule', credentials(eachCredential({ scope: 'view' }))],
  [
    'I9 the credential of the head is dropped',
    'rule',
    credentials(() => [], eachCredential({ retired: 'stolen' })),
  ],
  [
    'I9 a credential in use is dropped',
    'rule',
    credentials((held) => held.slice(0, 1), and(spare)),
  ],
  [
    'I9 a retired credential is dropped',
    'ok',
    credentials((held) => held.slice(0, 1), and({ ...spare, retired: 'replaced' })),
  ],
  [
    'C5.2 two of staff change the head',
    'rule',
    ({ patient, nurse, doctor }) => {
      const { held } = patient;
      const head = { ...held.leaf.head, version: held.leaf.head.version + 1 };
      const now = { leaf: { ...held.leaf, head }, nonce: random32() };
      return twoStaffChange(patient, { old: held, now }, [nurse, doctor]);
    },
  ],
  [
    'C11 two of staff change the stop code',
    'rule',
    ({ patient, nurse, doctor }) => {
      const { held } = patient;
      const now = {
        leaf: { ...held.leaf, head: { ...held.leaf.head, stop: random32() } },
        nonce: random32(),
      };
      return twoStaffChange(patient, { old: held, now }, [nurse, doctor]);
    },
  ],
  [
    'C5.4 one of two did not sign for a credential',
    'signature',
    ({ patient, nurse, doctor }) => {
      const { held } = patient;
      const now = {
        leaf: { ...held.leaf, credentials: [...held.leaf.credentials, spare] },
        nonce: random32(),
      };
      return twoStaffChange(patient, { old: held, now }, [
        nurse,
        { ...doctor, signer: newSigner() },
      ]);
    },
  ],
];

describe("a change of a patient's credentials", () => {
  it.each(credentialCases)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });
});

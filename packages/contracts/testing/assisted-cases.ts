import { positionOf } from '@careledger/proof';
import type { Decidable } from '../src/answer-input.ts';
import { leafHashOf } from '../src/leaf.ts';
import { setStatus, type Person } from './hospital.ts';
import { assistedConsent, enrolPatient } from './patient.ts';
import type { Case } from './request-cases.ts';
import { newSigner, random32 } from './signer.ts';
import { decidable, force, forceStaff, hire, WORLD_NOW as NOW, type World } from './world.ts';

/** The patient's consent signed by two of staff, and what is wrong with it. */
export const assisted =
  (spoil: (world: World) => void = () => {}, signers?: (world: World) => Person[]) =>
  (world: World): Decidable => {
    const { north, nurse, doctor } = world;
    const { step, patient } = enrolPatient(north, { signers: [nurse, doctor], withPasskey: false });
    step.commit();
    const who = signers?.(world) ?? [nurse, doctor];
    assistedConsent(patient, { grants: [world.grant] }, who).step.commit();
    const changed = { ...world, patient };
    spoil(changed);
    return decidable(changed);
  };

/** What may differ about a consent that two of staff signed. */
export const assistedConsents: readonly Case[] = [
  ['C5.1 two of staff signed for the patient', 'grant', assisted()],
  [
    'C5.2 two of staff signed, and the head names a passkey',
    'consent-not-valid',
    assisted(({ patient }) => {
      const { leaf } = patient.held;
      force(patient, { ...leaf, head: { ...leaf.head, credential: patient.passkey.id } });
    }),
  ],
  [
    'C5.1 one person signed twice',
    'consent-not-valid',
    assisted(undefined, ({ nurse }) => [nurse, nurse]),
  ],
  [
    'C5.1 two persons signed with one key',
    'consent-not-valid',
    assisted(undefined, ({ nurse, north }) => {
      const twin = forceStaff(nurse, { handle: random32() });
      const { leaf, nonce } = twin.held;
      north.maps.staff.set(positionOf(leaf.handle), leafHashOf(leaf, nonce));
      return [nurse, twin];
    }),
  ],
  [
    'C5.1 a researcher signed',
    'consent-not-valid',
    assisted(undefined, ({ nurse, north }) => [nurse, hire(north, 'researcher')]),
  ],
  [
    'C5.1 an administrator and a privacy officer signed',
    'grant',
    assisted(undefined, ({ north }) => [
      hire(north, 'administrator'),
      hire(north, 'privacy-officer'),
    ]),
  ],
  [
    'I4 one who signed was suspended then',
    'consent-not-valid',
    assisted(undefined, ({ nurse, doctor, north }) => {
      const suspended = forceStaff(doctor, {
        status: [
          { status: 'active', at: 1 },
          { status: 'suspended', at: NOW },
        ],
      });
      const { leaf, nonce } = suspended.held;
      north.maps.staff.set(positionOf(leaf.handle), leafHashOf(leaf, nonce));
      return [nurse, suspended];
    }),
  ],
  [
    'I4 one who signed was suspended afterwards',
    'grant',
    assisted(({ doctor }) => setStatus(doctor, { status: 'suspended', at: NOW + 1 }).commit()),
  ],
  [
    "C5.1 one signature is another's",
    'consent-not-valid',
    assisted(undefined, ({ nurse, doctor }) => [nurse, { ...doctor, signer: newSigner() }]),
  ],
  [
    "C5.1 the other signature is another's",
    'consent-not-valid',
    assisted(undefined, ({ nurse, doctor }) => [{ ...nurse, signer: newSigner() }, doctor]),
  ],
];

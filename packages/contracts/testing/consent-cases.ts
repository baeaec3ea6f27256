import { positionOf } from '@careledger/proof';
import type { Decidable } from '../src/answer-input.ts';
import type { Credential } from '../src/patient-leaf.ts';
import { newPasskey } from './passkey.ts';
import { enrolPatient } from './patient.ts';
import type { Case } from './request-cases.ts';
import { random32 } from './signer.ts';
import { decidable, force, forceConsent, WORLD_NOW as NOW, type World } from './world.ts';

/** The patient's one credential, as it is and otherwise. */
function withCredential(world: World, differently: Partial<Credential>): Decidable {
  const { patient } = world;
  const { leaf } = patient.held;
  const credentials = leaf.credentials.map((each) => ({ ...each, ...differently }));
  force(patient, { ...leaf, credentials });
  return decidable(world);
}

const signedOtherwise =
  (...differently: Parameters<typeof forceConsent>[1][]) =>
  (world: World): Decidable => {
    for (const each of differently) forceConsent(world.patient, each);
    return decidable(world);
  };

/** What may differ about the patient's consent. */
export const consents: readonly Case[] = [
  [
    'C1.3 nothing was ever granted',
    'no-consent',
    (world) => {
      const { north, nurse, doctor } = world;
      const { step, patient } = enrolPatient(north, { signers: [nurse, doctor] });
      step.commit();
      return decidable({ ...world, patient });
    },
  ],
  [
    'C5.2 a head of version 0 with a grant behind it',
    'no-consent',
    (world) => {
      const { head } = world.patient.held.leaf;
      force(world.patient, { ...world.patient.held.leaf, head: { ...head, version: 0 } });
      return decidable(world);
    },
  ],
  [
    'C5.2 a head that nobody signed',
    'no-consent',
    (world) => {
      const { head } = world.patient.held.leaf;
      force(world.patient, { ...world.patient.held.leaf, head: { ...head, credential: 'none' } });
      return decidable(world);
    },
  ],
  [
    'C11 the stop code was shown',
    'stopped',
    (world) => {
      const { stop } = world.patient.held.leaf.head;
      world.north.stops.set(positionOf(stop), stop);
      return decidable(world);
    },
  ],
  [
    'C11 another stop code was shown',
    'grant',
    (world) => {
      const other = random32();
      world.north.stops.set(positionOf(other), other);
      return decidable(world);
    },
  ],
  [
    'C5.2 the document is not the one of the head',
    'document',
    (world) => {
      const document = { ...world.patient.document, nonce: random32() };
      return decidable(world, { input: { document } });
    },
  ],
  [
    'C5.2 the document was changed',
    'document',
    (world) => {
      const { form, nonce } = world.patient.document;
      const grants = [{ ...world.grant, categories: ['vitals'] }];
      return decidable(world, { input: { document: { form: { ...form, grants }, nonce } } });
    },
  ],
  [
    'C5.3 the document is of another member',
    'document',
    signedOtherwise({ document: { member: 'lakeside' } }),
  ],
  [
    'C5.3 the document is of another patient',
    'document',
    signedOtherwise({ document: { handle: random32() } }),
  ],
  [
    'C5.3 the document is of another version',
    'document',
    signedOtherwise({ document: { version: 7 } }),
  ],
  [
    'C11 the document names another stop code',
    'document',
    signedOtherwise({ document: { stop: random32() } }),
  ],
  ['C5.1 a new document that the passkey signed', 'grant', signedOtherwise({})],
  [
    'C5.2 nobody is said to have signed',
    'consent-not-valid',
    (world) => decidable(world, { input: { consentBy: { kind: 'none' } } }),
  ],
  [
    "C5.2 the credential is not the patient's",
    'consent-not-valid',
    (world) => {
      const other = newPasskey(world.north.rpId);
      const { leaf } = world.patient.held;
      force(world.patient, {
        ...leaf,
        credentials: leaf.credentials.map((each) => ({ ...each, id: other.id })),
      });
      return decidable(world);
    },
  ],
  [
    'C5.2 the head names another credential',
    'consent-not-valid',
    (world) => {
      const { leaf } = world.patient.held;
      const other = newPasskey(world.north.rpId).id;
      force(world.patient, { ...leaf, head: { ...leaf.head, credential: other } });
      return decidable(world);
    },
  ],
  [
    'I9 the credential was retired as stolen',
    'consent-not-valid',
    (world) => withCredential(world, { retired: 'stolen' }),
  ],
  [
    'I9 the credential was replaced',
    'grant',
    (world) => withCredential(world, { retired: 'replaced' }),
  ],
  [
    "I7 the credential's period is over",
    'consent-not-valid',
    (world) => withCredential(world, { until: NOW }),
  ],
  [
    "I7 the credential's period ends next",
    'grant',
    (world) => withCredential(world, { until: NOW + 1 }),
  ],
  [
    "I7 the credential's period has not begun",
    'consent-not-valid',
    (world) => withCredential(world, { from: NOW + 1 }),
  ],
  [
    'I7 the credential may only view',
    'consent-not-valid',
    (world) => withCredential(world, { scope: 'view' }),
  ],
  ["I7 a guardian's credential", 'grant', (world) => withCredential(world, { holder: 'guardian' })],
  [
    'C5.2 the credential is of another relying party',
    'consent-not-valid',
    (world) => {
      const { leaf } = world.patient.held;
      const rpId = 'lakeside.localhost';
      force(world.patient, {
        ...leaf,
        credentials: leaf.credentials.map((each) => ({ ...each, rpId })),
      });
      forceConsent(world.patient, { prompt: { rpId } });
      return decidable(world);
    },
  ],
  [
    'C5.2 the authenticator spoke to another relying party',
    'consent-not-valid',
    signedOtherwise({ prompt: { rpId: 'lakeside.localhost' } }),
  ],
  [
    'C5.2 the page was of another origin',
    'consent-not-valid',
    signedOtherwise({ prompt: { origin: 'http://evil.localhost:8101' } }),
  ],
  [
    'C5.2 the page stood in a frame',
    'consent-not-valid',
    signedOtherwise({ prompt: { crossOrigin: true } }),
  ],
  [
    'C5.2 the assertion is a registration',
    'consent-not-valid',
    signedOtherwise({ prompt: { type: 'webauthn.create' } }),
  ],
  [
    'C5.2 the user was present, not verified',
    'consent-not-valid',
    signedOtherwise({ prompt: { flags: 1 } }),
  ],
  [
    'C5.2 the user was verified, not present',
    'consent-not-valid',
    signedOtherwise({ prompt: { flags: 4 } }),
  ],
  [
    'C5.3 it was signed for another channel',
    'consent-not-valid',
    signedOtherwise({ signed: { channel: 'other' } }),
  ],
  [
    'C5.3 it was signed for another handle',
    'consent-not-valid',
    signedOtherwise({ signed: { handle: random32() } }),
  ],
  [
    'C5.3 it was signed for another version',
    'consent-not-valid',
    signedOtherwise({ signed: { version: 2 } }),
  ],
  [
    'C5.3 it was signed for another document',
    'consent-not-valid',
    signedOtherwise({ signed: { document: random32() } }),
  ],
  [
    'C5.2 another passkey signed',
    'consent-not-valid',
    (world) => {
      const other = newPasskey(world.north.rpId);
      forceConsent({ ...world.patient, passkey: { ...other, id: world.patient.passkey.id } }, {});
      return signedBy(world, other);
    },
  ],
];

/** The head signed by another passkey under the credential's id. */
function signedBy(world: World, other: ReturnType<typeof newPasskey>): Decidable {
  const patient = { ...world.patient, passkey: { ...other, id: world.patient.passkey.id } };
  forceConsent(patient, {});
  return decidable({ ...world, patient });
}

import { positionOf } from '@careledger/proof';
import type { Decidable } from '../src/answer-input.ts';
import { answerInputFor, ask } from './exchange.ts';
import { consent, enrolPatient } from './patient.ts';
import type { Case } from './request-cases.ts';
import { newSigner } from './signer.ts';
import { decidable, hire, type World } from './world.ts';

const one = { basis: 'emergency', reasons: ['BTG'] } as const;
const two = { basis: 'emergency-rest', reasons: ['BTG', 'UNCONSCIOUS'] } as const;

const inEmergency =
  (before: (world: World) => void = () => {}, differently: Parameters<typeof ask>[2] = one) =>
  (world: World): Decidable => {
    before(world);
    return decidable(world, { asked: ask(world.asker, world.north, differently) });
  };

/** What may differ about an emergency: consent does not bear on it, everything else does. */
export const emergencies: readonly Case[] = [
  ['C8.1 an emergency', 'emergency', inEmergency()],
  ['C8.1 an emergency for the rest', 'emergency-rest', inEmergency(undefined, two)],
  [
    'C11 an emergency after the stop code was shown',
    'emergency',
    inEmergency(({ north, patient }) => {
      const { stop } = patient.held.leaf.head;
      north.stops.set(positionOf(stop), stop);
    }),
  ],
  [
    'C3 an emergency after all was denied',
    'emergency',
    inEmergency(({ patient }) => {
      const to = { member: null, practitioner: null };
      const denials = [{ id: '0'.repeat(64), to, categories: ['*'], from: 0, until: null }];
      consent(patient, { denials }).step.commit();
    }),
  ],
  [
    'C8.1 an emergency of a patient who never consented',
    'emergency',
    (world) => {
      const { north, nurse, doctor } = world;
      const { step, patient } = enrolPatient(north, { signers: [nurse, doctor] });
      step.commit();
      return inEmergency()({ ...world, patient });
    },
  ],
  [
    'C8.1 an emergency without a reason',
    'reason-missing',
    inEmergency(undefined, { ...one, reasons: [] }),
  ],
  [
    'C8.1 the rest with one reason',
    'reason-missing',
    inEmergency(undefined, { ...two, reasons: ['BTG'] }),
  ],
  [
    'C8.1 an emergency of an administrator',
    'role',
    (world) => inEmergency()({ ...world, asker: hire(world.river, 'administrator') }),
  ],
  [
    'I1.2 an emergency that another key signed',
    'request-signature',
    (world) => inEmergency()({ ...world, asker: { ...world.asker, signer: newSigner() } }),
  ],
  [
    'C12.2 an emergency with an unknown card',
    'unknown-card',
    (world) => {
      const { asker, north, offered } = world;
      return decidable(world, {
        input: answerInputFor(north, ask(asker, north, one), { offered }),
      });
    },
  ],
];

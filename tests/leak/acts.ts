import type { Operation } from '@careledger/protocol';
import type { Person, Scene, Standing } from './persons.ts';

/** Acts that name a patient or an entry of hers, with bodies that would be good for somebody else. */
const aboutHer: Readonly<Partial<Record<Operation, (scene: Scene) => object>>> = {
  'take-over': ({ patient }) => ({ patient, because: 'I should treat her.' }),
  'hand-over': ({ patient }) => ({ patient }),
  'put-on-ward': ({ patient }) => ({ patient, ward: null }),
  'enrol-begin': ({ patient }) => ({ patient, identity: 'passport seen' }),
  'card-lost': ({ patient }) => ({ patient, what: 'card' }),
  'credential-replace': ({ patient, she }) => ({
    patient,
    credential: she.passkey.id,
    why: 'lost',
    identity: 'passport seen',
  }),
  'guardian-begin': ({ patient }) => ({
    patient,
    name: 'Eve',
    relation: 'none',
    scope: 'consent',
    identity: 'passport seen',
  }),
  'guardian-end': ({ patient, she }) => ({
    patient,
    credential: she.passkey.id,
    identity: 'passport seen',
  }),
  decide: ({ request }) => ({ request, deny: true }),
  'withdraw-prepare': ({ grants }) => ({ grant: grants.toEllis }),
  amend: ({ entries: [entry] }) => ({
    id: `${entry?.type}/${entry?.id}`,
    version: '1',
    resource: { resourceType: entry?.type ?? '', id: entry?.id },
  }),
  'enter-in-error': ({ entries }) => ({
    id: `${entries[3]?.type}/${entries[3]?.id}`,
    reason: 'wrong chart',
  }),
  'device-bind': ({ patient }) => ({ device: 'cafe'.repeat(16), patient }),
  'device-revoke': () => ({ device: 'cafe'.repeat(16) }),
  review: ({ request }) => ({ id: request, outcome: 'justified', text: 'Fine.' }),
  file: ({ request, patient }) => ({ request, resource: 'Condition/1', for: patient }),
  'close-copy': ({ request }) => ({ request }),
  'correction-answer': ({ request }) => ({ correction: request, done: true, answer: 'Done.' }),
  'break-glass-here': ({ patient }) => ({ patient, reason: 'ETREAT', text: 'Shock.' }),
  hide: () => ({ categories: ['documents'] }),
  unhide: () => ({ objection: 'none' }),
  'break-glass': ({ card }) => ({ card, reason: 'UNCONSCIOUS', text: 'Not responding.' }),
};

const refused: ReadonlySet<Standing> = new Set([
  'auditor',
  'researcher',
  'other patient',
  'guardian of another scope',
  'guardian whose period ended',
  'suspended doctor',
  'doctor of Riverside',
  'no session',
]);

/** Tries each act as everybody who may do nothing about Ann; gives each that was not refused. */
export async function unrefused(scene: Scene): Promise<string[]> {
  const found: string[] = [];
  for (const person of scene.persons.filter(({ standing }) => refused.has(standing)))
    for (const [name, bodyOf] of Object.entries(aboutHer))
      found.push(...(await tried(scene, person, { name, body: bodyOf(scene) })));
  return found;
}

async function tried(
  { northgate, cells }: Scene,
  { standing, token }: Person,
  { name, body }: { name: string; body: object },
): Promise<string[]> {
  const sent = { method: 'POST', url: `/api/v1/${name}`, body } as const;
  const { status, body: text } = await northgate.send(sent, token);
  const told = cells.filter(({ word }) => typeof word === 'string' && text.includes(word));
  return status >= 400 && status < 500 && told.length === 0
    ? []
    : [`${standing}: ${name} is ${status} and tells ${told.length} cells`];
}

const others =
  'login login-passkey logout step-up passkey-options passkey-add passkey-remove change-password reset-password add-ward join-ward ' +
  'enrol-passkey enrol-confirm enrol-withdraw card-printed credential-add credential-add-sign request decide-sign decide-assisted ' +
  'notice-open emergency-notice-seen address-set correction-request add-patient add-practitioner suspend-practitioner reinstate-practitioner practitioner-until end-sessions enrol import grant-prepare ' +
  'assisted-sign consent-sign stop break-glass-person verify-run apply propose approve reject suspend reinstate ' +
  'pause device-enrol device-unbind';

/** Operations that do something, and answer with an id or a draft of the caller's own. */
export const acts: ReadonlySet<string> = new Set([...Object.keys(aboutHer), ...others.split(' ')]);

import { list, memberId, object, oneOf, pattern, spki, text, v1, where, type Of } from './form.ts';
import { rpId } from './patient-leaf.ts';
import type { Role } from './staff-leaf.ts';

const kind = oneOf('hospital', 'laboratory', 'pharmacy', 'research');
const certificate = where(
  text(8_192),
  (pem) => pem.startsWith('-----BEGIN CERTIFICATE-----\n'),
  'is not a certificate',
);

/** A member of the consortium: `admins` are its office keys, `signer` signs for its node; nothing of a person. */
export const member = where(
  object({
    id: memberId,
    mspId: pattern(/^[A-Z][A-Za-z0-9-]{1,40}$/),
    name: text(128),
    kind,
    status: oneOf('active', 'suspended', 'pending'),
    roots: list(certificate, { min: 1, max: 4 }),
    tlsRoots: list(certificate, { min: 1, max: 4 }),
    rpId,
    origins: list(pattern(/^https?:\/\/[a-z0-9.-]{1,253}(?::[0-9]{1,5})?$/), { min: 1, max: 8 }),
    exchange: pattern(/^https?:\/\/[a-zA-Z0-9.:[\]-]{1,260}(?:\/[a-zA-Z0-9._~/-]{0,200})?$/),
    admins: list(spki, { min: 1, max: 16 }),
    signer: spki,
  }),
  (each) => each.mspId === mspIdOf(each.id),
  'has another organisation than its id says',
);
export type Member = Of<typeof member>;

/** The one value of `members`. */
export const members = where(
  object({ v: v1, members: list(member, { min: 1, max: 500 }) }),
  (all) => new Set(all.members.map(({ id }) => id)).size === all.members.length,
  'has a member twice',
);
export type Members = Of<typeof members>;

/** The MSP id of a member: its id with a capital, and `MSP`. */
export function mspIdOf(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}MSP`;
}

/** Name of the chaincode definition that is a member's book. */
export function bookOf(id: string): string {
  return `book-${id}`;
}

/** The member with this id. */
export function memberOf(all: Members, id: string): Member | undefined {
  return all.members.find((each) => each.id === id);
}

const ROLES: Readonly<Record<Member['kind'], readonly Role[]>> = {
  hospital: ['doctor', 'nurse', 'administrator', 'privacy-officer', 'auditor', 'researcher'],
  laboratory: ['doctor', 'administrator', 'privacy-officer', 'auditor'],
  pharmacy: ['nurse', 'administrator', 'privacy-officer', 'auditor'],
  research: ['researcher', 'administrator', 'privacy-officer', 'auditor'],
};

/** Whether an organisation of this kind may register this role (M6). */
export function mayRegister(organisation: Member['kind'], role: Role): boolean {
  return ROLES[organisation].includes(role);
}

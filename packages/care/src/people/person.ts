import { loadSigner, open, seal, type MasterKey } from '@careledger/keys';
import { fromBase64url, toBase64url, utf8, type Hex, type Json } from '@careledger/proof';
import { integer, oneOf, record, text } from '../shape.ts';
import type { Role, StaffActor } from './actor.ts';
import { CareError } from '../care-error.ts';

/** The roles that staff may have. */
const roleShape = oneOf(
  'administrator',
  'auditor',
  'doctor',
  'nurse',
  'privacy-officer',
  'researcher',
);

const personShape = record({
  v: integer,
  user: text,
  handle: text,
  role: roleShape,
  name: text,
  fhirId: text,
  passwordHash: text,
  spki: text,
  epoch: integer,
  key: text,
});

/** A member of staff as the registry keeps him (kind `person`, id = user). */
export type Person = ReturnType<typeof personShape>;

/** Reads a row of kind `person`. */
export function personOf(value: Json): Person {
  return personShape(value, 'person');
}

/** The private key sealed by the current epoch of the master key. */
export function sealedKey(
  pem: string,
  handle: Hex,
  masterKey: MasterKey,
): { epoch: number; key: string } {
  const { epoch, key } = masterKey.current;
  return { epoch, key: toBase64url(seal(key, utf8(pem), aadOf(handle))) };
}

/** An actor whose key is opened now and used only while `stands` says so (I1.3). */
export function staffActor(
  person: Person,
  deps: { masterKey: MasterKey; stands: () => boolean; isSteppedUp: () => boolean },
): StaffActor {
  const { masterKey, stands, isSteppedUp } = deps;
  const pem = open(masterKey.key(person.epoch), fromBase64url(person.key), aadOf(person.handle));
  const signer = loadSigner(pem.toString('utf8'));
  const role: Role = person.role;
  return {
    kind: 'staff',
    user: person.user,
    handle: person.handle,
    role,
    get steppedUp() {
      return isSteppedUp();
    },
    sign: (message) => {
      if (!stands())
        throw new CareError('unauthenticated', 'The session has ended: sign in again.');
      return signer.sign(message);
    },
  };
}

function aadOf(handle: Hex): Uint8Array {
  return utf8(`careledger-person-v1 ${handle}`);
}

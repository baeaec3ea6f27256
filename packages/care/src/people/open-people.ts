import { checkPassword, generateSigner, hashPassword, type MasterKey } from '@careledger/keys';
import { toBase64url, fromBase64url, type Hex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { OpenedChart } from '../chart/open-chart.ts';
import type { Registry } from '../registry/registry.ts';
import type { Actor, StaffActor } from './actor.ts';
import { createPatients } from './patients.ts';
import type { DirectoryEntry, People, Session } from './people.ts';
import { personOf, sealedKey, staffActor, type Person } from './person.ts';
import { createPatientSignIn } from './patient-sign-in.ts';
import { createSessions } from './sessions.ts';
import { createThrottle } from './throttle.ts';

const VOUCH_MS = 60_000;
const STEP_UP_MS = 5 * 60_000;

interface Held {
  readonly actor: Actor;
  readonly stepped: { at: number };
}

/** Opens accounts, sessions and patients over the registry. */
export function openPeople(deps: {
  registry: Registry;
  masterKey: MasterKey;
  chart: OpenedChart;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): People {
  const { registry, masterKey, chart, clock, random } = deps;
  const sessions = createSessions<Held>({ clock, random });
  const throttle = createThrottle(clock);
  const patients = createPatients({ registry, chart });
  const signIn = createPatientSignIn({ clock, random });
  const byHandle = new Map<Hex, string>();
  const adding = new Set<string>();
  for (const [user, value] of registry.all('person')) byHandle.set(personOf(value).handle, user);

  const find = (user: string): Person | undefined => {
    const value = registry.get('person', user);
    return value === undefined ? undefined : personOf(value);
  };
  const entry = ({ user, handle, name, role, fhirId }: Person): DirectoryEntry => ({
    user,
    handle,
    name,
    role,
    fhirId,
  });
  const authenticate = async (user: string, password: string, from: string): Promise<Person> => {
    if (throttle.wait(user, from) > 0)
      throw new CareError('throttled', 'Too many attempts from here: wait a minute.');
    const person = find(user);
    // An unknown user costs the same time as a wrong password.
    const isRight = await checkPassword(person?.passwordHash ?? (await unknownHash()), password);
    if (person === undefined || !isRight) {
      throttle.failed(user, from);
      throw new CareError('unauthenticated', 'User or password is not right.');
    }
    throttle.succeeded(user, from);
    return person;
  };
  let unknown: Promise<string> | undefined;
  const unknownHash = () => (unknown ??= hashPassword(toBase64url(random(16))));

  const introducing = new Set<string>();
  /** A practitioner enters himself in the hospital's directory when he first signs in: his act, his key. */
  const introduce = async (person: Person, actor: StaffActor): Promise<void> => {
    const { user, name, role } = person;
    const isPractitioner = role === 'doctor' || role === 'nurse';
    if (!isPractitioner || person.fhirId !== '' || introducing.has(user)) return;
    introducing.add(user);
    try {
      const resource = { resourceType: 'Practitioner', active: true, name: [{ text: name }] };
      const { id } = await chart.create(actor, { type: 'Practitioner', resource });
      const now = find(user);
      if (now !== undefined) await registry.put('person', user, { ...now, fhirId: id });
    } finally {
      introducing.delete(user);
    }
  };

  return {
    ...patients.people,
    challenge: () => signIn.challenge(),
    addPractitioner: async ({ user, name, role, password, by }) => {
      checkNew(user, name, password);
      if (by === undefined ? [...registry.all('person')].length > 0 : by.role !== 'administrator')
        throw new CareError('forbidden', 'An administrator adds members of staff.');
      if (find(user) !== undefined || adding.has(user))
        throw new CareError('conflict', 'This user name is taken.');
      adding.add(user);
      try {
        const signer = generateSigner();
        const handle = Buffer.from(random(32)).toString('hex');
        const passwordHash = await hashPassword(password);
        const spki = toBase64url(signer.spki);
        const sealed = sealedKey(signer.pem(), handle, masterKey);
        const row = { v: 1, user, handle, role, name, passwordHash, spki, ...sealed, fhirId: '' };
        const person = personOf(row);
        await registry.put('person', user, person);
        byHandle.set(handle, user);
        return entry(person);
      } finally {
        adding.delete(user);
      }
    },
    login: async ({ user, password, from = '' }): Promise<Session> => {
      const person = await authenticate(user, password, from);
      const stepped = { at: 0 };
      let token = '';
      const actor = staffActor(person, {
        masterKey,
        stands: () => sessions.stands(token),
        isSteppedUp: () => clock() - stepped.at < STEP_UP_MS,
      });
      const opened = sessions.open(user, { actor, stepped });
      token = opened.token;
      await introduce(person, actor);
      return { ...opened, user, role: person.role, handle: person.handle };
    },
    vouch: async ({ user, password, from = '' }): Promise<StaffActor> => {
      const person = await authenticate(user, password, from);
      const until = clock() + VOUCH_MS;
      return staffActor(person, {
        masterKey,
        stands: () => clock() < until,
        isSteppedUp: () => clock() < until,
      });
    },
    loginPatient: async ({ patient, credential, challenge, assertion }): Promise<Session> => {
      const row = patients.people.patient(patient);
      await signIn.check({ credential, challenge, assertion });
      if (row === undefined) throw new CareError('unauthenticated', 'This sign-in is not known.');
      const user = `patient:${patient}`;
      const actor: Actor = { kind: 'patient', patient };
      const opened = sessions.open(user, { actor, stepped: { at: 0 } });
      return { ...opened, user, role: 'patient', handle: row.handle };
    },
    actor: (token) => sessions.use(token).actor,
    stepUp: async ({ token, password }) => {
      const { actor, stepped } = sessions.use(token);
      if (actor.kind !== 'staff') throw new CareError('forbidden', 'Only staff step up.');
      await authenticate(actor.user, password, token);
      stepped.at = clock();
    },
    logout: (token) => sessions.close(token),
    endSessions: (user) => sessions.closeAll(user),
    directory: () => [...registry.all('person')].map(([, value]) => entry(personOf(value))),
    person: (user) => {
      const found = find(user);
      return found === undefined ? undefined : entry(found);
    },
    byHandle: (handle) => {
      const found = find(byHandle.get(handle) ?? '');
      return found === undefined ? undefined : entry(found);
    },
    keyOf: (handle) => {
      const found = find(byHandle.get(handle) ?? '');
      return found === undefined ? undefined : fromBase64url(found.spki);
    },
  };
}

function checkNew(user: string, name: string, password: string): void {
  if (!/^[a-z][a-z0-9.-]{0,62}$/.test(user))
    throw new CareError(
      'invalid',
      'A user name is lower-case letters, digits, points and hyphens.',
    );
  if (name.trim() === '' || name.length > 200)
    throw new CareError('invalid', 'A name has 1 to 200 letters.');
  if (password.length < 8) throw new CareError('invalid', 'A password has at least 8 characters.');
}

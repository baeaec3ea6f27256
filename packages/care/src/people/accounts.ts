import { checkPassword, generateSigner, hashPassword, type MasterKey } from '@careledger/keys';
import { toBase64url, fromBase64url, type Hex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Registry } from '../registry/registry.ts';
import { integer, record } from '../shape.ts';
import { checkChosen, oneTimePassword } from './password-policy.ts';
import type { Directory, DirectoryEntry } from './people.ts';
import { personOf, sealedKey, type Person } from './person.ts';
import { demandAhead, standingRow, stateOf } from './standing.ts';
import { createThrottle } from './throttle.ts';

const ONCE = 'one-time-password';
/** A password that was given is good for choosing another for a week. */
const ONCE_LASTS_MS = 7 * 86_400_000;

const over = { suspended: 'is suspended', expired: 'has expired' } as const;

const onceShape = record({ v: integer, at: integer });

/** Accounts of staff: who they are, and whether a password is theirs. */
export interface Accounts {
  readonly directory: Directory;
  find(user: string): Person | undefined;
  /** Throws `account-over` where the account is suspended or has expired (I4). */
  demandActive(person: Person): void;
  /** Whether an account is neither suspended nor over. */
  isActive(person: { user: string; handle: Hex }): boolean;
  /** The person of this password; throws `throttled` with the wait, or `unauthenticated`. */
  authenticate(user: string, password: string, from: string): Promise<Person>;
  /** Whether the password was given by an administrator and is good for choosing another. */
  isOnce(user: string): boolean;
  /** Whether the password is the person's own, or was given: still good, or over. */
  passwordOf(user: string): 'given' | 'over' | 'own';
  /** Sets a password that the person chose. */
  choose(user: string, password: string): Promise<void>;
  /** Sets a random password that is good once, and gives it. */
  giveOnce(user: string): Promise<string>;
  /** Notes the practitioner's own resource in the directory. */
  introduced(user: string, fhirId: string): Promise<void>;
}

/** Opens the accounts over the registry (kind `person`). */
export function openAccounts(deps: {
  registry: Registry;
  masterKey: MasterKey;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): Accounts {
  const { registry, masterKey, clock, random } = deps;
  const throttle = createThrottle(clock);
  const byHandle = new Map<Hex, string>();
  const adding = new Set<string>();
  for (const [user, value] of registry.all('person')) byHandle.set(personOf(value).handle, user);

  const find = (user: string): Person | undefined => {
    const value = registry.get('person', user);
    return value === undefined ? undefined : personOf(value);
  };
  const stateNow = ({ user, handle }: { user: string; handle: Hex }) =>
    stateOf(registry, { user, handle, now: clock() }).state;
  const owner = (handle: Hex) => find(byHandle.get(handle) ?? '');
  const passwordOf = (user: string) => {
    const once = registry.get(ONCE, user);
    if (once === undefined) return 'own';
    return clock() > onceShape(once, ONCE).at + ONCE_LASTS_MS ? 'over' : 'given';
  };
  let unknown: Promise<string> | undefined;
  const unknownHash = () => (unknown ??= hashPassword(toBase64url(random(16))));

  async function setPassword(user: string, password: string, isOnce: boolean): Promise<void> {
    const passwordHash = await hashPassword(password);
    const person = find(user);
    if (person === undefined) throw new CareError('not-found', 'There is no such account here.');
    await registry.putAll([
      { kind: 'person', id: user, value: { ...person, passwordHash } },
      { kind: ONCE, id: user, value: isOnce ? { v: 1, at: clock() } : null },
    ]);
  }

  return {
    find,
    isActive: (person) => stateNow(person) === 'active',
    demandActive: (person) => {
      const state = stateNow(person);
      if (state !== 'active')
        throw new CareError('account-over', `This account ${over[state]}: ask an administrator.`);
    },
    authenticate: (user, password, from) =>
      throttle.inTurn(user, from, async () => {
        const waitMs = throttle.wait(user, from);
        if (waitMs > 0)
          throw new CareError(
            'throttled',
            `Too many attempts from here: wait ${Math.ceil(waitMs / 1000)} s, or use a passkey.`,
            { waitMs },
          );
        const person = find(user);
        // An unknown user costs the same time as a wrong password.
        const isRight = await checkPassword(
          person?.passwordHash ?? (await unknownHash()),
          password,
        );
        if (person === undefined || !isRight) {
          throttle.failed(user, from);
          throw new CareError('unauthenticated', 'User or password is not right.');
        }
        throttle.succeeded(user, from);
        if (passwordOf(user) === 'over')
          throw new CareError('unauthenticated', 'This password has ended: ask an administrator.');
        return person;
      }),
    isOnce: (user) => registry.get(ONCE, user) !== undefined,
    passwordOf,
    choose: async (user, password) => {
      await checkChosen(password, { user, name: find(user)?.name ?? '' });
      await setPassword(user, password, false);
    },
    giveOnce: async (user) => {
      const password = oneTimePassword(random);
      await setPassword(user, password, true);
      return password;
    },
    introduced: async (user, fhirId) => {
      const person = find(user);
      if (person !== undefined) await registry.put('person', user, { ...person, fhirId });
    },
    directory: {
      addPractitioner: async ({ user, name, role, password: own, until = null, by }) => {
        checkNew(user, name);
        demandAhead(until, clock());
        if (own !== undefined) await checkChosen(own, { user, name });
        if (by === undefined ? [...registry.all('person')].length > 0 : by.role !== 'administrator')
          throw new CareError('forbidden', 'An administrator adds members of staff.');
        if (find(user) !== undefined || adding.has(user))
          throw new CareError('conflict', 'This user name is taken.');
        adding.add(user);
        try {
          const signer = generateSigner();
          const handle = Buffer.from(random(32)).toString('hex');
          const password = own ?? oneTimePassword(random);
          const passwordHash = await hashPassword(password);
          const spki = toBase64url(signer.spki);
          const sealed = sealedKey(signer.pem(), handle, masterKey);
          const row = { v: 1, user, handle, role, name, passwordHash, spki, ...sealed, fhirId: '' };
          const person = personOf(row);
          const once = own === undefined ? { v: 1, at: clock() } : null;
          await registry.putAll([
            { kind: 'person', id: user, value: person },
            { kind: ONCE, id: user, value: once },
            standingRow(user, { until, suspended: null }),
          ]);
          byHandle.set(handle, user);
          return { ...entryOf(person), ...(own === undefined ? { password } : {}) };
        } finally {
          adding.delete(user);
        }
      },
      directory: () => [...registry.all('person')].map(([, value]) => entryOf(personOf(value))),
      person: (user) => {
        const found = find(user);
        return found && entryOf(found);
      },
      byHandle: (handle) => {
        const found = owner(handle);
        return found && entryOf(found);
      },
      keyOf: (handle) => {
        const found = owner(handle);
        return found && fromBase64url(found.spki);
      },
    },
  };
}

const entryOf = ({ user, handle, name, role, fhirId }: Person): DirectoryEntry => ({
  user,
  handle,
  name,
  role,
  fhirId,
});

function checkNew(user: string, name: string): void {
  if (!/^[a-z][a-z0-9.-]{0,62}$/.test(user))
    throw new CareError(
      'invalid',
      'A user name is lower-case letters, digits, points and hyphens.',
    );
  if (name.trim() === '' || name.length > 200)
    throw new CareError('invalid', 'A name has 1 to 200 letters.');
}

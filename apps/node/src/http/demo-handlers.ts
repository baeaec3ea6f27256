import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CareError } from '@careledger/care';
import { softwarePasskey } from '@careledger/keys';
import * as v from 'valibot';
import { membersIn } from '../membership/proposals.ts';
import { readPeople, type DemoPerson } from '../people-file.ts';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf } from './people-handlers.ts';
import { displayName } from './session-handlers.ts';

const PasskeyFile = v.object({ id: v.string(), privateKeyPem: v.string() });

/** The sign-ins of a demonstration, so that a newcomer's browser can act for anybody; elsewhere there are none. */
export function demoHandlers(practice: Practice, options: { data: string }): Handlers {
  const { hospital, enrolment, consortium } = practice;

  async function nameOf({ user }: DemoPerson, credential: string | undefined): Promise<string> {
    const patient = credential && enrolment.byCredential(credential)?.patient;
    if (!patient) return hospital.people.person(user)?.name ?? user;
    return displayName((await hospital.chart.compare(patient)).name);
  }

  return handlerOf('demo-people', async () => {
    if (!consortium.demo)
      throw new CareError('not-found', 'This is no demonstration: sign in with your own account.');
    const own = readPeople(options.data).filter(({ member }) => member === hospital.member);
    const rows = own.map(async (person) => {
      const { user, role, password } = person;
      const passkey = person.passkey === undefined ? undefined : await passkeyOf(person.passkey);
      const name = await nameOf(person, passkey?.id);
      return {
        user,
        role,
        name,
        ...(password === undefined ? {} : { password }),
        ...(passkey === undefined ? {} : { passkey }),
      };
    });
    const hospitals = membersIn(practice.book.view).members.flatMap(({ id, name, origins }) =>
      id === hospital.member || origins[0] === undefined ? [] : [{ name, origin: origins[0] }],
    );
    return { rows: await Promise.all(rows), hospitals };
  });
}

/** A software passkey as a browser takes it: its private key in PKCS#8. */
async function passkeyOf(file: string) {
  const text = await readFile(file, 'utf8');
  const { id, privateKeyPem } = v.parse(PasskeyFile, JSON.parse(text));
  const key = createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'der' });
  return { id, privateKey: key.toString('base64url'), spki: softwarePasskey(text).spki };
}

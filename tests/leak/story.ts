import { newPasskey, softwarePasskey, type SoftwarePasskey } from '@careledger/keys';
import type { Operation } from '@careledger/protocol';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { assertion, oneOf, registration } from '../passkeys.ts';
import type { HospitalHere, Hospitals } from './hospitals.ts';

/** Calls an operation as somebody; throws with its problem where it is refused. */
export async function call(
  at: HospitalHere,
  token: string,
  operation: Operation,
  body: object = {},
): Promise<unknown> {
  const { status, body: text } = await at.send(
    { method: 'POST', url: `/api/v1/${operation}`, body },
    token,
  );
  if (status >= 400) throw new Error(`${operation}: ${text}`);
  return JSON.parse(text);
}

/** Signs staff in; gives the session. */
export async function signIn(
  at: HospitalHere,
  account: { user: string; password: string },
): Promise<string> {
  return textIn(oneOf(await call(at, '', 'login', account)), 'token');
}

/** Signs in whoever holds this passkey. */
export async function signInWith(at: HospitalHere, passkey: SoftwarePasskey): Promise<string> {
  const asked = oneOf(await call(at, '', 'login-challenge', { credential: passkey.id }));
  const session = await call(at, '', 'login-passkey', { assertion: assertion(passkey, asked) });
  return textIn(oneOf(session), 'token');
}

/** The password of whom the administrator adds. */
export const usualPassword = 'four plain words here';

/** Adds somebody of the staff by the administrator and signs him in. */
export async function employ(
  at: HospitalHere,
  person: { user: string; role: string; password?: string },
): Promise<string> {
  const { user, role, password = usualPassword } = person;
  const by = await signIn(at, at.account('administrator'));
  await call(at, by, 'add-practitioner', { user, role, password, name: `Some ${user}` });
  return signIn(at, { user, password });
}

/** Suspends somebody. */
export async function suspend(at: HospitalHere, user: string): Promise<void> {
  await call(at, await signIn(at, at.account('administrator')), 'suspend-practitioner', { user });
}

/** Admits whom a bundle is about; gives the patient's id and those of the entries in the bundle's order. */
export async function admit(
  at: HospitalHere,
  bundle: object,
): Promise<{ patient: string; places: { type: string; id: string }[] }> {
  const doctor = await signIn(at, at.account('doctor'));
  const rows = rowsOf(await call(at, doctor, 'import', { source: 'record.json', bundle }));
  const places = rows.map((row) => ({ type: textIn(row, 'type'), id: textIn(row, 'id') }));
  return { patient: places.find(({ type }) => type === 'Patient')?.id ?? '', places };
}

/** Enrols a patient with a passkey of her own. */
export async function enrol(
  at: HospitalHere,
  patient: string,
): Promise<{ passkey: SoftwarePasskey; card: string; stop: string }> {
  const passkey = softwarePasskey(newPasskey());
  const doctor = await signIn(at, at.account('doctor'));
  const { rpId } = at.node.practice.consortium;
  const row = oneOf(
    await call(at, doctor, 'enrol', {
      patient,
      second: at.account('nurse'),
      passkey: { id: passkey.id, spki: passkey.spki, rpId },
    }),
  );
  return { passkey, card: textIn(row, 'card'), stop: textIn(row, 'stop') };
}

/** Two of staff let somebody look at a part of a patient's record; gives his passkey. */
export async function addGuardian(
  at: HospitalHere,
  guardian: { patient: string; categories: readonly string[]; until?: string },
): Promise<SoftwarePasskey> {
  const passkey = softwarePasskey(newPasskey());
  const [doctor, nurse] = [
    await signIn(at, at.account('doctor')),
    await signIn(at, at.account('nurse')),
  ];
  const begun = oneOf(
    await call(at, doctor, 'guardian-begin', {
      ...guardian,
      name: 'Ida Lind',
      relation: 'sister',
      scope: 'view',
      identity: 'passport seen',
    }),
  );
  const enrolment = textIn(begun, 'enrolment');
  const options = oneOf(await call(at, doctor, 'patient-passkey-options', { enrolment }));
  await call(at, doctor, 'enrol-passkey', { enrolment, passkey: registration(passkey, options) });
  await call(at, nurse, 'enrol-confirm', { enrolment, code: textIn(begun, 'code') });
  return passkey;
}

/** A patient's grant to somebody or a whole hospital, signed by passkey; gives its id. */
export async function grant(
  at: HospitalHere,
  she: { token: string; passkey: SoftwarePasskey },
  wish: {
    to: string;
    categories: readonly string[];
    purpose: string;
    dataFrom?: string;
    dataUntil?: string;
  },
): Promise<string> {
  const draft = oneOf(await call(at, she.token, 'grant-prepare', { ...wish, days: 30 }));
  const signed = { draft: textIn(draft, 'draft'), assertion: assertion(she.passkey, draft) };
  return textIn(oneOf(await call(at, she.token, 'consent-sign', signed)), 'grant');
}

/** She withdraws a grant. */
export async function withdraw(
  at: HospitalHere,
  she: { token: string; passkey: SoftwarePasskey },
  id: string,
): Promise<void> {
  const draft = oneOf(await call(at, she.token, 'withdraw-prepare', { grant: id }));
  const signed = { draft: textIn(draft, 'draft'), assertion: assertion(she.passkey, draft) };
  await call(at, she.token, 'consent-sign', signed);
}

/** Waits until both hospitals have nothing unanchored. */
export async function anchored({
  northgate,
  riverside,
}: Pick<Hospitals, 'northgate' | 'riverside'>): Promise<void> {
  const open = () =>
    [northgate, riverside].some(
      ({ node }) =>
        node.practice.hospital.chart.unanchoredCount() > 0 || node.practice.faults().length > 0,
    );
  for (let tries = 0; open(); tries += 1) {
    if (tries > 600) throw new Error('the hospitals do not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import { assertWith, readPasskey } from '../apps/cli/src/passkey-file.ts';
import { askedIn, patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import type { TestConsortium, TestPatient } from './consortium.ts';

/** A patient of Northgate grants categories to Riverside's doctor, by her passkey; gives the grant's id. */
export async function grant(
  at: TestConsortium,
  patient: TestPatient,
  categories: readonly string[],
): Promise<string> {
  const own = await patientSession({ data: at.data, at: 'northgate' }, patient.passkey);
  const draft = await own.call('grant-prepare', {
    to: 'ellis@riverside',
    categories: [...categories],
    purpose: 'TREAT',
    days: 30,
  });
  const assertion = assertWith(readPasskey(patient.passkey), askedIn(rowsOf(draft)[0]));
  const signed = await own.call('consent-sign', {
    draft: textIn(rowsOf(draft)[0], 'draft'),
    assertion,
  });
  return textIn(rowsOf(signed)[0], 'grant');
}

/** She withdraws a grant, by her passkey. */
export async function withdraw(
  at: TestConsortium,
  patient: TestPatient,
  id: string,
): Promise<void> {
  const own = await patientSession({ data: at.data, at: 'northgate' }, patient.passkey);
  const draft = rowsOf(await own.call('withdraw-prepare', { grant: id }))[0];
  const assertion = assertWith(readPasskey(patient.passkey), askedIn(draft));
  await own.call('consent-sign', { draft: textIn(draft, 'draft'), assertion });
}

import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import type { Scene } from './scene.ts';

/** What stands for the blanks of a route, all of one enrolled patient of Northgate who was asked about. */
export interface Addresses {
  /** The file of her software passkey. */
  readonly passkey: string;
  readonly patient: string;
  readonly card: string;
  /** An address without blanks. */
  fill(path: string): string;
}

/** Has Riverside ask for a patient in an emergency and in vain, and gathers the ids that routes want. */
export async function addressesOf(scene: Scene): Promise<Addresses> {
  const doctor = await scene.at.session('northgate', 'doctor');
  const administrator = await scene.at.session('northgate', 'administrator');
  const passkey = scene.account('northgate', 'patient').passkey ?? '';
  const patients = rowsOf(await doctor.call('patients', {}));
  const patient = textIn(
    patients.find((row) => passkey.includes(textIn(row, 'id'))),
    'id',
  );
  const card = textIn(rowsOf(await doctor.call('card', { patient }))[0], 'card');
  const { password = '' } = scene.account('riverside', 'doctor');
  const asker = await scene.at.session('riverside', 'doctor');
  await asker.call('ask', { card });
  await asker.call('break-glass', {
    card,
    reason: 'ETREAT',
    text: 'Unconscious on arrival; medicines and allergies needed.',
    password,
  });
  // Before she is put on a ward, which would be the newest line.
  const seen = rowsOf(await doctor.call('disclosures', { patient }));
  const ward = textIn(rowsOf(await doctor.call('add-ward', { name: 'Ward 4B' }))[0], 'ward');
  await doctor.call('put-on-ward', { patient, ward, bed: '14' });
  await doctor.call('join-ward', { ward });
  const staff = rowsOf(await administrator.call('directory', { member: 'northgate' }));
  const nurse = staff.find((row) => row['role'] === 'nurse');
  const entry = rowsOf(await doctor.call('read', { patient })).find(
    (row) => row['type'] === 'Condition',
  );
  const disclosure = textIn(seen[0], 'id') || textIn(seen[0], 'request');
  const blanks: readonly (readonly [RegExp, string])[] = [
    [/^\/me\/entries\/:id/, `/me/entries/northgate.Condition.${textIn(entry, 'id')}`],
    [/^\/me\/seen\/:id/, `/me/seen/${disclosure}`],
    [/^\/audit\/seen\/:id/, `/audit/seen/${disclosure}`],
    [/^\/admin\/members\/:id/, '/admin/members/riverside'],
    [/^\/admin\/people\/:id/, `/admin/people/${textIn(nurse, 'handle')}`],
    [/^\/patients\/:h/, `/patients/${patient}`],
    [/^\/ward\/:id/, `/ward/${ward}`],
    [/:id|:h/, 'none'],
  ];
  return {
    passkey,
    patient,
    card,
    fill: (path) => blanks.reduce((address, [blank, given]) => address.replace(blank, given), path),
  };
}

/** Riverside's own chart of the same person, so that its doctor may ask for her (R9). */
export async function chartAtRiverside({ at }: Scene, patient: string): Promise<string> {
  const custodian = await at.session('northgate', 'doctor');
  const row = rowsOf(await custodian.call('read', { patient })).find(
    (each) => each['type'] === 'Patient',
  );
  const { name, birthDate, gender } = rowsOf(row?.['resource'])[0] ?? {};
  const asker = await at.session('riverside', 'doctor');
  const resource = { resourceType: 'Patient', name, birthDate, gender };
  return textIn(rowsOf(await asker.call('add-patient', { resource }))[0], 'id');
}

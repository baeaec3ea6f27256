import { assertWith, readPasskey } from '../../apps/cli/src/passkey-file.ts';
import { askedIn, patientSession } from '../../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { simulate } from '../../apps/cli/src/simulation.ts';
import type { Addresses } from './addresses.ts';
import type { Scene } from './scene.ts';

/** Gives a patient a permission, a request to answer, and readings of which three are forged, so that no page of hers is empty; `speed` null sends the readings at once. */
export async function furnish(
  scene: Scene,
  her: Addresses,
  monitor: { readings: number; speed: number | null } = { readings: 60, speed: null },
): Promise<Addresses> {
  const doctor = await scene.at.session('northgate', 'doctor');
  const asker = await scene.at.session('riverside', 'doctor');
  const asked = await asker.call('request', {
    card: her.card,
    categories: ['medications', 'allergies', 'results'],
    days: 30,
    eraseDays: 7,
    text: 'You come on Monday.',
  });
  const own = await patientSession({ data: scene.at.data, at: 'northgate' }, her.passkey);
  const draft = await own.call('grant-prepare', {
    to: 'ellis@riverside',
    categories: ['medications', 'allergies', 'problems'],
    purpose: 'TREAT',
    days: 30,
  });
  const assertion = assertWith(readPasskey(her.passkey), askedIn(rowsOf(draft)[0]));
  const signed = await own.call('consent-sign', {
    draft: textIn(rowsOf(draft)[0], 'draft'),
    assertion,
  });
  await asker.call('ask', { card: her.card });
  const plan = { member: 'northgate', patient: her.patient, devices: 1 };
  await simulate(doctor, { ...plan, ...monitor, seed: 'bedside', faults: {} }, () => {});
  const forger = { seed: 'forger', readings: 3, speed: null, faults: { forged: 3 } };
  await simulate(doctor, { ...plan, ...forger }, () => {});
  const request = textIn(rowsOf(asked)[0], 'request');
  const grant = textIn(rowsOf(signed)[0], 'grant');
  return {
    ...her,
    fill: (path) =>
      her.fill(
        path
          .replace(/^\/me\/requests\/:id/, `/me/requests/${request}`)
          .replace(/^\/me\/access\/:id/, `/me/access/${encodeURIComponent(grant)}`),
      ),
  };
}

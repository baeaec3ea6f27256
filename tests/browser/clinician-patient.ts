import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import type { Identity } from './clinician.ts';
import type { Scene } from './scene.ts';

/** An enrolled patient of Northgate: who she is, her card, the file of her passkey. */
export interface KnownPatient extends Identity {
  readonly id: string;
  readonly card: string;
  readonly passkey: string;
}

/** Northgate's patient of the demonstration. */
export async function demonstrationPatient(scene: Scene): Promise<KnownPatient> {
  const { passkey = '' } = scene.account('northgate', 'patient');
  const session = await scene.at.session('northgate', 'doctor');
  const row = rowsOf(await session.call('patients', {})).find((each) =>
    passkey.includes(textIn(each, 'id')),
  );
  const id = textIn(row, 'id');
  const read = rowsOf(await session.call('read', { patient: id }));
  const [resource] = rowsOf(read.find((each) => each['type'] === 'Patient')?.['resource']);
  const [name] = rowsOf(resource?.['name']);
  const given = Array.isArray(name?.['given']) ? name['given'].join(' ') : '';
  const born = textIn(resource, 'birthDate');
  const gender = textIn(resource, 'gender');
  const card = textIn(rowsOf(await session.call('card', { patient: id }))[0], 'card');
  return { id, card, passkey, family: textIn(name, 'family'), given, born, gender };
}

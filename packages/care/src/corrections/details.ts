import type { Hospital } from '../hospital.ts';
import type { PatientActor } from '../people/actor.ts';
import { isObject } from '../shape.ts';
import { displayName } from '../team/display-name.ts';
import { numberOf } from '../team/find.ts';

/** The personal details that a patient checks and asks to correct. */
export interface Details {
  readonly patient: string;
  readonly name: string;
  readonly born: string | null;
  readonly sex: string | null;
  readonly number: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly mail: string | null;
}

/** The details as the hospital holds them; journaled as a reading of the patient's own. */
export async function detailsOf(
  hospital: Pick<Hospital, 'chart' | 'index'>,
  actor: PatientActor,
): Promise<Details> {
  const { patient } = actor;
  const { resource } = await hospital.chart.read(actor, { type: 'Patient', id: patient });
  const { name, birthDate, gender, address, telecom } = resource;
  return {
    patient,
    name: displayName(name),
    born: textOf(birthDate),
    sex: textOf(gender),
    number: numberOf(hospital, patient),
    address: addressIn(address),
    phone: contactIn(telecom, 'phone'),
    mail: contactIn(telecom, 'email'),
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function addressIn(value: unknown): string | null {
  const [first] = (Array.isArray(value) ? value : []).filter(isObject);
  if (first === undefined) return null;
  const { text, line, postalCode, city, state, country } = first;
  if (typeof text === 'string') return text;
  const lines = Array.isArray(line) ? line : [];
  const parts = [...lines, postalCode, city, state, country].filter(
    (part) => typeof part === 'string',
  );
  return parts.length === 0 ? null : parts.join(', ');
}

function contactIn(value: unknown, system: string): string | null {
  const found = (Array.isArray(value) ? value : [])
    .filter(isObject)
    .find((each) => each['system'] === system);
  return textOf(found?.['value']);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticBundle } from '@careledger/fhir';
import { newPasskey, softwarePasskey } from '@careledger/keys';
import { readPeople, writePeople, type Consortium } from '@careledger/node';
import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from './rows.ts';

const seed = 2026;
const perHospital = 3;

/** Signs in as a demonstration account of a member. */
export async function demoSession(
  data: string,
  consortium: Consortium,
  member: string,
  role: string,
): Promise<NodeClient> {
  const url = consortium.members.find((m) => m.id === member)?.url ?? '';
  const person = readPeople(data).find((p) => p.member === member && p.role === role);
  const answer = await createNodeClient({ url }).call('login', {
    user: person?.user ?? '',
    password: person?.password ?? '',
  });
  return createNodeClient({ url, token: textIn(rowsOf(answer)[0], 'token') });
}

/** Enrols a patient by the demonstration's doctor and nurse with a new software passkey, and notes its sign-in. */
export async function enrolWithPasskey(
  data: string,
  consortium: Consortium,
  options: { member: string; patient: string; file: string },
): Promise<{ card: string; tx: string; stop: string }> {
  const member = consortium.members.find((m) => m.id === options.member);
  const nurse = readPeople(data).find((p) => p.member === options.member && p.role === 'nurse');
  const client = await demoSession(data, consortium, options.member, 'doctor');
  const text = newPasskey();
  const { id, spki } = softwarePasskey(text);
  mkdirSync(join(data, 'passkeys'), { recursive: true, mode: 0o700 });
  writeFileSync(options.file, text, { mode: 0o600 });
  const answer = await client.call('enrol', {
    patient: options.patient,
    second: { user: nurse?.user ?? '', password: nurse?.password ?? '' },
    passkey: { id, spki, rpId: member?.rpId ?? '' },
  });
  const row = rowsOf(answer)[0];
  const user = `patient-${options.patient.slice(0, 8)}`;
  writePeople(data, [
    ...readPeople(data),
    { member: options.member, user, role: 'patient', passkey: options.file },
  ]);
  return { card: textIn(row, 'card'), tx: textIn(row, 'tx'), stop: textIn(row, 'stop') };
}

/** Admits a handful of synthetic patients at each hospital, and enrols the first of each. */
export async function seedDemonstration(
  data: string,
  consortium: Consortium,
  say: (sentence: string) => void,
): Promise<void> {
  for (const [number, member] of consortium.members.entries()) {
    await untilInForce(member.url);
    const client = await demoSession(data, consortium, member.id, 'doctor');
    for (let index = 0; index < perHospital; index += 1) {
      const which = number * perHospital + index;
      const answer = await client.call('import', {
        source: `synthetic-${seed}-${which}.json`,
        bundle: syntheticBundle(seed, which),
      });
      const patient = rowsOf(answer).find((row) => row['type'] === 'Patient');
      say(
        `${member.name} admits synthetic patient ${index + 1} of ${perHospital}: ${rowsOf(answer).length} entries.`,
      );
      if (index === 0 && patient !== undefined) {
        const id = textIn(patient, 'id');
        await enrolWithPasskey(data, consortium, {
          member: member.id,
          patient: id,
          file: join(data, 'passkeys', `${member.id}-${id}.json`),
        });
      }
    }
  }
}

/** Waits, at most a minute, until a node stands on the ledger. */
async function untilInForce(url: string): Promise<void> {
  const client = createNodeClient({ url });
  for (let tries = 0; tries < 240; tries += 1) {
    const faults = rowsOf(await client.call('status', {}))[0]?.['faults'];
    if (Array.isArray(faults) && faults.length === 0) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
  }
}

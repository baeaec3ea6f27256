import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { syntheticBundle } from '@careledger/fhir';
import type { Download } from 'playwright-core';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { enrolWithPasskey } from '../../apps/cli/src/seed.ts';
import { anchored } from '../consortium.ts';
import type { Identity } from './clinician.ts';
import type { KnownPasskey, Person } from './person.ts';
import { passkeyIn, type Scene } from './scene.ts';

/** A patient of one hospital with a passkey there. */
export interface Held {
  readonly patient: string;
  readonly card: string;
  readonly stop: string;
  readonly passkey: KnownPasskey;
  readonly who: Identity;
}

/** Brings a synthetic patient to a hospital and enrols her; the same seed is the same person at each. */
export async function heldAt(scene: Scene, member: string, seed: string): Promise<Held> {
  const { at } = scene;
  const bundle = syntheticBundle(seed, 0);
  const session = await at.session(member, 'doctor');
  const rows = rowsOf(await session.call('import', { source: `${seed}.json`, bundle }));
  const patient = textIn(
    rows.find((row) => row['type'] === 'Patient'),
    'id',
  );
  const folder = join(at.scratch, member);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${seed}.json`);
  const { card, stop } = await enrolWithPasskey(at.data, at.consortium, { member, patient, file });
  await anchored(at, member);
  const read = rowsOf(await session.call('read', { patient }));
  const resource = rowsOf(read.find((row) => row['type'] === 'Patient')?.['resource'])[0];
  const name = rowsOf(resource?.['name'])[0];
  const given = Array.isArray(name?.['given']) ? name['given'].join(' ') : '';
  const who = {
    family: textIn(name, 'family'),
    given,
    born: textIn(resource, 'birthDate'),
    gender: textIn(resource, 'gender'),
  };
  return { patient, card, stop, passkey: passkeyIn(file, `${member}.localhost`), who };
}

/** Adds another hospital's part to the page of the record: signs in there, in the window that opens, and says yes. */
export async function addsPart(
  { page }: Person,
  name: string,
  passkey: KnownPasskey,
  holdsInWindow: (window: Person['page'], passkey: KnownPasskey) => Promise<void>,
): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: `Add ${name}’s part` }).click();
  const other = await opened;
  await holdsInWindow(other, passkey);
  const yes = other.getByRole('button', { name: 'Yes, show it there' });
  const sign = other.getByRole('button', { name: 'Sign in with a passkey' });
  // Where the browser offers the passkey by itself there is nothing left to press.
  const isIn = yes.waitFor();
  await Promise.race([isIn, sign.click().catch(() => isIn)]);
  await isIn;
  const closed = other.waitForEvent('close');
  await yes.click();
  await closed;
}

/** The text of a file that a page saved. */
export async function textOf(download: Download): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** A doctor asks the patient for access, after an answer that shows nothing; `more` are other fields of the form by their labels. */
export async function requestsAccess(
  { page }: Person,
  why: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.getByRole('button', { name: 'Request access…' }).click();
  await page.getByLabel('Why you need it, for the patient to read').fill(why);
  for (const [label, text] of Object.entries(more)) await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: 'Send the request' }).click();
  await page
    .getByText(/^Request sent .*not answered yet/)
    .first()
    .waitFor();
}

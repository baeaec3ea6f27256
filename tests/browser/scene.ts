import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrivateKey } from 'node:crypto';
import { readPeople, type DemoPerson } from '@careledger/node';
import type { Browser } from 'playwright-core';
import { ensurePages } from '../../apps/cli/src/page-build.ts';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { seedDemonstration } from '../../apps/cli/src/seed.ts';
import { startConsortium, until, type TestConsortium } from '../consortium.ts';
import { openChromium } from './chromium.ts';
import { openPerson, type KnownPasskey, type Person, type Sight } from './person.ts';

/** A seeded consortium with its pages, and a browser in front of it. */
export interface Scene {
  readonly at: TestConsortium;
  readonly browser: Browser;
  /** Where the pages of a hospital begin. */
  originOf(member: string): string;
  account(member: string, role: string): DemoPerson;
  /** Somebody new at a machine, not yet signed in. */
  visitor(member: string, sight?: Partial<Sight>): Promise<Person>;
  close(): Promise<void>;
}

/** Starts hospitals with synthetic patients, and the browser; `number` keeps the ports of test files apart. */
export async function openScene(number: number): Promise<Scene> {
  ensurePages({}, { say: (sentence) => console.info(sentence) });
  const at = await startConsortium({ number });
  await seedDemonstration(at.data, at.consortium, () => {});
  const browser = await openChromium();
  const memberOf = (id: string) => {
    const member = at.consortium.members.find((m) => m.id === id);
    if (member === undefined) throw new Error(`there is no hospital ${id}`);
    return member;
  };
  return {
    at,
    browser,
    originOf: (member) => memberOf(member).origin,
    account(member, role) {
      const person = readPeople(at.data).find((p) => p.member === member && p.role === role);
      if (person === undefined) throw new Error(`${member} has no ${role}`);
      return person;
    },
    visitor: (member, sight) => openPerson(browser, memberOf(member).origin, sight),
    async close() {
      await browser.close();
      await at.close();
    },
  };
}

/** The passkey of a software authenticator's file, as a browser's authenticator is given it. */
export function passkeyIn(file: string, rpId: string): KnownPasskey {
  const facts = rowsOf(JSON.parse(readFileSync(file, 'utf8')))[0];
  const key = createPrivateKey(textIn(facts, 'privateKeyPem'));
  const privateKey = key.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  return { id: textIn(facts, 'id'), privateKey, rpId };
}

/** Stops a hospital, writes its `node.json`, and starts it again. */
export async function startsAgain(
  { at }: Pick<Scene, 'at'>,
  member: string,
  settings: object,
): Promise<void> {
  writeFileSync(join(at.data, member, 'node.json'), JSON.stringify({ v: 1, ...settings }));
  await at.halt(member);
  await at.start(member);
  const isUp = async () => (await at.status(member))['state'] === 'active';
  if (!(await until(isUp, 60_000))) throw new Error(`${member} is not active again`);
}

/** The address of the chart of Northgate's first patient. */
export async function firstChart({ at }: Pick<Scene, 'at'>): Promise<string> {
  const doctor = await at.session('northgate', 'doctor');
  return `/patients/${textIn(rowsOf(await doctor.call('patients', {}))[0], 'id')}`;
}

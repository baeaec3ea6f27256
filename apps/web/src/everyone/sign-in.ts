import * as v from 'valibot';
import { callNode } from '../api/node.ts';
import {
  demonstrationAssertion,
  type DemonstrationKey,
  type SignedAssertion,
} from '../passkey/demonstration-passkey.ts';
import { deviceAssertion } from '../passkey/device-passkey.ts';

const signedForm = v.object({ member: v.string() });
const challengeForm = v.object({ challenge: v.string(), rpId: v.string(), origin: v.string() });

/** Who signed in at this shared terminal today. */
export const terminalForm = v.object({
  shared: v.boolean(),
  rows: v.array(v.object({ user: v.string(), name: v.string(), role: v.string(), at: v.number() })),
});

/** Signs in by password; `newPassword` where the one given counts once. */
export async function byPassword(given: {
  user: string;
  password: string;
  newPassword?: string;
  shared?: boolean;
}): Promise<void> {
  await callNode('login', given, signedForm);
}

/** Signs in by the device's passkey; false when the person cancelled. `autofill` waits in the field for a choice. */
export async function byPasskey(options: {
  shared: boolean;
  autofill?: boolean;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { shared, autofill = false, signal } = options;
  const asked = await callNode('login-challenge', {}, challengeForm, 'background');
  const assertion = await deviceAssertion(asked, {
    autofill,
    ...(signal === undefined ? {} : { signal }),
  });
  if (assertion === undefined) return false;
  await present(assertion, shared);
  return true;
}

/** Signs in by a key that the demonstration hands out. */
export async function byDemonstrationKey(key: DemonstrationKey): Promise<void> {
  const asked = await callNode('login-challenge', { credential: key.id }, challengeForm);
  await present(await demonstrationAssertion(key, asked), false);
}

async function present(assertion: SignedAssertion, shared: boolean): Promise<void> {
  await callNode('login-passkey', { assertion, ...(shared ? { shared } : {}) }, signedForm);
}

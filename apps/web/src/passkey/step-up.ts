import * as v from 'valibot';
import { callNode } from '../api/node.ts';
import type { Sign } from './use-passkey.ts';

const challengeForm = v.object({ challenge: v.string(), rpId: v.string(), origin: v.string() });
const untilForm = v.object({ until: v.number() });

/** Confirms by passkey that it is this person; false where he cancelled or has none here. */
export async function stepUpByPasskey(sign: Sign): Promise<boolean> {
  const assertion = await sign(await callNode('login-challenge', {}, challengeForm));
  if (assertion === undefined) return false;
  await callNode('step-up', { assertion }, untilForm);
  return true;
}

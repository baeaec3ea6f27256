import { newPasskey, softwarePasskey, type SoftwarePasskey } from '@careledger/keys';
import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import type { TestConsortium } from './consortium.ts';

/** A fresh software authenticator. */
export const freshPasskey = (): SoftwarePasskey => softwarePasskey(newPasskey());

/** The one object that an operation answered. */
export const oneOf = (answer: unknown): Record<string, unknown> => rowsOf(answer)[0] ?? {};

/** What a passkey answers to a draft or options that a node gave. */
export function assertion(passkey: SoftwarePasskey, asked: Record<string, unknown>) {
  const { id, clientDataJSON, authenticatorData, signature } = passkey.assertion(promptOf(asked));
  return { credential: id, clientDataJSON, authenticatorData, signature };
}

/** What a browser sends after registering a passkey. */
export function registration(passkey: SoftwarePasskey, asked: Record<string, unknown>) {
  const { id, spki, clientDataJSON, authenticatorData } = passkey.registration(promptOf(asked));
  return { id, spki, clientDataJSON, authenticatorData };
}

function promptOf(asked: Record<string, unknown>) {
  return {
    rpId: textIn(asked, 'rpId'),
    origin: textIn(asked, 'origin'),
    challenge: Buffer.from(textIn(asked, 'challenge'), 'base64url'),
  };
}

/** Signs in by passkey at a hospital. */
export async function signInWith(
  at: TestConsortium,
  member: string,
  passkey: SoftwarePasskey,
): Promise<NodeClient> {
  const url = at.consortium.members.find((m) => m.id === member)?.url ?? '';
  const stranger = createNodeClient({ url });
  const asked = oneOf(await stranger.call('login-challenge', { credential: passkey.id }));
  const session = await stranger.call('login-passkey', { assertion: assertion(passkey, asked) });
  return createNodeClient({ url, token: textIn(oneOf(session), 'token') });
}

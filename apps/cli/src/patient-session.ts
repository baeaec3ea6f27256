import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { readPasskey } from './passkey-file.ts';
import { rowsOf, textIn } from './rows.ts';
import { strangerOf, urlOf, type CommonFlags } from './session.ts';

/** Signs a patient in with a software authenticator. */
export async function patientSession(flags: CommonFlags, file: string): Promise<NodeClient> {
  const stranger = strangerOf(flags);
  const passkey = readPasskey(file);
  const asked = rowsOf(await stranger.call('login-challenge', { credential: passkey.id }))[0];
  const assertion = passkey.assert({
    rpId: textIn(asked, 'rpId'),
    origin: textIn(asked, 'origin'),
    challenge: Buffer.from(textIn(asked, 'challenge'), 'base64url'),
  });
  const session = rowsOf(await stranger.call('login-passkey', { assertion: { credential: passkey.id, ...assertion } }))[0];
  return createNodeClient({ url: urlOf(flags), token: textIn(session, 'token') });
}

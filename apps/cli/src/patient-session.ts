import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { assertWith, readPasskey } from './passkey-file.ts';
import { rowsOf, textIn } from './rows.ts';
import { sessionOf, strangerOf, urlOf, type CommonFlags } from './session.ts';

/** What a node asks a passkey to sign. */
export function askedIn(row: Record<string, unknown> | undefined): {
  rpId: string;
  origin: string;
  challenge: string;
} {
  return {
    rpId: textIn(row, 'rpId'),
    origin: textIn(row, 'origin'),
    challenge: textIn(row, 'challenge'),
  };
}

/** Signs a patient in with a software authenticator. */
export async function patientSession(flags: CommonFlags, file: string): Promise<NodeClient> {
  const stranger = strangerOf(flags);
  const passkey = readPasskey(file);
  const asked = rowsOf(await stranger.call('login-challenge', { credential: passkey.id }))[0];
  const session = rowsOf(
    await stranger.call('login-passkey', { assertion: assertWith(passkey, askedIn(asked)) }),
  )[0];
  return createNodeClient({ url: urlOf(flags), token: textIn(session, 'token') });
}

/** The session that the flags tell: the patient's with `--passkey`, else that of staff. */
export const staffOrPatientSession = (
  flags: CommonFlags & { passkey?: string },
): Promise<NodeClient> =>
  flags.passkey === undefined ? sessionOf(flags) : patientSession(flags, flags.passkey);

import { softwarePasskey, type SoftwarePasskey } from '@careledger/keys';
import { givenText } from './consortium-file.ts';
import { CommandEnd, exitCodes } from './output.ts';

/** Reads a software authenticator's key; exit 2 when the file is none. */
export function readPasskey(file: string): SoftwarePasskey {
  try {
    return softwarePasskey(givenText(file));
  } catch (cause) {
    if (cause instanceof CommandEnd) throw cause;
    throw new CommandEnd(exitCodes.usage, `${file} is no passkey of \`careledger passkey new\`.`, {
      cause,
    });
  }
}

/** Signs a challenge of the node with a software authenticator, in the form that the node takes. */
export function assertWith(
  passkey: SoftwarePasskey,
  asked: { rpId: string; origin: string; challenge: string },
) {
  const { rpId, origin } = asked;
  const { id, clientDataJSON, authenticatorData, signature } = passkey.assertion({
    rpId,
    origin,
    challenge: Buffer.from(asked.challenge, 'base64url'),
  });
  return { credential: id, clientDataJSON, authenticatorData, signature };
}

import type { Handlers } from './handlers.ts';
import { registeredCredential, registrationOptions } from './passkey-registration.ts';
import { handlerOf, staff } from './people-handlers.ts';
import type { SignInPractice } from './session-handlers.ts';

/** The passkeys of a member of staff: made, listed and removed by their owner. */
export function passkeyHandlers({ hospital, consortium }: SignInPractice): Handlers {
  const { people } = hospital;
  const { rpId, origin, name } = consortium;
  return {
    ...handlerOf('passkey-options', async ({ actor }) => {
      const { user, handle } = staff(actor);
      return registrationOptions({
        challenge: people.challenge(),
        rp: { id: rpId, name },
        user: { user, handle, name: people.person(user)?.name ?? user },
        known: people.passkeys.of(user).map(({ id }) => id),
      });
    }),
    ...handlerOf('passkey-add', async ({ actor, token, body }) => {
      const { user } = staff(actor);
      people.demandStepUp(token);
      const made = await registeredCredential(body.response, {
        rpId,
        origins: [origin],
        isChallenge: (given) => people.takeChallenge(given),
      });
      const { id, addedAt } = await people.passkeys.add({ ...made, user, name: body.name });
      return { id, name: body.name, addedAt };
    }),
    ...handlerOf('passkeys', async ({ actor }) => ({
      rows: people.passkeys
        .of(staff(actor).user)
        .map(({ id, name: called, addedAt, usedAt }) => ({ id, name: called, addedAt, usedAt })),
    })),
    ...handlerOf('passkey-remove', async ({ actor, token, body: { id } }) => {
      const { user } = staff(actor);
      people.demandStepUp(token);
      await people.passkeys.remove({ id, user });
      return {};
    }),
  };
}

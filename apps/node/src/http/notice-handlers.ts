import { CareError, ownerOf, type Actor } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf } from './people-handlers.ts';
import { iso } from './times.ts';

/** Notices outside the page, and where somebody wants to be told. */
export function noticeHandlers(practice: Practice): Handlers {
  const { notices } = practice;
  const { addresses } = notices;

  function shown(actor: Actor) {
    const { mail, isOn, language } = addresses.of(ownerOf(actor));
    return { mail, webhook: practice.outside.includes('webhook'), on: isOn, language };
  }

  return {
    ...handlerOf('notices', async ({ actor }) => ({
      rows: notices.of(signedIn(actor)).map(({ at, isOpened, isEscalated, ...row }) => ({
        ...row,
        at: iso(at),
        opened: isOpened,
        escalated: isEscalated,
      })),
    })),
    ...handlerOf('notice-open', async ({ actor, body }) => {
      await notices.open(signedIn(actor), body.notice);
      return {};
    }),
    ...handlerOf('address', async ({ actor }) => shown(signedIn(actor))),
    ...handlerOf('address-set', async ({ actor, body: { mail, on, language } }) => {
      const who = signedIn(actor);
      if (who.kind === 'patient' && who.guardian)
        throw new CareError('forbidden', 'The patient herself says where she wants to be told.');
      await addresses.set(ownerOf(who), {
        ...(mail === undefined ? {} : { mail }),
        ...(on === undefined ? {} : { isOn: on }),
        ...(language === undefined ? {} : { language }),
      });
      return shown(who);
    }),
  };
}

function signedIn(actor: Actor | undefined): Actor {
  if (actor === undefined) throw new CareError('unauthenticated', 'Sign in first.');
  return actor;
}

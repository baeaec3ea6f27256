import type { FastifyInstance, FastifyReply } from 'fastify';
import { CareError, type People } from '@careledger/care';
import { newKey, open, seal } from '@careledger/keys';
import * as v from 'valibot';
import { cookieIn, oidcCookie, sessionCookie, setCookie } from './cookies.ts';
import type { Begun, OidcClient } from './oidc-client.ts';
import { problemFor } from './problems.ts';

const lastsMs = 10 * 60_000;
const purpose = Buffer.from('careledger-oidc-begun');
const keptForm = v.object({
  verifier: v.string(),
  state: v.string(),
  nonce: v.string(),
  until: v.number(),
});

/** Where the hospital's own sign-in begins, and where its provider sends people back to. */
export const oidcPaths = {
  start: '/api/v1/oidc/start',
  callback: '/api/v1/oidc/callback',
} as const;

/**
 * Adds sign-in by the hospital's own provider. It names an account that is here already, and where roles are
 * mapped the account's role is among them; whoever comes back leads to `/` or to `/sign-in`, nowhere else.
 */
export function addOidc(
  app: FastifyInstance,
  deps: {
    client: OidcClient;
    people: Pick<People, 'loginNamed' | 'person' | 'logout'>;
    origin: string;
    clock: () => number;
    log: (line: object) => void;
  },
): void {
  const { client, people, origin, clock, log } = deps;
  const key = newKey();

  /** What was begun is kept by the browser that began it, sealed: whoever begins many puts out nobody else's. */
  function kept(begin: Begun): string {
    const text = JSON.stringify({ ...begin, until: clock() + lastsMs });
    return seal(key, Buffer.from(text), purpose).toString('base64url');
  }

  function begunIn(cookie: string): Begun {
    try {
      const sealed = Buffer.from(cookie, 'base64url');
      const { until, ...begun } = v.parse(
        keptForm,
        JSON.parse(open(key, sealed, purpose).toString('utf8')),
      );
      if (until >= clock()) return begun;
    } catch {
      // Not ours, of an earlier run, or changed: the same as none.
    }
    throw new CareError('unauthenticated', 'This sign-in was not begun here: begin again.');
  }

  /** Words for a page would stand in the address: the page has its own for each code. */
  function back(reply: FastifyReply, error: unknown): FastifyReply {
    const { code } = problemFor(error, log);
    log({ event: 'oidc-refused', code });
    return reply.redirect(`${origin}/sign-in?fault=${code}`);
  }

  app.get(oidcPaths.start, async (_request, reply) => {
    try {
      const { url, ...begin } = await client.begin();
      reply.header('set-cookie', setCookie(oidcCookie, kept(begin), lastsMs / 1000));
      return await reply.redirect(url);
    } catch (error) {
      return back(reply, error);
    }
  });

  app.get(oidcPaths.callback, async (request, reply) => {
    reply.header('set-cookie', setCookie(oidcCookie, '', 0));
    try {
      const { cookie } = request.headers;
      const begin = begunIn(cookieIn(cookie, oidcCookie) ?? '');
      const { user, roles } = await client.finish(new URL(origin + request.url), begin);
      const role = people.person(user)?.role;
      if (roles !== undefined && (role === undefined || !roles.includes(role)))
        throw new CareError('forbidden', 'This account has another role here.');
      const { token } = await people.loginNamed({ user, from: request.ip });
      const before = cookieIn(cookie, sessionCookie);
      if (before !== undefined) people.logout(before);
      reply.header('set-cookie', setCookie(sessionCookie, token));
      return await reply.redirect(`${origin}/`);
    } catch (error) {
      return back(reply, error);
    }
  });
}

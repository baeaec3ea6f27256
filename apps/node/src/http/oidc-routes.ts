import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { CareError, type People } from '@careledger/care';
import { cookieIn, oidcCookie, sessionCookie, setCookie } from './cookies.ts';
import type { Begun, OidcClient } from './oidc-client.ts';
import { problemFor } from './problems.ts';

const lastsMs = 10 * 60_000;
const most = 1_000;

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
  const begun = new Map<string, Begun & { until: number }>();

  function keep(begin: Begun): string {
    for (const [oldest, { until }] of begun) {
      if (begun.size < most && until > clock()) break;
      begun.delete(oldest);
    }
    const id = randomBytes(24).toString('base64url');
    begun.set(id, { ...begin, until: clock() + lastsMs });
    return id;
  }

  function take(id: string): Begun {
    const found = begun.get(id);
    begun.delete(id);
    if (found === undefined || found.until < clock())
      throw new CareError('unauthenticated', 'This sign-in was not begun here: begin again.');
    return found;
  }

  /** Words for a page would stand in the address: the page has its own for each code. */
  function back(reply: FastifyReply, error: unknown): FastifyReply {
    const { code } = problemFor(error, { error: (facts) => log({ event: 'fault', ...facts }) });
    log({ event: 'oidc-refused', code });
    return reply.redirect(`${origin}/sign-in?fault=${code}`);
  }

  app.get(oidcPaths.start, async (_request, reply) => {
    try {
      const { url, ...begin } = await client.begin();
      reply.header('set-cookie', setCookie(oidcCookie, keep(begin), lastsMs / 1000));
      return await reply.redirect(url);
    } catch (error) {
      return back(reply, error);
    }
  });

  app.get(oidcPaths.callback, async (request, reply) => {
    reply.header('set-cookie', setCookie(oidcCookie, '', 0));
    try {
      const { cookie } = request.headers;
      const begin = take(cookieIn(cookie, oidcCookie) ?? '');
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

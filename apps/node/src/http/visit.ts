import type { FastifyRequest } from 'fastify';
import { CareError, type Actor } from '@careledger/care';
import { cookieIn, sessionCookie, terminalCookie } from './cookies.ts';

/** Who calls, as far as headers say. */
export interface Visit {
  /** The token of the session, from the cookie or the bearer header; empty where there is none. */
  readonly token: string;
  /** Whether one of our pages calls, so that its session rides on a cookie. */
  readonly isPage: boolean;
  /** Whether a person did something, and not the page by itself. */
  readonly isActivity: boolean;
  /** The terminal's own random id; empty where it has none. */
  readonly terminal: string;
  /** The address that it came from. */
  readonly from: string;
}

/** Reads visits, and finds who acts. */
export interface Visits {
  of(request: FastifyRequest): Visit;
  /** The visit of a stream of events, which can carry no header of ours. */
  ofStream(request: FastifyRequest): Visit;
  actorOf(request: FastifyRequest): Actor;
}

/** Reads visits at a node whose pages have these origins. */
export function createVisits(deps: {
  origins: readonly string[];
  actorOf: (token: string, options: { isActivity: boolean }) => Actor;
}): Visits {
  const read = (request: FastifyRequest): Visit => {
    const { authorization, cookie } = request.headers;
    const said = request.headers['x-careledger'];
    const isPage = said === 'page' || said === 'background';
    const bearer = bearerOf(authorization);
    return {
      token: bearer ?? cookieIn(cookie, sessionCookie) ?? '',
      isPage: isPage && bearer === undefined,
      isActivity: said !== 'background',
      terminal: cookieIn(cookie, terminalCookie) ?? '',
      from: request.ip,
    };
  };
  /** A page of ours and no other site: what the browser itself says of where the call comes from (CSRF). */
  const isOurs = ({ headers }: FastifyRequest) =>
    (headers.origin === undefined || deps.origins.includes(headers.origin)) &&
    (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin');
  const of = (request: FastifyRequest): Visit => {
    const visit = read(request);
    const isByCookie = visit.token !== '' && request.headers.authorization === undefined;
    if ((visit.isPage || isByCookie) && !(visit.isPage && isOurs(request))) throw refused();
    return visit;
  };
  return {
    of,
    ofStream: (request) => {
      if (!isOurs(request)) throw refused();
      return read(request);
    },
    actorOf: (request) => {
      const { token, isActivity } = of(request);
      return deps.actorOf(token, { isActivity });
    },
  };
}

const refused = () =>
  new CareError('forbidden', 'A session in a browser serves the pages of this hospital alone.');

/** The token of an `Authorization: Bearer` header. */
function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([A-Za-z0-9._~+/=-]{16,200})$/.exec(header ?? '')?.[1];
}

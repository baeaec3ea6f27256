import type { FastifyInstance, FastifyReply } from 'fastify';
import { operations, problemOf, type Operation, type Problem } from '@careledger/protocol';
import type { Actor } from '@careledger/care';
import * as v from 'valibot';
import { demandNotAuditing } from './auditor.ts';
import { sessionCookie, setCookie } from './cookies.ts';
import type { Handlers } from './handlers.ts';
import { problemFor } from './problems.ts';
import type { Visit, Visits } from './visit.ts';

/** Everybody may call these without a session. */
const open: ReadonlySet<Operation> = new Set([
  'login',
  'login-challenge',
  'login-passkey',
  'sign-in-ways',
  'terminal',
  'demo-people',
  'roots',
  'consortium',
  'apply',
  'application',
  'status',
]);
/** A whole bundle may come in; every other body is small. */
const large: ReadonlySet<Operation> = new Set(['import']);

const isOperation = (name: string): name is Operation => Object.hasOwn(operations, name);

/** Adds `POST /api/v1/<operation>` for every operation that has a handler. */
export function addApi(
  app: FastifyInstance,
  deps: {
    handlers: Handlers;
    visits: Visits;
    actorOf: (token: string, options: { isActivity: boolean }) => Actor;
    logout: (token: string) => void;
    limits: { small: number; large: number };
    log: (line: object) => void;
  },
): void {
  const { handlers, visits, actorOf, logout, limits, log } = deps;
  for (const name of Object.keys(operations).filter(isOperation))
    app.post(
      `/api/v1/${name}`,
      { bodyLimit: large.has(name) ? limits.large : limits.small },
      async (request, reply) => {
        try {
          const visit = visits.of(request);
          const { token, isActivity, from, terminal } = visit;
          const actor = open.has(name) ? undefined : actorOf(token, { isActivity });
          demandNotAuditing(actor, name);
          const handler = handlers[name];
          if (!handler) return await send(reply, problemOf('not-built', 'not in this release'));
          const fault = v.safeParse(operations[name], request.body).issues?.[0];
          if (fault)
            return await send(reply, problemOf('malformed', `Not understood: ${faultIn(fault)}`));
          const leave = (cookie: string) => void reply.header('set-cookie', cookie);
          const { body } = request;
          const answer = await handler({ body, actor, token, from, terminal, leave });
          return visit.isPage ? forPage(answer, { visit, leave, logout }) : answer;
        } catch (error) {
          return send(reply, problemFor(error, log));
        }
      },
    );
}

/** A page gets its session as a cookie that no script reads; the session that it had before ends. */
function forPage(
  answer: unknown,
  deps: { visit: Visit; leave: (cookie: string) => void; logout: (token: string) => void },
): unknown {
  if (typeof answer !== 'object' || answer === null || !('token' in answer)) return answer;
  const { token, ...rest } = answer;
  if (deps.visit.token !== '') deps.logout(deps.visit.token);
  deps.leave(setCookie(sessionCookie, String(token)));
  return rest;
}

/** Sends a problem, with the wait as HTTP says it. */
function send(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.waitMs !== undefined)
    reply.header('retry-after', String(Math.ceil(problem.waitMs / 1000)));
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

/** Where a body is not of its form and what belongs there, without a word of what was sent. */
function faultIn(fault: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(fault)?.slice(0, 80) ?? 'the body';
  if (fault.expected === 'never') return `${place} does not belong there.`;
  return `${place} should be ${fault.expected ?? 'of another form'}.`;
}

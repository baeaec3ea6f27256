import type { FastifyInstance } from 'fastify';
import { operations, problemOf, type Operation } from '@careledger/protocol';
import type { Actor } from '@careledger/care';
import * as v from 'valibot';
import type { Handlers } from './handlers.ts';
import { problemFor } from './problems.ts';

/** Everybody may call these without a session. */
const open: ReadonlySet<Operation> = new Set([
  'login',
  'login-challenge',
  'login-passkey',
  'roots',
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
    actorOf: (authorization: string | undefined) => Actor;
    limits: { small: number; large: number };
  },
): void {
  const { handlers, actorOf, limits } = deps;
  for (const name of Object.keys(operations).filter(isOperation))
    app.post(
      `/api/v1/${name}`,
      { bodyLimit: large.has(name) ? limits.large : limits.small },
      async (request, reply) => {
        const handler = handlers[name];
        if (!handler)
          return reply
            .code(501)
            .type('application/problem+json')
            .send(problemOf('not-built', 'not in this release'));
        try {
          const token = bearerOf(request.headers.authorization);
          const actor = open.has(name) ? undefined : actorOf(token);
          const fault = v.safeParse(operations[name], request.body).issues?.[0];
          if (fault)
            return reply
              .code(400)
              .type('application/problem+json')
              .send(problemOf('malformed', `Not understood: ${faultIn(fault)}`));
          return await handler({ body: request.body, actor, token: token ?? '', from: request.ip });
        } catch (error) {
          const problem = problemFor(error, request.log);
          return reply.code(problem.status).type('application/problem+json').send(problem);
        }
      },
    );
}

/** Where a body is not of its form and what belongs there, without a word of what was sent. */
function faultIn(fault: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(fault)?.slice(0, 80) ?? 'the body';
  if (fault.expected === 'never') return `${place} does not belong there.`;
  return `${place} should be ${fault.expected ?? 'of another form'}.`;
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([A-Za-z0-9._~+/=-]{16,200})$/.exec(header ?? '')?.[1];
}

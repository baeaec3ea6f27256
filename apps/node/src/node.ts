import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { hearsOf } from '@careledger/care';
import type { Consortium, ConsortiumMember } from './consortium.ts';
import { openExchangeServer } from './exchange/server.ts';
import { allHandlers } from './http/all-handlers.ts';
import { openPublicListener, routingOf } from './http/public-listener.ts';
import { createOidcClient } from './http/oidc-client.ts';
import { oidcPaths } from './http/oidc-routes.ts';
import { openPages } from './http/pages.ts';
import { buildServer } from './http/server.ts';
import { openMonitor } from './monitor.ts';
import { NodeError } from './node-error.ts';
import { readNodeFile } from './node-file.ts';
import { readPeople } from './people-file.ts';
import type { Practice } from './practice.ts';
import { openVerifyRuns } from './verify/verify-runs.ts';
import { upkeepOf } from './upkeep.ts';
import { wire } from './wire.ts';

/** Where the build puts the pages. */
const pagesFolder = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** How long a start waits for the ledger before it serves without; the wait keeps no process alive. */
const settleWaitMs = 15_000;

/** One hospital's running node; `ready` tells where it is. */
export interface OpenNode {
  readonly ready: object;
  readonly app: FastifyInstance;
  readonly practice: Practice;
  close(): Promise<void>;
}

/** Opens one hospital's node: engine, exchange server and HTTP; `log` takes its lines, standard output where none is given. */
export async function openNode(
  options: { data: string; consortium: Consortium; member: ConsortiumMember },
  { log = printed }: { log?: (line: object) => void } = {},
): Promise<OpenNode> {
  const { data, consortium, member } = options;
  const settings = readNodeFile(join(data, member.folder), { member, clock: () => Date.now() });
  const wired = await wire({ data, consortium, member, settings, log });
  const { practice } = wired;
  const exchange = await openExchangeServer(
    {
      port: member.ports.exchange,
      tls: wired.ring.credential('tls'),
      members: () => practice.book.view.members.all,
      memberOf: (pem) => wired.memberOf(pem),
    },
    {
      service: {
        ...serviceOf(practice),
        signConfiguration: (_, body) => wired.admission.sign(body),
      },
      log,
    },
  ).catch(portFault(member.ports.exchange));
  const monitor = await openMonitor({ member }, { book: practice.book, ring: wired.ring, log });
  const { hospital } = practice;
  const runs = openVerifyRuns({ folder: join(data, member.folder) }, { hospital });
  const app = buildServer({
    handlers: allHandlers(practice, {
      data,
      monitor,
      runs,
      oidc: settings.oidc,
      upkeep: () => upkeepOf(join(data, member.folder), settings.address?.tls?.certificateFile),
    }),
    people: hospital.people,
    bulletin: hospital.bulletin,
    hears: (actor, news) => hearsOf(hospital, actor, news),
    fhir: { chart: hospital.chart, base: `${member.url}/fhir/R4` },
    about: () => pageOf(practice, data, consortium),
    pages: openPages(pagesFolder),
    origin: member.origin,
    trustProxy: settings.trustProxy,
    oidc:
      settings.oidc &&
      createOidcClient(settings.oidc, { redirectUri: member.origin + oidcPaths.callback }),
    log,
  });
  await app
    .listen({ port: member.ports.http, host: '127.0.0.1' })
    .catch(portFault(member.ports.http));
  const { address, trustProxy } = settings;
  const listener =
    address &&
    (await openPublicListener(address, { routing: routingOf(app), trustProxy, log }).catch(
      portFault(address.port),
    ));
  await Promise.race([wired.settled, sleep(settleWaitMs, undefined, { ref: false })]);
  return {
    app,
    practice,
    ready: {
      member: member.id,
      url: member.url,
      exchange: member.exchange,
      mqtt: `mqtts://localhost:${member.ports.mqtt}`,
      pid: process.pid,
      data: join(data, member.folder),
    },
    async close() {
      await listener?.close();
      await app.close();
      await runs.close();
      await monitor.broker.close();
      await exchange.close();
      await wired.close();
    },
  };
}

const printed = (line: object) =>
  void process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);

function serviceOf(practice: Practice) {
  const { exchange, requests, hospital } = practice;
  const { answering, receipts, hearing } = exchange;
  return {
    ask: (member: string, body: unknown) => answering.answer(member, body),
    take: (member: string, body: unknown) => answering.take(member, body),
    tell: async (member: string, body: unknown) => {
      if (!(await requests.hears(member, body))) await hearing(member, body);
    },
    receipt: (member: string, body: unknown) => receipts.take(member, body),
    async directory() {
      return {
        rows: hospital.people
          .directory()
          .map(({ user, handle, name, role }) => ({ user, handle, name, role })),
      };
    },
    async cosign(_member: string, body: unknown) {
      const signature = practice.prover.cosign(body);
      return signature === undefined ? {} : { signature };
    },
    health: () => ({ member: hospital.member, instance: practice.instance }),
  };
}

function pageOf(practice: Practice, data: string, consortium: Consortium) {
  const { hospital, book } = practice;
  return {
    hospital: practice.consortium.name,
    member: hospital.member,
    height: book.view.height,
    unanchored: hospital.chart.unanchoredCount(),
    why: practice.faults()[0],
    members: book.view.members.all.map(({ name, status, origins }) => ({
      name,
      status,
      origin: origins[0] ?? '',
    })),
    demo: consortium.demo
      ? readPeople(data)
          .filter((p) => p.member === hospital.member)
          .map(({ user, role, password }) => ({ user, role, password }))
      : [],
  };
}

function portFault(port: number): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new NodeError(
        'port-in-use',
        `Port ${port} is in use; stop what uses it, or choose other ports with --port-base.`,
      );
    throw error;
  };
}

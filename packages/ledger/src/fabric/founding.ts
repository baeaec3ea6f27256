import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { FabricError } from './fabric-error.ts';
import { approve, commit, definitionsOf, installPackages, joinChannel } from './lifecycle.ts';
import type { NetworkFacts } from './network-facts.ts';
import { run } from './processes.ts';

const PATIENCE_MS = 30_000;

/** Makes a channel of a network whose processes listen: orderer and peers join, contracts are agreed. */
export async function found(facts: NetworkFacts): Promise<void> {
  const { organisations } = facts.plan;
  await patiently(facts.signal, () => joinOrderer(facts));
  await Promise.all(
    organisations.map(async (organisation) => {
      await patiently(facts.signal, () => joinChannel(facts, organisation));
      await installPackages(facts, organisation);
    }),
  );
  const definitions = definitionsOf(organisations);
  await Promise.all(
    organisations.flatMap((organisation) =>
      definitions.map((definition) =>
        patiently(facts.signal, () => approve(facts, organisation, definition)),
      ),
    ),
  );
  await Promise.all(
    definitions.map((definition) =>
      patiently(facts.signal, () => commit(facts, organisations, definition)),
    ),
  );
}

async function joinOrderer({ layout, plan, programs, signal }: NetworkFacts): Promise<void> {
  const tls = join(layout.orderer, 'tls');
  const said = await run(
    {
      file: programs.osnadmin,
      args: [
        'channel',
        'join',
        '--channelID',
        plan.channel,
        '--config-block',
        layout.genesis,
        '--orderer-address',
        `127.0.0.1:${plan.ordererAdminPort}`,
        '--ca-file',
        join(tls, 'ca.crt'),
        '--client-cert',
        join(tls, 'server.crt'),
        '--client-key',
        join(tls, 'server.key'),
      ],
    },
    { signal },
  );
  if (!said.includes('Status: 201') && !said.includes('channel already exists')) {
    throw new FabricError('command-failed', `the orderer did not join the channel: ${said.trim()}`);
  }
}

/** Tries again what can fail while a network is starting, for half a minute. */
async function patiently(
  signal: AbortSignal | undefined,
  attempt: () => Promise<void>,
): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (let pauseMs = 100; ; pauseMs *= 2) {
    try {
      await attempt();
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (performance.now() + pauseMs > until) throw error;
    }
    await delay(pauseMs, undefined, signal === undefined ? {} : { signal });
  }
}

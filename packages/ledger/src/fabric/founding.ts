import { join } from 'node:path';

import { FabricError } from './fabric-error.ts';
import { approve, commit, definitionsOf, installPackages, joinChannel } from './lifecycle.ts';
import type { NetworkFacts } from './network-facts.ts';
import { patiently, run } from './processes.ts';

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

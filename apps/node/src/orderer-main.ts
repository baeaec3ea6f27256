import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openOrderer, parseChannelConfig } from '@careledger/peer';
import { readConsortium } from './consortium.ts';
import { openKeyRing } from './found/key-ring.ts';
import { NodeError } from './node-error.ts';
import { runProcess } from './process-life.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } } });

await runProcess(async () => {
  const data = values.data ?? '.careledger';
  const { orderer } = readConsortium(data);
  if (!orderer) throw new NodeError('configuration', `The orderer of ${data} runs elsewhere.`);
  const folder = join(data, orderer.folder);
  const ring = openKeyRing(join(folder, 'keys'));
  const signing = ring.credential('orderer');
  const tls = ring.credential('tls');
  const opened = await openOrderer({
    folder,
    identity: {
      certPem: signing.cert,
      keyPem: signing.key,
      tls: { certPem: tls.cert, keyPem: tls.key },
    },
    channelConfig: parseChannelConfig(
      JSON.parse(readFileSync(join(folder, 'genesis.json'), 'utf8')),
    ),
    listen: `127.0.0.1:${orderer.port}`,
  });
  return {
    ready: { orderer: { pid: process.pid, address: `localhost:${orderer.port}` } },
    close: () => opened.close(),
  };
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOrderer, parseChannelConfig } from '@careledger/peer';
import { readConsortium } from './consortium.ts';
import { openKeyRing } from './found/key-ring.ts';
import { NodeError } from './node-error.ts';

/** Opens the orderer that lies in a data folder, on its port of this machine; a NodeError where it runs elsewhere. */
export async function openOrdererIn(
  data: string,
): Promise<{ address: string; close: () => Promise<void> }> {
  const { orderer } = readConsortium(data);
  if (!orderer) throw new NodeError('configuration', `The orderer of ${data} runs elsewhere.`);
  const folder = join(data, orderer.folder);
  const ring = openKeyRing(join(folder, 'keys'));
  const [signing, tls] = [ring.credential('orderer'), ring.credential('tls')];
  const genesis = readFileSync(join(folder, 'genesis.json'), 'utf8');
  const opened = await openOrderer({
    folder,
    identity: {
      certPem: signing.cert,
      keyPem: signing.key,
      tls: { certPem: tls.cert, keyPem: tls.key },
    },
    channelConfig: parseChannelConfig(JSON.parse(genesis)),
    listen: `127.0.0.1:${orderer.port}`,
  });
  return { address: `localhost:${orderer.port}`, close: () => opened.close() };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { bookOf, createChaincodes, mspIdOf, silence } from '@careledger/contracts';
import { openPeer, parseChannelConfig } from '@careledger/peer';
import { openKeyRing } from './found/key-ring.ts';

const Order = v.object({
  folder: v.string(),
  member: v.string(),
  port: v.pipe(v.number(), v.integer()),
  stateKey: v.string(),
});

silence();
const { folder, member, port, stateKey } = v.parse(Order, workerData);
const channelConfig = parseChannelConfig(
  JSON.parse(readFileSync(join(folder, 'genesis.json'), 'utf8')),
);
const ring = openKeyRing(join(folder, 'keys'));
const { cert: certPem, key: keyPem } = ring.credential('peer');
const transport = ring.credential('tls');
const tls = { certPem: transport.cert, keyPem: transport.key };
const { governance, stop, book, reader } = createChaincodes(
  { member, channel: channelConfig.channel },
  { clock: () => Date.now() },
);
const own = bookOf(member);
const chaincodes = Object.fromEntries(
  channelConfig.definitions.map(({ name }) => [
    name,
    (name === 'governance' ? governance : name === 'stop' ? stop : name === own ? book : reader)
      .chaincode,
  ]),
);
const peer = await openPeer(
  {
    folder,
    identity: { mspId: mspIdOf(member), certPem, keyPem, tls },
    channelConfig,
    listen: `127.0.0.1:${port}`,
    chaincodes,
    stateKey: Buffer.from(stateKey, 'hex'),
  },
  {
    incident: ({ what, block }) => parentPort?.postMessage({ incident: { what, block } }),
  },
);
parentPort?.once('message', () => {
  void peer.close().finally(() => process.exit(0));
});
parentPort?.postMessage({ ready: true });

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { bookOf, createChaincodes, mspIdOf, silence } from '@careledger/contracts';
import { openPeer, parseChannelConfig, type SequencedConfig } from '@careledger/peer';
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
const tell = ({ sequence, config }: SequencedConfig) =>
  parentPort?.postMessage({
    configuration: {
      sequence,
      organisations: config.organisations.map(({ mspId }) => mspId),
      text: JSON.stringify(config),
    },
  });
const peer = await openPeer(
  {
    folder,
    identity: { mspId: mspIdOf(member), certPem, keyPem, tls },
    channelConfig,
    listen: `127.0.0.1:${port}`,
    chaincodes: {
      governance: governance.chaincode,
      stop: stop.chaincode,
      [bookOf(member)]: book.chaincode,
    },
    otherwise: reader.chaincode,
    stateKey: Buffer.from(stateKey, 'hex'),
  },
  {
    incident: ({ what, block }) => parentPort?.postMessage({ incident: { what, block } }),
    reconfigured: tell,
  },
);
parentPort?.once('message', () => {
  void peer.close().finally(() => process.exit(0));
});
tell(peer.configuration);
parentPort?.postMessage({ ready: true });

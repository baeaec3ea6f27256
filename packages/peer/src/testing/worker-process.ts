import { workerData, type MessagePort } from 'node:worker_threads';
import { openPeer } from '../open-peer.ts';
import { testChaincode } from './contract.ts';

const { port, options }: { port: MessagePort; options: Parameters<typeof openPeer>[0] } =
  workerData;
const peer = await openPeer({
  ...options,
  stateKey: Buffer.alloc(32, 7),
  chaincodes: { 'book-northgate': testChaincode() },
});
port.once('message', () => {
  void peer.close().then(() => port.close());
});
port.postMessage(peer.address, []);

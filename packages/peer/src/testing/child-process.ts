import { createInterface } from 'node:readline';
import { openPeer } from '../open-peer.ts';
import { openOrderer } from '../order/open-orderer.ts';
import { testChaincode } from './contract.ts';

const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.kill(process.pid, 'SIGKILL'));
lines.once('line', (line) => {
  void run(line).then((address) => process.stdout.write(`${address}\n`));
});

async function run(line: string): Promise<string> {
  const { kind, options } = JSON.parse(line);
  if (kind === 'orderer') return (await openOrderer(options)).address;
  const chaincodes = Object.fromEntries(
    options.definitions.map((name: string) => [name, testChaincode()]),
  );
  const stateKey = Buffer.alloc(32, 7);
  const { definitions: _definitions, ...rest } = options;
  return (await openPeer({ ...rest, chaincodes, stateKey })).address;
}

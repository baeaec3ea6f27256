import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, testNetwork, until, type TestNetwork } from './testing/network.ts';

let net: TestNetwork;
beforeAll(async () => {
  net = await testNetwork();
});
afterAll(() => net.close());

it('E4 a peer runs in a worker thread', async () => {
  await net.peer(0).close();
  const member = at(net.consortium.members, 0);
  const { port1, port2 } = new MessageChannel();
  const script = new URL('./testing/worker-process.ts', import.meta.url).href;
  const isNative = 'typescript' in process.features && process.features.typescript;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const runner = new URL('./dist/esm/api/index.mjs', tsx).href;
  const ready = isNative
    ? 'Promise.resolve()'
    : `import(${JSON.stringify(runner)}).then((tsx) => tsx.register())`;
  const worker = new Worker(`${ready}.then(() => import(${JSON.stringify(script)}))`, {
    eval: true,
    transferList: [port2],
    workerData: {
      port: port2,
      options: {
        folder: join(net.folder, member.mspId),
        identity: member.peer,
        channelConfig: net.consortium.config,
        listen: member.organisation.peer.replace('localhost', '127.0.0.1'),
      },
    },
  });
  await new Promise((resolve, reject) => {
    port1.once('message', resolve);
    worker.once('error', reject);
  });
  await net.contract(0, 'book-northgate').submit('put', {
    arguments: ['in', 'a thread'],
    endorsingOrganizations: ['NorthgateMSP'],
  });
  await until(() => net.peer(1).head.height === 2);
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  port1.postMessage('close', []);
  expect(await gone).toBe(0);
});

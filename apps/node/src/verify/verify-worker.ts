import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { countStore, indexSchema, storeNames, verifyStore } from '@careledger/care';
import { stateSchema } from '@careledger/peer';

const { folder } = v.parse(v.object({ folder: v.string() }), workerData);
const schemas = { index: indexSchema, state: stateSchema };
for (const log of storeNames)
  parentPort?.postMessage({ log, entries: await countStore(folder, log) });
for (const log of storeNames) {
  parentPort?.postMessage({ log });
  for await (const finding of verifyStore(folder, log, schemas))
    parentPort?.postMessage({ log, finding });
  parentPort?.postMessage({ log, ended: true });
}

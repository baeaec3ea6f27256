import { parseArgs } from 'node:util';
import { openOrdererIn } from './orderer.ts';
import { runProcess } from './process-life.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } } });

await runProcess(async () => {
  const { address, close } = await openOrdererIn(values.data ?? '.careledger');
  return { ready: { orderer: { pid: process.pid, address } }, close };
});

// Holds a consortium up for the tests, as `up` does, and ends it when the tests end or die.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConsortium, writeConsortium } from '@careledger/node';
import { foundDemonstration } from '../apps/cli/src/founding.ts';
import { superviseConsortium, type Running } from '../apps/cli/src/supervise.ts';

const [data = '', base = '0', detour = '0'] = process.argv.slice(2);

/** Founds where there is nothing; the exchange server of the first hospital may listen elsewhere than its members believe. */
async function consortiumHere() {
  if (existsSync(join(data, 'consortium.json'))) return readConsortium(data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const founded = await foundDemonstration(data, { portBase: Number(base), engine: 'embedded' });
  if (detour === '0') return founded;
  const members = founded.members.map((m, i) =>
    i === 0 ? { ...m, ports: { ...m.ports, exchange: Number(detour) } } : m,
  );
  writeConsortium(data, { ...founded, members });
  return readConsortium(data);
}

async function obey(running: Running, order: unknown): Promise<object> {
  const { verb, part } = { verb: '', part: '', ...(typeof order === 'object' ? order : {}) };
  if (verb === 'kill') await running.kill(part);
  else if (verb === 'start') await running.start(part);
  else if (verb === 'stop') await running.stop();
  return running.ready();
}

const tell = (message: object): void => {
  if (process.connected) process.send?.(message);
};

try {
  const running = await superviseConsortium(data, await consortiumHere(), {
    say: () => {},
    revive: false,
  });
  let line: Promise<void> = Promise.resolve();
  process.on('message', (order) => {
    line = line.then(async () => {
      try {
        tell({ done: await obey(running, order) });
      } catch (error) {
        tell({ fault: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  process.once('disconnect', () => {
    void running.stop().finally(() => process.exit(0));
  });
  tell({ done: running.ready() });
} catch (error) {
  tell({ fault: error instanceof Error ? error.message : String(error) });
  process.disconnect();
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { childFlags } from './child-flags.fixture.ts';
import { openLog } from './log.ts';
import { scratchFolder } from './scratch-folder.ts';
import { verifyLog } from './verify.ts';

const writer = fileURLToPath(new URL('./kill-writer.fixture.ts', import.meta.url));
const kills = Number(process.env['STORE_KILLS'] ?? 10);

interface Acknowledged {
  readonly first: number;
  readonly group: string;
  readonly count: number;
}

/** Lets a process append until it is killed at a random moment, and returns what it acknowledged. */
async function killedWriter(folder: string, run: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [...childFlags(), writer, folder, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += String(text);
  });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  await sleep(Math.random() * 80);
  child.kill('SIGKILL');
  await closed;
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ').map(Number))
    .map(([first = -1, number, count = 0]) => ({ first, group: `${run}/${number}`, count }));
}

describe('a log whose writer is killed', () => {
  it(`R7.1 J1 holds every acknowledged entry once, and whole groups, over ${kills} kills`, async () => {
    await using folder = await scratchFolder();
    const acknowledged: Acknowledged[] = [];
    for (let run = 0; run < kills; run += 1) {
      acknowledged.push(...(await killedWriter(folder.path, run)));
      // Every third time the next writer itself has to recover the log.
      if (run % 3 === 2 && run < kills - 1) continue;
      for await (const finding of verifyLog(folder.path, 'journal'))
        expect(finding).toHaveProperty('unfinished');
      await using log = await openLog({ folder: folder.path, name: 'journal' });
      const places = new Map<string, number>();
      let open = 0;
      for await (const { index, body } of log.entries()) {
        const [id = ''] = body.toString().split(' ');
        const [writerRun, number, position, count] = id.split('/').map(Number);
        const key = `${writerRun}/${number}/${position}`;
        expect(places.has(key), `${key} twice`).toBe(false);
        places.set(key, index);
        expect(position).toBe(open);
        open = (open + 1) % (count ?? 1);
      }
      expect(open).toBe(0);
      for (const { first, group, count } of acknowledged)
        for (let position = 0; position < count; position += 1)
          expect(places.get(`${group}/${position}`)).toBe(first + position);
    }
    expect(acknowledged.length).toBeGreaterThan(kills);
  }, 600_000);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { consortiumOf, dataFolder } from '../consortium-file.ts';
import { forgetRunning, runningPids } from '../running-file.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `down`: stops a consortium cleanly, by force after 15 seconds. */
export async function down(_: string[], flags: CommonFlags): Promise<void> {
  const data = dataFolder(flags.data);
  consortiumOf(data);
  const pids = runningPids(data);
  for (const pid of pids) process.kill(pid, 'SIGTERM');
  for (let waited = 0; runningPids(data).length > 0 && waited < 15_000; waited += 100)
    await sleep(100);
  for (const pid of runningPids(data)) process.kill(pid, 'SIGKILL');
  forgetRunning(data);
  outputOf(flags).say(pids.length === 0 ? 'Nothing was running.' : 'Stopped.');
}

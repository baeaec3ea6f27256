import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Consortium } from '@careledger/node';
import { startChild, type Child } from './children.ts';
import { noteRunning, forgetRunning, runningPids } from './running-file.ts';
import { CommandEnd, exitCodes } from './output.ts';
import { portsOf, takenPort } from './ports.ts';

/** A consortium that runs on this machine: the orderer and a process per hospital, brought back when they die. */
export interface Running {
  /** The row that `up --json` prints. */
  ready(): object;
  /** Ends a part at once, and does not bring it back until `start`. */
  kill(part: string): Promise<void>;
  /** Starts a part that was killed. */
  start(part: string): Promise<void>;
  stop(): Promise<void>;
}

const readyWithinMs = 90_000;
const backAfterMs = 3000;
export const ordererName = 'orderer';

/** Starts every part of a consortium; `say` hears what dies and comes back. */
export async function superviseConsortium(
  data: string,
  consortium: Consortium,
  deps: { say: (sentence: string) => void; revive: boolean },
): Promise<Running> {
  if (runningPids(data).length > 0)
    throw new CommandEnd(
      exitCodes.conflict,
      'It is running already; `careledger status` tells, `careledger down` stops it.',
    );
  const taken = await takenPort(portsOf(consortium));
  if (taken !== undefined)
    throw new CommandEnd(
      exitCodes.usage,
      `Port ${taken} is in use. Stop what uses it, or found a consortium on other ports: --port-base, with another --data.`,
    );
  const children = new Map<string, Child>();
  const facts = new Map<string, object>();
  const held = new Set<string>();
  let isStopping = false;

  async function start(part: string): Promise<void> {
    held.delete(part);
    const member = consortium.members.find((m) => m.id === part);
    const folder = join(data, member?.folder ?? ordererName);
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
    const { child, ready } = await startChild({
      name: part,
      entry: member ? 'hospital' : 'orderer',
      args: member ? ['--data', data, '--member', part] : ['--data', data],
      logFile: join(folder, 'logs', 'service.log'),
      readyWithinMs,
    });
    children.set(part, child);
    facts.set(part, typeof ready === 'object' && ready !== null ? ready : {});
    note();
    void child.ended.then((how) => ended(part, child, how));
  }

  function ended(part: string, child: Child, how: string): void {
    if (children.get(part) === child) children.delete(part);
    note();
    if (isStopping || held.has(part) || !deps.revive) return;
    deps.say(`${part} ended (${how}); it comes back in ${backAfterMs / 1000} s.`);
    setTimeout(() => {
      if (isStopping || held.has(part)) return;
      start(part).then(
        () => deps.say(`${part} is back.`),
        (error: unknown) =>
          deps.say(
            `${part} does not come back: ${error instanceof Error ? error.message : String(error)}`,
          ),
      );
    }, backAfterMs);
  }

  function note(): void {
    if (!isStopping && existsSync(data))
      noteRunning(data, [process.pid, ...[...children.values()].map((c) => c.pid)]);
  }

  async function stop(): Promise<void> {
    isStopping = true;
    const members = [...children.entries()]
      .filter(([part]) => part !== ordererName)
      .map(([, child]) => child);
    await Promise.all(members.map((child) => child.stop()));
    await children.get(ordererName)?.stop();
    if (existsSync(data)) forgetRunning(data);
  }

  try {
    const parts = consortium.members.map(({ id }) => id);
    await Promise.all((consortium.orderer ? [ordererName, ...parts] : parts).map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    start,
    stop,
    ready: () => ({
      ready: true,
      engine: consortium.engine,
      ...facts.get(ordererName),
      nodes: consortium.members.map((member) => facts.get(member.id) ?? {}),
    }),
    async kill(part) {
      held.add(part);
      const child = children.get(part);
      child?.kill('SIGKILL');
      await child?.ended;
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { NodeError, planMember } from '@careledger/node';
import { createNodeClient } from '@careledger/protocol';
import { consortiumOf, dataFolder } from '../consortium-file.ts';
import { askedToEnd } from '../end-signal.ts';
import { wanted, wholeNumber } from '../flags.ts';
import { CommandEnd, exitCodes, type Output } from '../output.ts';
import { ensurePages } from '../page-build.ts';
import { takenPort } from '../ports.ts';
import { prompted } from '../prompt.ts';
import { rowsOf, textIn } from '../rows.ts';
import { outputOf, passwordIn, type CommonFlags } from '../session.ts';
import { superviseConsortium } from '../supervise.ts';

type NodeFlags = CommonFlags & {
  name?: string;
  kind?: string;
  join?: string;
  portBase?: string;
  origin?: string;
  admin?: string;
  adminName?: string;
  adminPasswordFile?: string;
};

/** `node init|start`: one hospital's own node. */
export async function node([action = '']: string[], flags: NodeFlags): Promise<void> {
  if (action === 'init') return init(flags);
  if (action === 'start') return start(flags);
  throw new CommandEnd(exitCodes.usage, 'node init or node start.');
}

/** Makes a hospital: alone with an orderer of its own, or as one that applies to a consortium. */
async function init(flags: NodeFlags): Promise<void> {
  const output = outputOf(flags);
  const data = dataFolder(flags.data);
  const name = wanted(flags.name, '--name');
  const portBase = wholeNumber(flags.portBase, '--port-base', {
    least: 1024,
    most: 65_000,
    otherwise: flags.join === undefined ? 8100 : 8200,
  });
  const user =
    flags.admin ?? (await prompted('User name of the first administrator: ', { flag: '--admin' }));
  const password =
    flags.adminPasswordFile === undefined
      ? await prompted('Password: ', { flag: '--admin-password-file', secret: true })
      : passwordIn(flags.adminPasswordFile);
  const admin = { user, name: flags.adminName ?? user, password };
  const origin = flags.origin === undefined ? {} : { origin: flags.origin };
  const wish = { name, portBase, admin, ...origin };
  const { initFounder, initNewcomer } = await import('@careledger/node/founding');
  const sponsor = flags.join === undefined ? undefined : reachable(flags.join);
  await demandFree(wish, sponsor === undefined);
  output.say('Making keys and certificates …');
  const made = await (
    sponsor === undefined
      ? initFounder(data, wish)
      : initNewcomer(data, { ...wish, kind: flags.kind ?? 'hospital', sponsor })
  ).catch(told);
  const { member, channel, hospital } = made;
  const next = `Start it with \`careledger node start${flags.data === undefined ? '' : ` --data ${flags.data}`}\`.`;
  output.row(
    {
      member,
      state: hospital === undefined ? 'founded' : 'applied',
      channel,
      ...(hospital === undefined ? {} : { fingerprint: hospital }),
      data,
    },
    hospital === undefined
      ? `${name} has founded a consortium of its own (fingerprint ${channel}). ${next}`
      : [
          `${name} has applied at ${sponsor}. Compare two fingerprints with its administrator by telephone:`,
          `  this hospital   ${hospital}`,
          `  the consortium  ${channel}`,
          `More than half of the members' administrators have to approve. ${next}`,
        ].join('\n'),
  );
}

/** Ports stay as they are made: exit 2 where one of them serves something else already. */
async function demandFree(
  { name, portBase, origin }: { name: string; portBase: number; origin?: string },
  isFounder: boolean,
): Promise<void> {
  const { ports } = planned(name, portBase, origin);
  const taken = await takenPort([...(isFounder ? [portBase] : []), ...Object.values(ports)]);
  if (taken !== undefined)
    throw new CommandEnd(
      exitCodes.usage,
      `Port ${taken} is in use. Name others with --port-base: they stay as they are made.`,
    );
}

function planned(...wish: Parameters<typeof planMember>): ReturnType<typeof planMember> {
  try {
    return planMember(...wish);
  } catch (error) {
    return told(error);
  }
}

/** The address of a member as this machine reaches it: `.localhost` is itself, which not every resolver knows (RFC 6761). */
function reachable(address: string): string {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new CommandEnd(exitCodes.usage, `--join takes the address of a member: https://…`);
  const url = new URL(address);
  if (url.hostname.endsWith('.localhost')) url.hostname = '127.0.0.1';
  return url.origin;
}

/** A fault of the making in the words of the command line. */
function told(error: unknown): never {
  if (error instanceof NodeError || (error instanceof Error && error.name === 'CareError'))
    throw new CommandEnd(exitCodes.usage, error.message, { cause: error });
  if (error instanceof Error && error.name === 'ContractError')
    throw new CommandEnd(
      exitCodes.usage,
      `This hospital cannot be a member as it is named: ${error.message}.`,
      { cause: error },
    );
  throw error;
}

/** Holds a hospital's own node up until Ctrl-C, and says what it waits for until it is a member. */
async function start(flags: NodeFlags): Promise<void> {
  const output = outputOf(flags);
  const data = dataFolder(flags.data);
  const consortium = consortiumOf(data);
  ensurePages({}, { say: (sentence) => output.say(sentence) });
  const running = await superviseConsortium(data, consortium, {
    say: (sentence) => output.say(sentence),
    revive: true,
  });
  const ending = new AbortController();
  const asked = askedToEnd().then(() => ending.abort());
  try {
    const member = consortium.members[0];
    output.row(
      running.ready(),
      `${member?.name ?? ''} runs at ${member?.origin ?? ''}/\nEverything lies in ${data}. Ctrl-C stops it.`,
    );
    if (member) await tellStates(member, { output, signal: ending.signal });
    await asked;
    output.say('Stopping …');
  } finally {
    ending.abort();
    await running.stop();
  }
}

/** Prints the member's state whenever it changes, and in a sentence what it waits for. */
async function tellStates(
  { id, url }: { id: string; url: string },
  deps: { output: Output; signal: AbortSignal },
): Promise<void> {
  const { output, signal } = deps;
  const client = createNodeClient({ url, limitMs: 5000 });
  let state = '';
  let said = '';
  while (!signal.aborted) {
    const row = rowsOf(await client.call('status', {}).catch(() => ({})))[0];
    const faults = Array.isArray(row?.['faults']) ? row['faults'] : [];
    const waits = typeof faults[0] === 'string' ? faults[0] : '';
    const now = textIn(row, 'state');
    if (now !== '' && now !== 'starting' && now !== state) {
      state = now;
      output.row({ member: id, state }, `${id} is ${state}.`);
    }
    if (now !== 'starting') {
      if (waits !== said && waits !== '') output.say(waits);
      said = waits;
    }
    await sleep(state === 'active' ? 5000 : 1000, undefined, { signal }).catch(() => {});
  }
}

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPeople } from '@careledger/node';
import { consortiumOf, dataFolder } from '../consortium-file.ts';
import { askedToEnd } from '../end-signal.ts';
import { wholeNumber } from '../flags.ts';
import { CommandEnd, exitCodes, type Output } from '../output.ts';
import { ensurePages } from '../page-build.ts';
import { runningPids } from '../running-file.ts';
import { outputOf, type CommonFlags } from '../session.ts';
import { superviseConsortium } from '../supervise.ts';

type UpFlags = CommonFlags & {
  demo?: boolean;
  engine?: string;
  fresh?: boolean;
  portBase?: string;
};

/** `up`: starts a consortium and holds it until Ctrl-C. */
export async function up(_: string[], flags: UpFlags): Promise<void> {
  const output = outputOf(flags);
  const data = dataFolder(flags.data);
  if ((flags.engine ?? 'embedded') !== 'embedded')
    throw new CommandEnd(
      exitCodes.usage,
      'up runs on the embedded engine; `npm run conformance -- --engine fabric` runs the same contracts on Fabric.',
    );
  if (flags.fresh && runningPids(data).length > 0)
    throw new CommandEnd(exitCodes.conflict, 'It is running; `careledger down` first.');
  if (flags.fresh) rmSync(data, { recursive: true, force: true });
  const isNew = !existsSync(join(data, 'consortium.json'));
  if (isNew && flags.demo !== true)
    throw new CommandEnd(
      exitCodes.usage,
      `No consortium in ${data}. \`up --demo\` makes a demonstration; \`node init\` a hospital's own node.`,
    );
  if (isNew) output.say('Founding a consortium: keys of two hospitals and an orderer …');
  const portBase = wholeNumber(flags.portBase, '--port-base', {
    least: 1024,
    most: 65_000,
    otherwise: 8100,
  });
  // A start with data needs neither founding nor seeding, and does not load them.
  const consortium = isNew
    ? await (
        await import('../founding.ts')
      ).foundDemonstration(data, { portBase, engine: 'embedded' })
    : consortiumOf(data);
  const founded = consortium.orderer?.port;
  if (!isNew && flags.portBase !== undefined && founded !== undefined && portBase !== founded)
    throw new CommandEnd(
      exitCodes.usage,
      `${data} was founded on ports from ${founded}, which its members know. Other ports need another --data.`,
    );
  ensurePages({}, { say: (sentence) => output.say(sentence) });
  const running = await superviseConsortium(data, consortium, {
    say: (sentence) => output.say(sentence),
    revive: true,
  });
  const asked = askedToEnd();
  try {
    if (consortium.demo && readPeople(data).every((p) => p.role !== 'patient'))
      await (
        await import('../seed.ts')
      ).seedDemonstration(data, consortium, (sentence) => output.say(sentence));
    output.row(
      running.ready(),
      welcome(
        data,
        consortium.members.map((m) => `  ${m.name.padEnd(12)} ${m.origin}/`),
      ),
    );
    if (!output.json && consortium.demo) showPeople(output, data);
    await asked;
    output.say('Stopping …');
  } finally {
    await running.stop();
  }
}

function welcome(data: string, addresses: readonly string[]): string {
  return [
    '',
    'CareLedger runs:',
    ...addresses,
    '',
    `Everything lies in ${data}. Ctrl-C stops it.`,
  ].join('\n');
}

function showPeople(output: Output, data: string): void {
  output.say('\nDemonstration sign-ins (all patients are synthetic):');
  for (const person of readPeople(data))
    output.say(
      `  ${person.member.padEnd(10)} ${person.user.padEnd(18)} ${person.role.padEnd(16)} ${person.password ?? person.passkey ?? ''}`,
    );
  const named = data === dataFolder(undefined) ? '' : ` --data ${data}`;
  output.say(
    [
      '',
      'Try, in another terminal:',
      `  npx careledger patients${named}`,
      `  npx careledger status${named}`,
      `  npx careledger directory${named}`,
      `  npx careledger verify${named}`,
      '  npm run demo',
    ].join('\n'),
  );
}

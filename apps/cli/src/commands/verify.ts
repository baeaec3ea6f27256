import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { indexSchema, verifyNode } from '@careledger/care';
import { KeysError } from '@careledger/keys';
import { stateSchema } from '@careledger/peer';
import { verifyLog } from '@careledger/store';
import { consortiumOf, dataFolder, membersOf } from '../consortium-file.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `verify`: every log and index of every member, offline or beside running nodes; exit 3 when anything is not as it was written. */
export async function verify(_: string[], flags: CommonFlags): Promise<void> {
  const output = outputOf(flags);
  const data = dataFolder(flags.data);
  const consortium = consortiumOf(data);
  const schemas = { index: indexSchema, state: stateSchema };
  let faults = 0;
  for (const member of membersOf(consortium, flags.at)) {
    output.progress(`${member.id} …`);
    const folder = join(data, member.folder);
    try {
      for await (const finding of verifyNode(folder, schemas)) faults += tell(member.id, finding);
    } catch (error) {
      throw toldOfKeys(error, folder);
    }
    if (!existsSync(join(folder, 'index.sqlite')) || !existsSync(join(folder, 'state.sqlite'))) {
      output.progress('');
      output.say(`${member.id}: the next start makes a missing index from the logs.`);
    }
  }
  if (flags.at === undefined && consortium.orderer)
    for await (const finding of verifyLog(join(data, consortium.orderer.folder), 'blocks'))
      faults += tell('orderer', finding);
  output.progress('');
  if (faults > 0)
    throw new CommandEnd(
      exitCodes.untrue,
      `${faults} ${faults === 1 ? 'fault' : 'faults'}. The places are named above; restore those logs from a backup.`,
    );
  output.say('Every log and index is whole.');

  function tell(member: string, finding: object): number {
    output.progress('');
    if ('unfinished' in finding) {
      output.row(
        { member, ...finding },
        `${member}: a crash left the last group of a log unfinished; nothing acknowledged is lost.`,
      );
      return 0;
    }
    const { log, segment, entry, what } = {
      log: '',
      segment: '',
      entry: null,
      what: '',
      ...finding,
    };
    output.row(
      { member, ...finding },
      `${member}: ${log}, segment ${segment}${entry === null ? '' : `, entry ${String(entry)}`}: ${what}`,
    );
    return 1;
  }
}

/** What to do where an index cannot be checked without the master key; any other error as it is. */
function toldOfKeys(error: unknown, folder: string): unknown {
  if (!(error instanceof KeysError)) return error;
  return new CommandEnd(
    exitCodes.usage,
    error.code === 'no-master-key'
      ? `There is no ${join(folder, 'keys', 'master.key')}, which the indexes there need. A backup keeps keys apart: copy them to ${join(folder, 'keys')}.`
      : `${join(folder, 'keys', 'master.key')}: ${error.message}.`,
    { cause: error },
  );
}

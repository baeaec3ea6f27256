import { open, seal } from '@careledger/keys';
import { openLog, type Log } from '@careledger/store';
import { utf8 } from '@careledger/proof';

/** A log whose bodies are sealed by a key of its own: nothing readable reaches the disk. */
export interface SealedLog {
  readonly log: Log;
  seal(plain: Uint8Array): Buffer;
  open(body: Uint8Array): Buffer;
}

/** Opens a log in `folder` and binds its key to its name and member. */
export async function openSealedLog(options: {
  folder: string;
  name: string;
  member: string;
  key: Uint8Array;
}): Promise<SealedLog> {
  const { folder, name, member, key } = options;
  const log = await openLog({ folder, name });
  const aad = utf8(`careledger-log-v1 ${name} ${member}`);
  return {
    log,
    seal: (plain) => seal(key, plain, aad),
    open: (body) => open(key, body, aad),
  };
}

import { signedForm, type Hex } from '@careledger/proof';

/** What an office or administrator signs to declare a lost tail; it names the checkpoint that it gives up, so it holds once. */
export function restartMessage(order: {
  channel: string;
  member: string;
  size: number;
  root: Hex;
  lost: { size: number; root: Hex };
}): Uint8Array {
  const { channel, member, size, root, lost } = order;
  return signedForm('careledger-restart-v1', {
    channel,
    member,
    size,
    root,
    lost: { size: lost.size, root: lost.root },
  });
}

/** What an office or administrator signs to pause or resume releases; `writer` ties it to one incarnation. */
export function pauseMessage(order: {
  channel: string;
  member: string;
  writer: Hex;
  everybody: boolean;
  members: readonly string[];
}): Uint8Array {
  const { channel, member, writer, everybody, members } = order;
  return signedForm('careledger-pause-v1', { channel, member, writer, everybody, members });
}

import { commitment, signedForm, type Hex } from '@careledger/proof';
import { hex32, memberId, object, pattern, time, v1, type Of } from './form.ts';

/** A channel's name, as Fabric takes it. */
export const channelName = pattern(/^[a-z][a-z0-9.-]{0,248}$/);

/** What an author signs when he acts: the root over the records of the act, and when. */
export const act = object({
  v: v1,
  channel: channelName,
  member: memberId,
  id: hex32,
  root: hex32,
  author: hex32,
  at: time,
});
export type Act = Of<typeof act>;

/** The bytes that an author signs. */
export function actMessage(signed: Act): Uint8Array {
  return signedForm('careledger-act-v1', signed);
}

/** The commitment that stands in `c:<id>`. */
export function actCommitment(signed: Act, nonce: Hex): Hex {
  return commitment(nonce, signed);
}

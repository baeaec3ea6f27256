import { common } from '@hyperledger/fabric-protos';
import type { SequencedConfig } from '../channel/config-block.ts';
import { updatedConfig } from '../channel/config-update.ts';
import { inForce, type Members } from '../channel/members.ts';
import { PeerError } from '../error.ts';
import type { Refusal } from '../deliver/seek.ts';
import { openEnvelope, type OpenEnvelope } from '../wire/envelope.ts';

/** What the orderer does with an envelope: order it, put a configuration in force, or refuse it with Fabric's status. */
export type Admission =
  | { readonly kind: 'transaction' }
  | { readonly kind: 'configuration'; readonly next: SequencedConfig }
  | { readonly kind: 'refused'; readonly status: Refusal; readonly because: string };

const { Status, HeaderType } = common;

/** Judges an envelope under the configuration in force; the orderer looks at sender, channel and size, never at content. */
export function admit(
  envelope: common.Envelope,
  bytes: number,
  current: SequencedConfig & { members: Members },
  now: number,
): Admission {
  const { config, members } = current;
  if (bytes > config.batch.maxBytes)
    return refused(
      Status.REQUEST_ENTITY_TOO_LARGE,
      `an envelope of ${bytes} bytes is larger than the ${config.batch.maxBytes} that a block may have`,
    );
  let opened: OpenEnvelope;
  try {
    opened = openEnvelope(envelope);
  } catch {
    return refused(Status.BAD_REQUEST, 'the envelope is not well formed');
  }
  if (opened.channel !== config.channel)
    return refused(Status.NOT_FOUND, `channel ${opened.channel} does not exist`);
  const sender = members.identify(opened.creator);
  if (sender === undefined || !sender.verify(opened.payload, opened.signature))
    return refused(Status.FORBIDDEN, 'the envelope is not signed by a member of the channel');
  if (!inForce(sender, now))
    return refused(Status.FORBIDDEN, "the sender's certificate is not in force");
  if (opened.type === HeaderType.ENDORSER_TRANSACTION) return { kind: 'transaction' };
  if (opened.type === HeaderType.CONFIG_UPDATE) return configuration(envelope, current);
  return refused(Status.BAD_REQUEST, `an envelope of type ${opened.type} is not ordered`);
}

function configuration(
  envelope: common.Envelope,
  current: SequencedConfig & { members: Members },
): Admission {
  try {
    return { kind: 'configuration', next: updatedConfig(envelope, current, current.members) };
  } catch (thrown) {
    if (!(thrown instanceof PeerError)) throw thrown;
    const status = thrown.code === 'signature' ? Status.FORBIDDEN : Status.BAD_REQUEST;
    return refused(status, thrown.message);
  }
}

function refused(status: Refusal, because: string): Admission {
  return { kind: 'refused', status, because };
}

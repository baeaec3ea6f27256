import { loadSigner } from '@careledger/keys';
import { orderer, type common } from '@hyperledger/fabric-protos';
import { broadcasterOver } from '../gateway/orderer-client.ts';
import { PeerError, sentenceOf } from '../error.ts';
import { clientCredentials, clientOptions, messageBytes } from '../wire/transport.ts';
import type { TlsIdentity } from '../wire/transport.ts';
import type { ConfigSigner } from './config-update.ts';
import type { ChannelConfig } from './config.ts';
import { serialisedIdentity } from './members.ts';

/** Whoever signs configurations for a member, from its certificate with the organisational unit `admin` and its key (PEM). */
export function configSigner(identity: TlsIdentity & { readonly mspId: string }): ConfigSigner {
  const key = loadSigner(identity.keyPem);
  return {
    serialised: serialisedIdentity(identity.mspId, identity.certPem),
    sign: (message) => key.sign(message),
  };
}

/** Sends a signed configuration update to the channel's orderer; settles once its block is on disk, PeerError `config` otherwise. */
export async function submitConfigUpdate(
  envelope: common.Envelope,
  { config, tls }: { config: ChannelConfig; tls: TlsIdentity },
): Promise<void> {
  const { address, tlsRoot } = config.orderer;
  const client = new orderer.AtomicBroadcastClient(
    address,
    clientCredentials(tls, [tlsRoot]),
    clientOptions(messageBytes(config.batch.maxBytes)),
  );
  const broadcaster = broadcasterOver(client, address);
  try {
    await broadcaster.broadcast(envelope);
  } catch (cause) {
    throw new PeerError('config', sentenceOf(cause), { cause });
  } finally {
    broadcaster.close();
    client.close();
  }
}

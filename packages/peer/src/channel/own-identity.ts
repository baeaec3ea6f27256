import { X509Certificate } from 'node:crypto';
import { PeerError } from '../error.ts';
import { organisationOf, type ChannelConfig } from './config.ts';
import { membersOf, serialisedIdentity } from './members.ts';

const peerUnit = 'peer';

/** Demands that the certificate of an orderer is the one that the channel trusts; `identity` otherwise. */
export function demandOrderer(config: ChannelConfig, certPem: string): void {
  const [own, trusted] = [certPem, config.orderer.certPem].map(fingerprint);
  if (own !== trusted)
    throw new PeerError('identity', "the orderer's certificate is not the one of the channel");
}

/**
 * Demands that the certificate of a peer is one of its member and has the organisational unit `peer`; `identity` otherwise. A member
 * that the configuration does not have yet is let pass: it learns of itself from the blocks to come.
 */
export function demandPeer(config: ChannelConfig, mspId: string, certPem: string): void {
  if (organisationOf(config, mspId) === undefined) return;
  const identity = membersOf(config).identify(serialisedIdentity(mspId, certPem));
  if (identity === undefined)
    throw new PeerError('identity', `the peer's certificate is not issued by a root of ${mspId}`);
  if (!identity.units.includes(peerUnit))
    throw new PeerError('identity', "the peer's certificate lacks the organisational unit 'peer'");
}

function fingerprint(pem: string): string {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch (cause) {
    throw new PeerError('identity', 'a certificate is not readable', { cause });
  }
}

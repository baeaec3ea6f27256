import { bookOf, type Member } from '@careledger/contracts';
import {
  configSigner,
  configUpdateBytes,
  configUpdateEnvelope,
  majority,
  parseChannelConfig,
  PeerError,
  readConfigUpdate,
  signConfigUpdate,
  submitConfigUpdate,
  type ChannelConfig,
  type SequencedConfig,
} from '@careledger/peer';
import { canonical, fromBase64url, toBase64url, type Json } from '@careledger/proof';
import type { Configuration } from '../engine.ts';
import type { KeyRing } from '../found/key-ring.ts';

/** What the channel needs to know of a new organisation. */
export type Newcomer = Pick<Member, 'id' | 'mspId' | 'roots' | 'tlsRoots'>;

/** Whoever signs channel updates for a member: its key ring with the `admin` credential. */
export interface Office {
  readonly mspId: string;
  readonly ring: KeyRing;
}

/** The configuration with one more organisation: its roots, its peer, and the definition of its book that it alone endorses. */
export function withOrganisation(
  config: ChannelConfig,
  { id, mspId, roots, tlsRoots }: Newcomer,
  peer: string,
): ChannelConfig {
  return parseChannelConfig({
    ...config,
    organisations: [...config.organisations, { mspId, roots, tlsRoots, peer }],
    definitions: [...config.definitions, { name: bookOf(id), policy: { any: [mspId] } }],
  });
}

/** The update (base64url) that puts a newcomer into the configuration in force, and how many members' signatures it needs. */
export function admittingUpdate(
  configuration: Configuration,
  newcomer: Newcomer,
  peer: string,
): { update: string; needed: number } {
  const { sequence, config } = sequenced(configuration);
  const next = { sequence: sequence + 1, config: withOrganisation(config, newcomer, peer) };
  return { update: toBase64url(configUpdateBytes(next)), needed: majority(config) };
}

/**
 * Signs an update (base64url both) where it does nothing but put one of these pending members into the configuration in force, with the
 * roots that governance admitted; undefined otherwise. The peer's address is the sender's word: whoever answers there still has to
 * show a certificate under those roots.
 */
export function signAdmission(
  update: string,
  known: { configuration: Configuration; pending: readonly Newcomer[] },
  office: Office,
): string | undefined {
  const bytes = fromBase64url(update);
  const current = sequenced(known.configuration);
  const next = readNext(bytes);
  const added = next?.config.organisations.at(-1);
  const newcomer = known.pending.find(({ mspId }) => mspId === added?.mspId);
  if (!next || !added || !newcomer || next.sequence !== current.sequence + 1) return undefined;
  const expected = withOrganisation(current.config, newcomer, added.peer);
  if (canonicalOf(expected) !== canonicalOf(next.config)) return undefined;
  return toBase64url(signConfigUpdate(bytes, signerOf(office)));
}

/** Sends an update with its signatures (base64url) to the orderer; PeerError `config` when it is not taken. */
export async function putInForce(
  { update, signatures }: { update: string; signatures: readonly string[] },
  deps: { configuration: Configuration; office: Office; at: number },
): Promise<void> {
  const { cert, key } = deps.office.ring.credential('tls');
  const envelope = configUpdateEnvelope(
    fromBase64url(update),
    signatures.map((each) => fromBase64url(each)),
    signerOf(deps.office),
    deps.at,
  );
  await submitConfigUpdate(envelope, {
    config: sequenced(deps.configuration).config,
    tls: { certPem: cert, keyPem: key },
  });
}

function readNext(bytes: Uint8Array): SequencedConfig | undefined {
  try {
    return readConfigUpdate(bytes);
  } catch (error) {
    if (error instanceof PeerError) return undefined;
    throw error;
  }
}

function sequenced({ sequence, text }: Configuration): SequencedConfig {
  return { sequence, config: parseChannelConfig(JSON.parse(text)) };
}

function signerOf({ mspId, ring }: Office) {
  const { cert, key } = ring.credential('admin');
  return configSigner({ mspId, certPem: cert, keyPem: key });
}

function canonicalOf(config: ChannelConfig): string {
  const json: Json = JSON.parse(JSON.stringify(config));
  return canonical(json);
}

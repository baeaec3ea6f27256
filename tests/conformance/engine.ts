import type { Ledger } from '@careledger/ledger';

/** A key pair with which something signs on the channel. */
export interface SigningIdentity {
  readonly mspId: string;
  readonly certPem: string;
  readonly keyPem: string;
}

/** A running channel of two members, on whichever engine. */
export interface Engine {
  readonly name: 'embedded' | 'fabric';
  readonly channel: string;
  /** Opens a member's own connection; the transcript closes it. */
  connect(member: string): Promise<Ledger>;
  /** The roots that a member brings into `members`. */
  certificates(member: string): { roots: readonly string[]; tlsRoots: readonly string[] };
  /** The identity with which a member's service submits. */
  client(member: string): SigningIdentity;
  /** The identity with which a member's peer endorses: what somebody gets who tampers with it. */
  endorser(member: string): SigningIdentity;
}

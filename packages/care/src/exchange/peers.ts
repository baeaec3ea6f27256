/** Speaks to the exchange servers of other members over mutual TLS; certificates are checked against `members`. */
export interface PeerExchange {
  /** Sends a request; gives the sealed answer, or throws CareError with the code that the custodian named. */
  ask(member: string, body: object): Promise<Uint8Array>;
  /** Tells the custodian the opening of a committed receipt. */
  tellReceipt(member: string, body: object): Promise<void>;
  /** The public directory of a member: practitioners with name, role and handle. */
  directory(member: string): Promise<DirectoryRow[]>;
  /** Names the running process that answers at a member's address; undefined when none does. */
  instanceAt(member: string): Promise<string | undefined>;
  /** Asks a member to sign a ledger checkpoint that its own copy agrees with; undefined when it does not answer. */
  cosign(member: string, checkpoint: object): Promise<string | undefined>;
}

/** A practitioner as members serve each other. */
export interface DirectoryRow {
  readonly member: string;
  readonly user: string;
  readonly handle: string;
  readonly name: string;
  readonly role: string;
}

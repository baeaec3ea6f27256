/** What a custodian decided in an emergency without ledger, before the requester's node has signed it too. */
export interface TakenOffer {
  /** Commitment to the decision, hex. */
  readonly detail: string;
  /** The custodian's node over `takenMessage`, base64url. */
  readonly signature: string;
}

/** An answer as it comes: sealed at once, or a decision that waits for the second signature. */
export type Answered = { readonly sealed: Uint8Array } | { readonly offer: TakenOffer };

/** Speaks to the exchange servers of other members over mutual TLS; certificates are checked against `members`. */
export interface PeerExchange {
  /** Sends a request; gives what was answered, or throws CareError with the code that the custodian named. */
  ask(member: string, body: object): Promise<Answered>;
  /** Hands over the second signature under a decision taken without ledger; gives the sealed answer. */
  take(member: string, body: { id: string; signature: string }): Promise<Uint8Array>;
  /** Tells another member's node something that it answers with nothing. */
  tell(member: string, body: object): Promise<void>;
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
  /** Whether the account may act: neither suspended nor over. */
  readonly active: boolean;
}

import type {
  AccessRequests,
  Book,
  Consents,
  Enrolment,
  Exchange,
  Hospital,
  Notices,
  OfficeKey,
  PeerExchange,
  Prover,
} from '@careledger/care';
import type { ChannelFacts } from './membership/channel-facts.ts';
import type { Governance } from './membership/governance.ts';
import type { Directory } from './exchange/directory.ts';
import type { StaffLeaves } from './staff-leaves.ts';

/** One hospital at work: everything that the HTTP operations and the exchange server act through. */
export interface Practice {
  /** Random name of this running process. */
  readonly instance: string;
  readonly hospital: Hospital;
  readonly book: Book;
  readonly enrolment: Enrolment;
  readonly staffLeaves: StaffLeaves;
  readonly consents: Consents;
  readonly exchange: Exchange;
  readonly requests: AccessRequests;
  readonly notices: Notices;
  /** The ways out of the house that this node is configured for. */
  /** How long a lost passkey waits for its replacement after the patient was told, in ms. */
  readonly replaceAfterMs: number;
  readonly outside: readonly ('mail' | 'webhook')[];
  readonly peers: PeerExchange;
  readonly directory: Directory;
  readonly prover: Prover;
  readonly office: OfficeKey;
  readonly governance: Governance;
  readonly channelFacts: ChannelFacts;
  readonly consortium: {
    readonly rpId: string;
    readonly origin: string;
    readonly name: string;
    readonly demo: boolean;
    readonly authority: string;
  };
  /** The state of this hospital as a member; `starting` until the node knows. */
  state(): string;
  /** Why this node does not write or release, in sentences; empty when all is well. */
  faults(): string[];
}

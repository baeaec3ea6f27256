import type { Actor } from '@careledger/care';
import type { BodyOf, Operation } from '@careledger/protocol';

/** Who calls and from where: who acts (none before sign-in), his token, the address, the terminal's random id. */
export interface Caller {
  actor: Actor | undefined;
  token: string;
  from: string;
  terminal: string;
  /** Leaves a `Set-Cookie` header with the answer. */
  leave: (cookie: string) => void;
}

/** One call of an operation: the checked body and who calls. */
export interface Called<O extends Operation> extends Caller {
  body: BodyOf<O>;
}

/** What a node does for each operation; one without a handler answers *not in this release*. */
export type Handlers = {
  [O in Operation]?: (called: Caller & { body: unknown }) => Promise<unknown>;
};

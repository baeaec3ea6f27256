import type { Actor } from '@careledger/care';
import type { BodyOf, Operation } from '@careledger/protocol';

/** One call of an operation: the checked body, who acts (none before sign-in), his token, and the address it came from. */
export interface Called<O extends Operation> {
  body: BodyOf<O>;
  actor: Actor | undefined;
  token: string;
  from: string;
}

/** What a node does for each operation; one without a handler answers *not in this release*. */
export type Handlers = {
  [O in Operation]?: (called: {
    body: unknown;
    actor: Actor | undefined;
    token: string;
    from: string;
  }) => Promise<unknown>;
};

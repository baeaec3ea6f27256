/** Why a Fabric network could not be set up, started or stopped. */
export type FabricErrorCode =
  | 'missing-program'
  | 'port-in-use'
  | 'command-failed'
  | 'not-ready'
  | 'already-running'
  | 'not-a-network'
  | 'newer-format';

/** A fault of running a Fabric network; `programs` names what 'missing-program' lacks. */
export class FabricError extends Error {
  readonly code: FabricErrorCode;
  readonly programs: readonly string[];

  constructor(
    code: FabricErrorCode,
    message: string,
    facts: { cause?: unknown; programs?: readonly string[] } = {},
  ) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.name = 'FabricError';
    this.code = code;
    this.programs = facts.programs ?? [];
  }
}

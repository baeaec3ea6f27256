/** What can go wrong in running a node, apart from the care itself. */
export type NodeErrorCode = 'configuration' | 'port-in-use' | 'not-ready' | 'start' | 'exchange';

/** A fault of a node with a sentence that says what to do. */
export class NodeError extends Error {
  readonly code: NodeErrorCode;

  constructor(code: NodeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NodeError';
    this.code = code;
  }
}

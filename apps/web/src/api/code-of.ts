import { NodeProblem } from '@careledger/protocol';

/** The closed code of a fault: that of the node's problem, or `fault`. */
export function codeOf(error: unknown): string {
  return error instanceof NodeProblem ? error.problem.code : 'fault';
}

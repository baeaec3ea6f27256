import { CareError } from '@careledger/care';
import { problemOf, type Problem } from '@careledger/protocol';

/** Maps any error to a problem; what is not ours to explain becomes a fault without details, logged by its class and place only. */
export function problemFor(error: unknown, log: (line: object) => void): Problem {
  if (error instanceof CareError) {
    const issues = error.issues.slice(0, 5).map((issue) => `${issue.path}: ${issue.says}`);
    const problem = problemOf(error.code, [error.message, ...issues].join(' '));
    return error.waitMs === undefined ? problem : { ...problem, waitMs: error.waitMs };
  }
  if (isHttpError(error)) {
    if (error.statusCode === 413)
      return problemOf('too-large', 'The body is larger than this node takes.');
    if (error.statusCode < 500)
      return problemOf('malformed', 'The body is not JSON of the expected form.');
  }
  log({ event: 'fault', fault: error instanceof Error ? placeOf(error) : typeof error });
  return problemOf('fault', 'A fault of this node; it is in its log.');
}

/** The class of a fault and where it came from, without its message, which may quote what was sent (I3). */
function placeOf({ name, stack = '' }: Error): string {
  return [name, ...stack.split('\n').filter((line) => /^ {4}at /.test(line))].join('\n');
}

function isHttpError(error: unknown): error is { statusCode: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
  );
}

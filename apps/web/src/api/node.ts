import {
  createNodeClient,
  NodeProblem,
  type BodyOf,
  type NodeClient,
  type Operation,
} from '@careledger/protocol';
import * as v from 'valibot';

/** A form of valibot that reads an answer. */
export type Form<T> = v.GenericSchema<unknown, T>;

/** Whether a person did it, which keeps the session awake, or the page by itself. */
export type Cause = 'page' | 'background';

/**
 * Calls an operation of this page's own node and reads its answer. Throws NodeProblem; an answer of another form is the problem
 * `fault`.
 */
export async function callNode<O extends Operation, T>(
  operation: O,
  body: BodyOf<O>,
  form: Form<T>,
  cause: Cause = 'page',
): Promise<T> {
  return read(form, await nodeOf(cause).call(operation, body), operation);
}

function nodeOf(cause: Cause): NodeClient {
  return createNodeClient({
    url: '',
    fetch: async (input, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('x-careledger', cause);
      return fetch(input, { ...init, headers, credentials: 'same-origin' });
    },
  });
}

function read<T>(form: Form<T>, answer: unknown, what: string): T {
  const parsed = v.safeParse(form, answer);
  if (parsed.success) return parsed.output;
  const where = v.getDotPath(parsed.issues[0]) ?? '';
  throw new NodeProblem({
    type: 'about:blank',
    title: 'another form',
    status: 500,
    code: 'fault',
    detail: `The answer of ${what} has another form than these pages know, at ${where}.`,
  });
}

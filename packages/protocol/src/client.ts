import type { BodyOf, Operation } from './operations.ts';
import { problemOf, readProblem, type Problem } from './problem.ts';

/** A refusal or fault that a node answered, or `unreachable` when none came. */
export class NodeProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = 'NodeProblem';
    this.problem = problem;
  }
}

/** Speaks to one node over HTTP; every call throws NodeProblem unless it succeeded. */
export interface NodeClient {
  call<O extends Operation>(operation: O, body: BodyOf<O>): Promise<unknown>;
  /** A FHIR interaction; `path` is below `/fhir/R4`. */
  fhir(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<unknown>;
}

/** Makes a client; `limitMs` bounds each call. */
export function createNodeClient(options: {
  url: string;
  token?: string;
  limitMs?: number;
  fetch?: typeof fetch;
}): NodeClient {
  const send = options.fetch ?? fetch;
  const limitMs = options.limitMs ?? 120_000;

  async function request(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ) {
    let response: Response;
    try {
      response = await send(options.url + path, {
        method,
        headers: {
          ...(body === undefined
            ? {}
            : { 'content-type': headers['content-type'] ?? 'application/json' }),
          ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(limitMs),
      });
    } catch (cause) {
      throw new NodeProblem(
        problemOf(
          'unreachable',
          `No answer from ${options.url}. Is the node running? \`careledger status\` tells.`,
        ),
        { cause },
      );
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok)
      throw new NodeProblem(readProblem(answer) ?? outcomeProblem(response.status, answer));
    return answer;
  }

  return {
    call: (operation, body) => request('POST', `/api/v1/${operation}`, body, {}),
    fhir: (method, path, body, headers = {}) =>
      request(method, `/fhir/R4/${path}`, body, {
        'content-type': 'application/fhir+json',
        ...headers,
      }),
  };
}

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'precondition',
  413: 'too-large',
  422: 'invalid',
  429: 'throttled',
  503: 'unreachable',
};

function outcomeProblem(status: number, answer: unknown): Problem {
  const text = JSON.stringify(answer) ?? '';
  const said = /"(?:diagnostics|text)":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return problemOf(codeOfStatus[status] ?? 'fault', said ?? `The node answered ${status}.`);
}

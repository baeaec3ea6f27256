/** An error answer of a node, RFC 9457 (`application/problem+json`); never with personal data. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** Closed codes that scripts may rely on. */
  code: string;
  detail: string;
  /** How long to wait before another try, where that helps. */
  waitMs?: number;
}

/** The status of HTTP for each code of the care layer. */
export const statusOfCode: Readonly<Record<string, number>> = {
  invalid: 422,
  malformed: 400,
  mistyped: 400,
  unauthenticated: 401,
  forbidden: 403,
  'account-over': 403,
  'new-password': 403,
  'step-up': 403,
  'not-found': 404,
  'not-in-care': 403,
  conflict: 409,
  stale: 409,
  replay: 409,
  'wrong-person': 409,
  gone: 410,
  precondition: 412,
  'too-large': 413,
  clock: 422,
  misdirected: 421,
  throttled: 429,
  fault: 500,
  'not-built': 501,
  unreachable: 503,
  'not-ready': 503,
};

/** Builds the problem for a code; unknown codes are a fault of ours. */
export function problemOf(code: string, detail: string): Problem {
  const status = statusOfCode[code] ?? 500;
  return {
    type: `https://careledger.example/problems/${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    detail,
  };
}

/** Reads a problem from an answer's body; undefined when it is none. */
export function readProblem(body: unknown): Problem | undefined {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('detail' in body))
    return undefined;
  return problemOf(String(body.code), String(body.detail));
}

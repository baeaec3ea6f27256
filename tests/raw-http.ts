import { request as httpRequest } from 'node:http';
import { rowsOf } from '../apps/cli/src/rows.ts';

/** A node as raw HTTP reaches it: its address, and the token of a session or none. */
export interface RawNode {
  readonly url: string;
  readonly token: string;
}

/** Sends what a client would not, to the FHIR endpoint; gives the status and the text of the answer. */
export async function rawFhir(
  { url, token }: RawNode,
  method: string,
  path: string,
  options: { body?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; text: string }> {
  const { body, headers = {} } = options;
  const response = await fetch(`${url}/fhir/R4/${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, text: await response.text() };
}

/** The object in a text of JSON. */
export function rowIn(text: string): Record<string, unknown> {
  return rowsOf(JSON.parse(text))[0] ?? {};
}

/** Streams 100 MB until the node answers; gives its status. A node that hangs up first is asked again, three times. */
export async function sendLarge(node: RawNode, options: { declared: boolean }): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await streamed(node, options);
    if (status !== undefined || attempt === 3) return status ?? 0;
  }
}

/** The status of the answer; undefined where the connection ended before it could be read. */
function streamed(
  { url, token }: RawNode,
  { declared }: { declared: boolean },
): Promise<number | undefined> {
  const size = 100 * 1024 * 1024;
  const piece = Buffer.alloc(256 * 1024, 0x20);
  return new Promise((resolve) => {
    let left = size;
    const sent = httpRequest(`${url}/fhir/R4/`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/fhir+json',
        authorization: `Bearer ${token}`,
        ...(declared ? { 'content-length': size } : {}),
      },
    });
    sent.once('response', (response) => {
      left = 0;
      resolve(response.statusCode);
      response.resume();
      sent.destroy();
    });
    sent.once('close', () => resolve(undefined));
    sent.on('error', () => {
      left = 0;
    });
    const push = (): void => {
      if (left <= 0) return;
      left -= piece.length;
      sent.write(piece, () => setTimeout(push, declared ? 20 : 0));
    };
    push();
  });
}

import { request as httpsRequest, Agent } from 'node:https';
import type { IncomingMessage } from 'node:http';
import {
  CareError,
  type CareCode,
  type DirectoryRow,
  type PeerExchange,
  type TakenOffer,
} from '@careledger/care';
import { readProblem } from '@careledger/protocol';

/** Whom the client believes and as whom it speaks. */
export interface ExchangeClientOptions {
  readonly tls: { readonly key: string; readonly cert: string };
  /** Address and present roots of a member; undefined when it is none. */
  readonly member: (id: string) => { exchange: string; roots: readonly string[] } | undefined;
  /** Why this hospital may not speak to others now; undefined when it may. */
  readonly barred: () => string | undefined;
}

const answerLimit = 128 * 1024 * 1024;
const codes: ReadonlySet<string> = new Set<CareCode>([
  'clock',
  'conflict',
  'forbidden',
  'invalid',
  'not-ready',
  'replay',
  'stale',
  'throttled',
  'too-large',
  'unauthenticated',
  'unreachable',
]);
const isCareCode = (code: string): code is CareCode => codes.has(code);

/** Speaks to other members over mutual TLS; each call is bounded, and what does not answer is `unreachable`. */
export function createExchangeClient(options: ExchangeClientOptions): PeerExchange & {
  /** Asks a member to sign a change of the channel's configuration; undefined when it does not. */
  signConfiguration(member: string, update: string): Promise<string | undefined>;
  close(): void;
} {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 64,
    ...options.tls,
    minVersion: 'TLSv1.3',
  });

  async function call(member: string, method: string, path: string, body?: object) {
    return (await reply(member, method, path, body)).bytes;
  }

  async function reply(
    member: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; bytes: Buffer }> {
    const barred = options.barred();
    if (barred !== undefined) throw new CareError('forbidden', barred);
    const peer = options.member(member);
    if (!peer) throw new CareError('unreachable', `${member} is no active member.`);
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const { status, bytes } = await exchange(
      new URL(`/exchange/v1/${path}`, peer.exchange),
      {
        method,
        agent,
        ca: [...peer.roots],
        headers:
          sent === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(sent.length) },
      },
      sent,
    ).catch((cause: unknown) => {
      throw new CareError('unreachable', `${member} does not answer.`, { cause });
    });
    if (status === 200 || status === 202) return { status, bytes };
    const problem = readProblem(jsonOf(bytes));
    if (problem && isCareCode(problem.code)) throw new CareError(problem.code, problem.detail);
    throw new CareError('unreachable', `${member} answered with a fault (${status}).`);
  }

  async function signature(
    member: string,
    path: string,
    body: object,
  ): Promise<string | undefined> {
    try {
      const answer = jsonOf(await call(member, 'POST', path, body));
      return typeof answer === 'object' &&
        answer !== null &&
        'signature' in answer &&
        typeof answer.signature === 'string'
        ? answer.signature
        : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    async ask(member, body) {
      const { status, bytes } = await reply(member, 'POST', 'ask', body);
      return status === 202 ? { offer: offerIn(jsonOf(bytes)) } : { sealed: bytes };
    },
    take: (member, body) => call(member, 'POST', 'take', body),
    async tell(member, body) {
      await call(member, 'POST', 'tell', body);
    },
    async tellReceipt(member, body) {
      await call(member, 'POST', 'receipt', body);
    },
    async directory(member) {
      return rowsIn(member, jsonOf(await call(member, 'GET', 'directory')));
    },
    async instanceAt(member) {
      try {
        const answer = jsonOf(await call(member, 'GET', 'health'));
        return typeof answer === 'object' && answer !== null && 'instance' in answer
          ? String(answer.instance)
          : undefined;
      } catch {
        return undefined;
      }
    },
    cosign: (member, checkpoint) => signature(member, 'cosign', checkpoint),
    signConfiguration: (member, update) => signature(member, 'configuration', { update }),
    close: () => agent.destroy(),
  };
}

function offerIn(answer: unknown): TakenOffer {
  const { detail, signature }: Record<string, unknown> =
    typeof answer === 'object' && answer !== null ? { ...answer } : {};
  return { detail: textOf(detail), signature: textOf(signature) };
}

function exchange(
  url: URL,
  options: Parameters<typeof httpsRequest>[1],
  body: Buffer | undefined,
): Promise<{ status: number; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(20_000);
    const sent = httpsRequest(url, { ...options, signal }, (response) => {
      collected(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, bytes }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function collected(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > answerLimit) throw new Error('the answer is larger than 128 MiB');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function rowsIn(member: string, answer: unknown): DirectoryRow[] {
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('rows' in answer) ||
    !Array.isArray(answer.rows)
  )
    return [];
  return answer.rows.flatMap((row: unknown) => {
    if (typeof row !== 'object' || row === null) return [];
    const { user, handle, name, role, active }: Record<string, unknown> = { ...row };
    return [
      {
        member,
        user: textOf(user),
        handle: textOf(handle),
        name: textOf(name),
        role: textOf(role),
        active: active !== false,
      },
    ];
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

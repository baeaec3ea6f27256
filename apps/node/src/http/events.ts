import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import {
  CareError,
  type Actor,
  type Bulletin,
  type News,
  type NumberedNews,
  type People,
} from '@careledger/care';
import { problemFor } from './problems.ts';
import type { Visits } from './visit.ts';

const HEARTBEAT_MS = 15_000;
const CHECK_MS = 1_000;
const MOST = 2_000;
const MOST_PER_SESSION = 6;
/** A reader that leaves so much unread is gone; it comes back and resumes. */
const MOST_UNREAD = 256 * 1024;

interface Stream {
  readonly token: string;
  readonly raw: ServerResponse;
}

/**
 * Adds `GET /api/v1/events`: what happened, by ids alone, to whom it concerns (server-sent events). A reader
 * that comes back with `Last-Event-ID` misses nothing that the bulletin still has, or is told to look again.
 */
export function addEvents(
  app: FastifyInstance,
  deps: {
    bulletin: Bulletin;
    people: Pick<People, 'session'>;
    /** Whether somebody may learn of a piece of news. */
    hears: (actor: Actor, news: News) => boolean;
    visits: Visits;
    headers: Readonly<Record<string, string>>;
    log: (line: object) => void;
  },
): void {
  const { bulletin, people, hears, visits, headers, log } = deps;
  /** Numbers begin anew with the process, so its ids do not match those of the last one. */
  const instance = randomBytes(4).toString('hex');
  const streams = new Set<Stream>();

  function tell(stream: Stream, news: NumberedNews): void {
    const session = people.session(stream.token);
    if (session === undefined) return end(stream);
    if (!hears(session.actor, news)) return;
    const { number, kind, to, ...data } = news;
    void to;
    write(stream, `id: ${instance}-${number}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function write(stream: Stream, text: string): void {
    if (stream.raw.writableLength > MOST_UNREAD) return leave(stream);
    stream.raw.write(text);
  }

  function end(stream: Stream): void {
    stream.raw.end('event: end\ndata: {}\n\n');
    streams.delete(stream);
  }

  function leave(stream: Stream): void {
    streams.delete(stream);
    stream.raw.destroy();
  }

  const stop = bulletin.subscribe((news) => {
    for (const stream of streams) tell(stream, news);
  });
  const checking = setInterval(() => {
    for (const stream of streams) if (people.session(stream.token) === undefined) end(stream);
  }, CHECK_MS);
  const beating = setInterval(() => {
    for (const stream of streams) write(stream, ':\n\n');
  }, HEARTBEAT_MS);
  app.addHook('onClose', async () => {
    stop();
    clearInterval(checking);
    clearInterval(beating);
    for (const stream of streams) leave(stream);
  });

  app.get('/api/v1/events', async (request, reply) => {
    try {
      const { token } = visits.ofStream(request);
      if (people.session(token) === undefined)
        throw new CareError('unauthenticated', 'Sign in first.');
      const own = [...streams].filter((stream) => stream.token === token);
      const [oldest] = own.length >= MOST_PER_SESSION ? own : [];
      if (oldest !== undefined) leave(oldest);
      if (streams.size >= MOST)
        throw new CareError('throttled', 'Too many pages listen.', { waitMs: HEARTBEAT_MS });
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
      const stream = { token, raw };
      raw.on('close', () => streams.delete(stream));
      const last = afterOf(request.headers['last-event-id'], instance);
      const missed = last === undefined ? [] : bulletin.after(last);
      const hello = missed === undefined || last === -1 ? '{"resync":true}' : '{}';
      // The id of the greeting lets a reader resume that has heard nothing else yet.
      raw.write(`retry: 1000\nid: ${instance}-${bulletin.last}\nevent: hello\ndata: ${hello}\n\n`);
      for (const news of missed ?? []) tell(stream, news);
      streams.add(stream);
      return await reply;
    } catch (error) {
      const problem = problemFor(error, log);
      return reply.code(problem.status).type('application/problem+json').send(problem);
    }
  });
}

/** The number behind `Last-Event-ID`; -1 where it is of another process, undefined where there is none. */
function afterOf(given: unknown, instance: string): number | undefined {
  if (typeof given !== 'string' || given === '') return undefined;
  const [from, number] = given.split('-', 2);
  return from === instance && /^\d{1,15}$/.test(number ?? '') ? Number(number) : -1;
}

import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { pagePolicy } from './secure-headers.ts';

/** What `%CSP_NONCE%` in the built page stands for: a nonce that is new with every answer. */
const noncePlace = '%CSP_NONCE%';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};
const encodings = [
  { name: 'br', end: '.br' },
  { name: 'gzip', end: '.gz' },
] as const;
const own: ReadonlySet<string> = new Set(['index.html', 'build.json', 'routes.json']);

/** The built pages of a folder: what it holds was listed once, so no address reaches beside it. */
export interface Pages {
  /** Serves each file under its own name and the page itself under every route of it. */
  add(app: FastifyInstance): void;
}

/** Reads the pages that were built into a folder; undefined where there are none. */
export function openPages(folder: string): Pages | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const known = new Set(files);
  const served = files.filter(
    (name) => !own.has(name) && typeOf(name) !== undefined && !name.endsWith('.map'),
  );
  const index = (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(18).toString('base64');
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(noncePlace, nonce));
  };
  return {
    add: (app) => {
      for (const route of ['/', ...routesIn(folder)]) app.get(route, index);
      for (const name of served) app.get(`/${name}`, fileOf(join(folder, name), name, known));
    },
  };
}

/** Hashed names never change their content; the others are asked for again each time. */
function fileOf(file: string, name: string, known: ReadonlySet<string>) {
  const type = typeOf(name) ?? '';
  const cache = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const etag = `"${createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22)}"`;
  const held = new Map<string, Buffer>();
  return (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = encodings.find(
      (each) => known.has(name + each.end) && new RegExp(`\\b${each.name}\\b`).test(accepted),
    );
    const path = file + (encoding?.end ?? '');
    const content = held.get(path) ?? readFileSync(path);
    held.set(path, content);
    void reply
      .header('cache-control', cache)
      .header('etag', etag)
      .header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (encoding) void reply.header('content-encoding', encoding.name);
    return reply.type(type).send(content);
  };
}

const typeOf = (name: string) => types[name.split('.').at(-1) ?? ''];

/** The addresses of pages, as the build wrote them; `:` begins a part that is an id. */
function routesIn(folder: string): string[] {
  const file = join(folder, 'routes.json');
  if (!existsSync(file)) return [];
  const Route = v.pipe(v.string(), v.regex(/^(\/:?[a-z][a-z-]*)+$/));
  return v.parse(v.array(Route), JSON.parse(readFileSync(file, 'utf8')));
}

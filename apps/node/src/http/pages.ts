import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { pagePolicy } from './secure-headers.ts';

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

/** A patient's page opens the page of her other hospital, and that one alone answers the page that opened it (decision 16). */
const openerPolicy = (route: string) =>
  route === '/me/hand-over' ? 'unsafe-none' : 'same-origin-allow-popups';

/** The built pages of a folder: read once, so no address reaches beside it and another build disturbs nobody. */
export interface Pages {
  /** Serves each file under its own name and the page itself under every route of it. */
  add(app: FastifyInstance): void;
}

/** Reads the pages that were built into a folder; undefined where there are none. */
export function openPages(folder: string): Pages | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const known = new Set(files);
  const served = files.filter(
    (name) => !own.has(name) && typeOf(name) !== undefined && !name.endsWith('.map'),
  );
  const index = fileOf(folder, 'index.html', known);
  return {
    add: (app) => {
      for (const route of ['/', ...routesIn(folder)])
        app.get(route, (request, reply) =>
          index(
            request,
            reply
              .header('content-security-policy', pagePolicy)
              .header('cross-origin-opener-policy', openerPolicy(route)),
          ),
        );
      for (const name of served) app.get(`/${name}`, fileOf(folder, name, known));
    },
  };
}

/** Hashed names never change their content; the others are asked for again each time. */
function fileOf(folder: string, name: string, known: ReadonlySet<string>) {
  const type = typeOf(name) ?? '';
  const cache = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const plain = readFileSync(join(folder, name));
  const packed = encodings
    .filter(({ end }) => known.has(name + end))
    .map((each) => ({ ...each, content: readFileSync(join(folder, name + each.end)) }));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = request.headers['accept-encoding'] ?? '';
    const chosen = packed.find((each) => new RegExp(`\\b${each.name}\\b`).test(accepted));
    void reply
      .header('cache-control', cache)
      .header('etag', etag)
      .header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (chosen) void reply.header('content-encoding', chosen.name);
    return reply.type(type).send(chosen?.content ?? plain);
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

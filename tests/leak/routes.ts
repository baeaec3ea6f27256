import { operations } from '@careledger/protocol';
import type { HospitalHere } from './hospitals.ts';

type Server = HospitalHere['node']['app'];

const placed =
  '/health /about /api/v1/events /api/v1/oidc/start /api/v1/oidc/back /fhir/R4 /fhir/R4/ /fhir/R4/metadata /fhir/R4/:type ' +
  '/fhir/R4/:type/_search /fhir/R4/:type/:id /fhir/R4/:type/:id/_history /fhir/R4/:type/:id/_history/:version';

/** Addresses with something behind them that the table walks. */
const placedRoutes: ReadonlySet<string> = new Set([
  ...placed.split(' '),
  ...Object.keys(operations).map((name) => `/api/v1/${name}`),
]);

/** Addresses of pages, which carry nothing of anybody and are walked as they are served. */
export function pagesOf(app: Server): string[] {
  return routesOf(app).filter((route) => !/^\/(?:api|fhir|assets)\//.test(route));
}

/** Addresses that are neither a page nor walked by the table. */
export function unplacedRoutes(app: Server): string[] {
  const pages = new Set(pagesOf(app));
  return routesOf(app).filter(
    (route) => !placedRoutes.has(route) && !pages.has(route) && !route.startsWith('/assets/'),
  );
}

/** Every address that a server answers on, out of the tree in which Fastify prints them. */
function routesOf(app: Server): string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part, methods] =
      /^((?:│ {3}| {4})*)(?:└──|├──) (\S*)(?: \((.+)\))?$/u.exec(line) ?? [];
    if (part === undefined) continue;
    const depth = indent.length / 4;
    above.length = depth;
    above.push(part);
    if (methods !== undefined) found.push(above.join(''));
  }
  return found.map((route) => route.replace(/\/{2,}/g, '/'));
}

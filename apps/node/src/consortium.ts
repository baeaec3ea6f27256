import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { NodeError } from './node-error.ts';

const port = v.pipe(v.number(), v.integer());

const Member = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/)),
  mspId: v.string(),
  name: v.string(),
  folder: v.string(),
  url: v.string(),
  origin: v.string(),
  rpId: v.string(),
  exchange: v.string(),
  ports: v.object({
    http: port,
    exchange: port,
    mqtt: port,
    peer: port,
  }),
});

const File = v.object({
  v: v.literal(1),
  channel: v.string(),
  engine: v.picklist(['embedded', 'fabric']),
  demo: v.boolean(),
  orderer: v.exactOptional(v.object({ folder: v.string(), port: port })),
  sponsor: v.exactOptional(v.string()),
  members: v.pipe(v.array(Member), v.minLength(1)),
});

/** One hospital of a data folder: its names, folder (relative to the data folder) and loopback ports. */
export type ConsortiumMember = v.InferOutput<typeof Member>;
/**
 * What `consortium.json` says: who runs here and where; nothing secret. A hospital that joined has no orderer of its own, but the
 * address of the member through which it applied, its sponsor.
 */
export type Consortium = v.InferOutput<typeof File>;

const fileName = 'consortium.json';

/** Reads `consortium.json`; throws NodeError `configuration` when it is not of this form. */
export function readConsortium(data: string): Consortium {
  const file = join(data, fileName);
  try {
    return v.parse(File, JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new NodeError('configuration', `${file} is not a consortium of this version.`, { cause });
  }
}

/** Writes `consortium.json` in one step. */
export function writeConsortium(data: string, consortium: Consortium): void {
  const file = join(data, fileName);
  writeFileSync(`${file}.new`, `${JSON.stringify(consortium, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The layout of a consortium on one machine: ports count from `portBase`, hospitals in the given order. */
export function planConsortium(options: {
  names: readonly string[];
  portBase: number;
  demo: boolean;
  engine: Consortium['engine'];
}): Consortium {
  return {
    v: 1,
    channel: 'careledger',
    engine: options.engine,
    demo: options.demo,
    orderer: { folder: 'orderer', port: options.portBase },
    members: options.names.map((name, index) => planMember(name, options.portBase + index)),
  };
}

/** Where a browser makes and uses passkeys: over HTTPS, or on the machine itself. */
const address =
  /^(?:https:\/\/[a-z0-9.-]{1,253}|http:\/\/(?:[a-z0-9.-]{1,243}\.)?localhost)(?::[0-9]{1,5})?$/;

/**
 * One hospital on this machine: its id is its name in lower case with hyphens; its ports count from `portBase`. Where its pages have
 * an address of their own (`origin`), passkeys belong to that host.
 */
export function planMember(name: string, portBase: number, origin?: string): ConsortiumMember {
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const ports = {
    http: portBase + 1,
    exchange: portBase + 11,
    mqtt: portBase + 21,
    peer: portBase + 31,
  };
  if (origin !== undefined && !address.test(origin))
    throw new NodeError(
      'configuration',
      `${origin} is no address of pages: it looks like https://records.hospital.example, without https only on localhost, because browsers sign with passkeys nowhere else.`,
    );
  const planned = {
    id,
    mspId: `${id.charAt(0).toUpperCase()}${id.slice(1)}MSP`,
    name,
    folder: id,
    url: `http://127.0.0.1:${ports.http}`,
    origin: origin ?? `http://${id}.localhost:${ports.http}`,
    rpId: origin === undefined ? `${id}.localhost` : new URL(origin).hostname,
    exchange: `https://localhost:${ports.exchange}`,
    ports,
  };
  if (v.is(Member, planned)) return planned;
  throw new NodeError(
    'configuration',
    `${name} is no name of a hospital here: begin with a letter and use 2 to 31 letters, digits and spaces.`,
  );
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { NodeError } from './node-error.ts';

const Member = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
  mspId: Type.String(),
  name: Type.String(),
  folder: Type.String(),
  url: Type.String(),
  origin: Type.String(),
  rpId: Type.String(),
  exchange: Type.String(),
  ports: Type.Object({
    http: Type.Integer(),
    exchange: Type.Integer(),
    mqtt: Type.Integer(),
    peer: Type.Integer(),
  }),
});

const File = Type.Object({
  v: Type.Literal(1),
  channel: Type.String(),
  engine: Type.Union([Type.Literal('embedded'), Type.Literal('fabric')]),
  demo: Type.Boolean(),
  orderer: Type.Object({ folder: Type.String(), port: Type.Integer() }),
  members: Type.Array(Member, { minItems: 1 }),
});

/** One hospital of a data folder: its names, folder (relative to the data folder) and loopback ports. */
export type ConsortiumMember = Static<typeof Member>;
/** What `consortium.json` says: who runs here and where; nothing secret. */
export type Consortium = Static<typeof File>;

const fileName = 'consortium.json';

/** Reads `consortium.json`; throws NodeError `configuration` when it is not of this form. */
export function readConsortium(data: string): Consortium {
  const file = join(data, fileName);
  try {
    return Value.Parse(File, JSON.parse(readFileSync(file, 'utf8')));
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
  const { portBase } = options;
  return {
    v: 1,
    channel: 'careledger',
    engine: options.engine,
    demo: options.demo,
    orderer: { folder: 'orderer', port: portBase },
    members: options.names.map((name, index) => {
      const id = name.toLowerCase();
      const ports = {
        http: portBase + 1 + index,
        exchange: portBase + 11 + index,
        mqtt: portBase + 21 + index,
        peer: portBase + 31 + index,
      };
      return {
        id,
        mspId: `${name}MSP`,
        name,
        folder: id,
        url: `http://127.0.0.1:${ports.http}`,
        origin: `http://${id}.localhost:${ports.http}`,
        rpId: `${id}.localhost`,
        exchange: `https://localhost:${ports.exchange}`,
        ports,
      };
    }),
  };
}

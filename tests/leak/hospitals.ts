import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPeople } from '@careledger/node';
import { foundDemonstration } from '../../apps/cli/src/founding.ts';
import { openNode, type OpenNode } from '../../apps/node/src/node.ts';
import { openOrdererIn } from '../../apps/node/src/orderer.ts';

/** An answer as anybody on the way would see it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What somebody sends. */
export interface Sent {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One of the two hospitals, in this process. */
export interface HospitalHere {
  readonly node: OpenNode;
  readonly url: string;
  /** What the server wrote into its log. */
  readonly lines: string[];
  /** Sends as somebody with this session (bearer token; none where it is empty). */
  send(sent: Sent, token: string): Promise<Answer>;
  /** User and password of the demonstration's first of this role. */
  account(role: string): { user: string; password: string };
}

/** Northgate, where the team alone may open a chart, and Riverside, on one ledger, in this process. */
export interface Hospitals extends AsyncDisposable {
  readonly northgate: HospitalHere;
  readonly riverside: HospitalHere;
  /** Closes Northgate and opens it again, where all who treat may open a chart; gives it anew. */
  reopenForAll(): Promise<HospitalHere>;
}

/** Founds and opens both hospitals; their ports count from `portBase`. */
export async function openHospitals(options: { portBase: number }): Promise<Hospitals> {
  const data = mkdtempSync(join(tmpdir(), 'careledger-leak-'));
  const consortium = await foundDemonstration(data, { ...options, engine: 'embedded' });
  const setPolicy = (carePolicy: 'hospital' | 'team') =>
    writeFileSync(join(data, 'northgate', 'node.json'), JSON.stringify({ v: 1, carePolicy }));
  setPolicy('team');
  const orderer = await openOrdererIn(data);
  const people = readPeople(data);

  async function open(id: string): Promise<HospitalHere> {
    const member = consortium.members.find((each) => each.id === id);
    if (member === undefined) throw new Error(`${id} is expected`);
    const lines: string[] = [];
    const log = (line: object) => void lines.push(JSON.stringify(line));
    const node = await openNode({ data, consortium, member }, { log });
    const { host } = new URL(member.url);
    return {
      node,
      url: member.url,
      lines,
      async send({ method, url, body, headers = {} }, token) {
        const answer = await node.app.inject({
          method,
          url,
          headers: {
            host,
            ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
        });
        return { status: answer.statusCode, headers: answer.headers, body: answer.body };
      },
      account(role) {
        const found = people.find((each) => each.member === id && each.role === role);
        return { user: found?.user ?? '', password: found?.password ?? '' };
      },
    };
  }

  const [northgate, riverside] = await Promise.all([open('northgate'), open('riverside')]);
  let latest = northgate;
  return {
    northgate,
    riverside,
    reopenForAll: async () => {
      await northgate.node.close();
      setPolicy('hospital');
      latest = await open('northgate');
      return latest;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([latest.node.close(), riverside.node.close()]);
      await orderer.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

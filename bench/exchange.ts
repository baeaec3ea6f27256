import { syntheticBundle } from '@careledger/fhir';
import { connectLedger, type Ledger } from '@careledger/ledger';
import { readPeople, type Consortium } from '@careledger/node';
import { openKeyRing } from '@careledger/node/founding';
import { canonical } from '@careledger/proof';
import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { foundDemonstration } from '../apps/cli/src/founding.ts';
import { assertWith, readPasskey } from '../apps/cli/src/passkey-file.ts';
import { askedIn, patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { demoSession, enrolWithPasskey } from '../apps/cli/src/seed.ts';
import { superviseConsortium } from '../apps/cli/src/supervise.ts';
import type { BenchDeps } from './figure.ts';
import { measure, percentile, type Measured } from './measure.ts';

const PORT_BASE = 21_100;
const WARM_UP = 10;
const ONE_BY_ONE = 100;
const MANY = 200;
const AT_ONCE = 8;
const ANCHORED_WITHIN_MS = 60_000;
const CATEGORIES = ['medications', 'allergies', 'problems'];

interface Place {
  readonly data: string;
  readonly consortium: Consortium;
}

/** Questions from one hospital process to the other, beside one bare transaction and one mutual-TLS round trip. */
export async function benchExchange(deps: BenchDeps): Promise<void> {
  const { progress } = deps;
  const data = join(deps.folder, 'data');
  progress('exchange: founding and starting an orderer and two hospitals …');
  const portBase = await freeBase();
  const consortium = await foundDemonstration(data, { portBase, engine: 'embedded' });
  const running = await superviseConsortium(data, consortium, { say: progress, revive: false });
  try {
    const at = { data, consortium };
    const card = await grantedCard(at, deps);
    await measureAsks(at, card, deps);
    await measureTransaction(at, deps);
    await measureRoundTrip(at, deps);
  } finally {
    progress('exchange: stopping …');
    await running.stop();
  }
}

async function measureAsks(at: Place, card: string, deps: BenchDeps): Promise<void> {
  const { signal, progress } = deps;
  const doctor = await demoSession(at.data, at.consortium, 'riverside', 'doctor');
  const once = async (): Promise<void> => {
    const answer = rowsOf(await doctor.call('ask', { card }))[0];
    if (answer?.['available'] !== true) throw new Error('an ask was not answered');
  };
  progress(`exchange: ${ONE_BY_ONE} asks one by one, then ${MANY} at ${AT_ONCE} at once …`);
  await measure({ count: WARM_UP }, { signal, once });
  const place = { engine: 'embedded', hospitals: 2, processes: 3 };
  const single = await measure({ count: ONE_BY_ONE }, { signal, once });
  reported('exchange.ask', single, { ...place, count: ONE_BY_ONE, atOnce: 1 }, deps);
  const many = await measure({ count: MANY, atOnce: AT_ONCE }, { signal, once });
  reported('exchange.ask', many, { ...place, count: MANY, atOnce: AT_ONCE }, deps);
}

function reported(
  name: string,
  measured: Measured,
  settings: Record<string, string | number>,
  { figure }: BenchDeps,
): void {
  figure(name, measured.perSecond, '1/s', settings);
  figure(`${name}.p50`, percentile(measured, 50), 'ms', settings);
  figure(`${name}.p95`, percentile(measured, 95), 'ms', settings);
}

/** A transaction of one written key, sent to Riverside's own peer as its service sends them. */
async function measureTransaction(at: Place, deps: BenchDeps): Promise<void> {
  deps.progress('exchange: bare transactions …');
  const member = memberOf(at, 'riverside');
  const ring = openKeyRing(join(at.data, member.folder, 'keys'));
  const { cert, key } = ring.credential('service');
  const ledger = await connectLedger({
    address: `localhost:${member.ports.peer}`,
    tlsRoots: [ring.authority('ca').certPem],
    mspId: member.mspId,
    certPem: cert,
    keyPem: key,
    channel: at.consortium.channel,
  });
  try {
    const book = `book-${member.id}`;
    const writer = await writerOf(ledger, book);
    const id = (): string => randomBytes(32).toString('hex');
    const once = (): Promise<unknown> =>
      ledger.transact({
        book,
        fn: 'receive',
        arg: canonical({ v: 1, writer, items: [{ id: id(), receipt: id() }] }),
        endorsedBy: [member.mspId],
      });
    const single = await measure({ count: ONE_BY_ONE }, { signal: deps.signal, once });
    const settings = { transaction: 'receive', count: ONE_BY_ONE, atOnce: 1 };
    reported('exchange.limit.transaction', single, settings, deps);
  } finally {
    ledger.close();
  }
}

async function writerOf(ledger: Ledger, book: string): Promise<string> {
  const bytes = await ledger.evaluate({ book, fn: 'read', arg: 'writer' });
  const writer: unknown = JSON.parse(bytes.toString('utf8'));
  return textIn(rowsOf(writer)[0], 'incarnation');
}

/** The smallest request over the connection that an ask takes: the exchange server's state, as Riverside. */
async function measureRoundTrip(at: Place, deps: BenchDeps): Promise<void> {
  deps.progress('exchange: round trips over mutual TLS …');
  const ringOf = (member: string) =>
    openKeyRing(join(at.data, memberOf(at, member).folder, 'keys'));
  const { cert, key } = ringOf('riverside').credential('tls');
  const ca = ringOf('northgate').authority('ca').certPem;
  const agent = new Agent({ keepAlive: true, maxSockets: 1, cert, key, ca });
  const url = new URL('/exchange/v1/health', memberOf(at, 'northgate').exchange);
  const once = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { agent, signal: AbortSignal.timeout(5000) }, (response) => {
        response.resume().once('error', reject);
        response.once('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`the exchange server answers ${response.statusCode ?? 0}`)),
        );
      });
      sent.once('error', reject).end();
    });
  try {
    await measure({ count: WARM_UP }, { signal: deps.signal, once });
    const count = ONE_BY_ONE * 5;
    const single = await measure({ count }, { signal: deps.signal, once });
    reported('exchange.limit.round-trip', single, { count, atOnce: 1 }, deps);
  } finally {
    agent.destroy();
  }
}

/** Admits and enrols a patient at Northgate who lets Riverside's doctor see three categories. */
async function grantedCard(at: Place, { folder, signal, progress }: BenchDeps): Promise<string> {
  progress('exchange: admitting a patient who grants …');
  const custodian = await demoSession(at.data, at.consortium, 'northgate', 'doctor');
  const bundle = syntheticBundle(2026, 0);
  const rows = rowsOf(await custodian.call('import', { source: 'bench.json', bundle }));
  const patient = textIn(
    rows.find((row) => row['type'] === 'Patient'),
    'id',
  );
  const file = join(folder, 'passkey.json');
  const { card } = await enrolWithPasskey(at.data, at.consortium, {
    member: 'northgate',
    patient,
    file,
  });
  await anchored(createNodeClient({ url: memberOf(at, 'northgate').url }), signal);
  const doctor = readPeople(at.data).find((p) => p.member === 'riverside' && p.role === 'doctor');
  const session = await patientSession({ data: at.data, at: 'northgate' }, file);
  const wish = { to: `${doctor?.user ?? ''}@riverside`, categories: CATEGORIES };
  const draft = rowsOf(
    await session.call('grant-prepare', { ...wish, purpose: 'TREAT', days: 30 }),
  )[0];
  const assertion = assertWith(readPasskey(file), askedIn(draft));
  await session.call('consent-sign', { draft: textIn(draft, 'draft'), assertion });
  return card;
}

async function anchored(node: NodeClient, signal: AbortSignal): Promise<void> {
  const end = performance.now() + ANCHORED_WITHIN_MS;
  while (Number(rowsOf(await node.call('status', {}))[0]?.['unanchored'] ?? 1) > 0) {
    signal.throwIfAborted();
    if (performance.now() > end) throw new Error('the entries were not anchored in a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function memberOf({ consortium }: Place, id: string): Consortium['members'][number] {
  const member = consortium.members.find((each) => each.id === id);
  if (member === undefined) throw new Error(`no hospital ${id}`);
  return member;
}

async function freeBase(): Promise<number> {
  for (let base = PORT_BASE; base < PORT_BASE + 1000; base += 100) {
    const ports = [0, 1, 2, 11, 12, 21, 22, 31, 32].map((offset) => base + offset);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return base;
  }
  throw new Error(`no free ports from ${PORT_BASE}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

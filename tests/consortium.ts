import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { syntheticBundle } from '@careledger/fhir';
import { readConsortium, writeConsortium, type Consortium } from '@careledger/node';
import { createNodeClient, NodeProblem, type NodeClient } from '@careledger/protocol';
import { foundDemonstration } from '../apps/cli/src/founding.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { demoSession, enrolWithPasskey } from '../apps/cli/src/seed.ts';
import { superviseConsortium, type Running } from '../apps/cli/src/supervise.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const typescript: readonly string[] =
  'typescript' in process.features && process.features.typescript ? [] : ['--import', 'tsx'];

/** How a command of the command line ended. */
export interface Ended {
  readonly code: number;
  readonly rows: Record<string, unknown>[];
  readonly stderr: string;
}

/** A consortium of processes for tests: two hospitals and an orderer in a folder of their own. */
export interface TestConsortium {
  readonly data: string;
  readonly scratch: string;
  readonly consortium: Consortium;
  /** Runs `careledger ARGS --data … --json` as a process. */
  cli(...args: string[]): Promise<Ended>;
  session(member: string, role: string): Promise<NodeClient>;
  status(member: string): Promise<Record<string, unknown>>;
  /** `kill -9` of a part. */
  kill(part: string): Promise<void>;
  /** SIGTERM to a hospital, until it has ended. */
  halt(member: string): Promise<void>;
  start(part: string): Promise<void>;
  /** Stops everything cleanly; `up` starts it again. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Stops everything and deletes the folder. */
  close(): Promise<void>;
}

/** Founds and starts a consortium; `number` keeps the ports of test files apart. */
export async function startConsortium(options: {
  number: number;
  detour?: boolean;
}): Promise<TestConsortium> {
  const scratch = mkdtempSync(join(tmpdir(), 'careledger-tests-'));
  const data = join(scratch, 'data');
  const base = await freeBase(options.number);
  const detour = options.detour === true ? base + 61 : 0;
  let running: Running | undefined;

  async function up(): Promise<void> {
    running = await superviseConsortium(data, await consortiumIn(data, base, detour), {
      say: () => {},
      revive: false,
    });
  }

  function present(): Running {
    if (!running) throw new Error('the consortium is not up');
    return running;
  }

  async function down(): Promise<void> {
    const held = running;
    running = undefined;
    await held?.stop();
  }

  await up().catch(async (error: unknown) => {
    rmSync(scratch, { recursive: true, force: true });
    throw error;
  });
  const consortium = readConsortium(data);
  const urlOf = (member: string) => consortium.members.find((m) => m.id === member)?.url ?? '';
  return {
    data,
    scratch,
    consortium,
    cli: (...args) => careledger([...args, '--data', data, '--json']),
    session: (member, role) => demoSession(data, consortium, member, role),
    async status(member) {
      const client = createNodeClient({ url: urlOf(member), limitMs: 5000 });
      return rowsOf(await client.call('status', {}))[0] ?? {};
    },
    kill: (part) => present().kill(part),
    async halt(member) {
      const pid = Number(
        rowsOf({ rows: rowsOf(present().ready())[0]?.['nodes'] }).find(
          (node) => node['member'] === member,
        )?.['pid'],
      );
      process.kill(pid, 'SIGTERM');
      if (!(await until(async () => !isAlive(pid), 10_000)))
        throw new Error(`${member} does not end`);
    },
    start: (part) => present().start(part),
    down,
    up,
    async close() {
      await down();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** Runs a command line of the product. */
export async function careledger(args: readonly string[]): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [...typescript, join(root, 'apps/cli/src/main.ts'), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const text: string[] = [];
    stream.setEncoding('utf8').on('data', (part: string) => text.push(part));
    return text;
  });
  const code = await new Promise<number>((resolve) =>
    child.once('close', (ended) => resolve(ended ?? -1)),
  );
  clearTimeout(timer);
  const lines = (stdout ?? [])
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return {
    code,
    rows: lines.flatMap((line) => rowsOf(JSON.parse(line))),
    stderr: (stderr ?? []).join(''),
  };
}

/** A patient of Northgate as the tests know her. */
export interface TestPatient {
  readonly id: string;
  readonly card: string;
  readonly stop: string;
  readonly passkey: string;
  readonly bundleFile: string;
  /** FHIR id by fullUrl of the bundle. */
  readonly idOf: ReadonlyMap<string, { type: string; id: string }>;
}

/** Imports a bundle at Northgate, enrols its patient with a software passkey, and waits until all is anchored. */
export async function admitAndEnrol(
  at: TestConsortium,
  options: { index: number; bundle?: object },
): Promise<TestPatient> {
  const { index, bundle = syntheticBundle('tests', index) } = options;
  const bundleFile = join(at.scratch, `bundle-${index}.json`);
  writeFileSync(bundleFile, JSON.stringify(bundle));
  const doctor = await at.session('northgate', 'doctor');
  const rows = rowsOf(await doctor.call('import', { source: `bundle-${index}.json`, bundle }));
  const patient = rows.find((row) => row['type'] === 'Patient');
  const id = textIn(patient, 'id');
  const passkey = join(at.scratch, `passkey-${index}.json`);
  const enrolled = await settled(() =>
    enrolWithPasskey(at.data, at.consortium, { member: 'northgate', patient: id, file: passkey }),
  );
  await anchored(at, 'northgate');
  return {
    id,
    card: enrolled.card,
    stop: enrolled.stop,
    passkey,
    bundleFile,
    idOf: new Map(
      rows.map((row) => [
        textIn(row, 'fullUrl'),
        { type: textIn(row, 'type'), id: textIn(row, 'id') },
      ]),
    ),
  };
}

/** Tries again while a node that has just started is not yet on the ledger, at most a minute. */
async function settled<T>(act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 60_000; ;) {
    try {
      return await act();
    } catch (error) {
      const isEarly = error instanceof NodeProblem && error.problem.code === 'not-ready';
      if (!isEarly || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Waits until a member has nothing unanchored. */
export async function anchored(
  at: TestConsortium,
  member: string,
  limitMs = 20_000,
): Promise<void> {
  const isDone = await until(
    async () => Number((await at.status(member))['unanchored']) === 0,
    limitMs,
  );
  if (!isDone) throw new Error(`${member} still has unanchored acts after ${limitMs} ms`);
}

/** Waits until `holds`, at most `limitMs`; false when it never did. */
export async function until(holds: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  do {
    if (await holds().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (Date.now() < end);
  return false;
}

/** A whole number from the environment, for heavier runs. */
export function numberOf(name: string, otherwise: number): number {
  const given = Number(process.env[name] ?? otherwise);
  return Number.isInteger(given) && given > 0 ? given : otherwise;
}

/** Founds where there is nothing; the exchange server of the first hospital may listen elsewhere than its members believe. */
async function consortiumIn(data: string, base: number, detour: number): Promise<Consortium> {
  if (existsSync(join(data, 'consortium.json'))) return readConsortium(data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const founded = await foundDemonstration(data, { portBase: base, engine: 'embedded' });
  if (detour === 0) return founded;
  const members = founded.members.map((m, i) =>
    i === 0 ? { ...m, ports: { ...m.ports, exchange: detour } } : m,
  );
  writeConsortium(data, { ...founded, members });
  return readConsortium(data);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ports that nobody uses, from which a consortium counts its own; `number` keeps test files apart. */
export async function freeBase(number: number): Promise<number> {
  for (let base = 20_100 + number * 100; base < 32_000; base += 1000) {
    const ports = [0, 1, 2, 11, 12, 21, 22, 31, 32, 61].map((offset) => base + offset);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return base;
  }
  throw new Error('no free ports');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { syntheticBundle } from '@careledger/fhir';
import { newPasskey, softwarePasskey } from '@careledger/keys';
import { readConsortium, type ConsortiumMember } from '@careledger/node';
import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { careledger, until, type Ended } from './consortium.ts';

const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const typescript: readonly string[] =
  'typescript' in process.features && process.features.typescript ? [] : ['--import', 'tsx'];

/** A hospital with a data folder of its own, made by `node init` and held up by `node start`. */
export interface OwnHospital {
  readonly data: string;
  readonly member: ConsortiumMember;
  /** What `node init` printed. */
  readonly initialised: Record<string, unknown>;
  /** The lines that `node start` printed since it was started last. */
  readonly lines: readonly Record<string, unknown>[];
  cli(...args: string[]): Promise<Ended>;
  /** Runs a command as its first administrator. */
  asAdministrator(...args: string[]): Promise<Ended>;
  session(user: string): Promise<NodeClient>;
  status(): Promise<Record<string, unknown>>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The password of everybody at a hospital of the tests. */
const password = 'a password of the tests';

/** Makes a hospital by the command line. */
export async function initHospital(
  scratch: string,
  options: { name: string; portBase: number; join?: string; origin?: string },
): Promise<OwnHospital> {
  const { name, portBase } = options;
  const data = join(scratch, name.toLowerCase());
  const passwordFile = join(scratch, 'password');
  writeFileSync(passwordFile, `${password}\n`);
  const cli = (...args: string[]) => careledger([...args, '--data', data, '--json']);
  const named = ['--name', name, '--port-base', String(portBase)];
  const admin = ['--admin', 'ida', '--admin-password-file', passwordFile];
  const joined = options.join === undefined ? [] : ['--join', options.join];
  const origin = options.origin === undefined ? [] : ['--origin', options.origin];
  const made = await cli('node', 'init', ...named, ...admin, ...joined, ...origin);
  if (made.code !== 0) throw new Error(`node init: ${made.stderr}`);
  const member = readConsortium(data).members[0];
  if (!member) throw new Error('no member was made');
  let running: ChildProcess | undefined;
  let lines: Record<string, unknown>[] = [];

  return {
    data,
    member,
    initialised: made.rows[0] ?? {},
    get lines() {
      return lines;
    },
    cli,
    asAdministrator: (...args) => cli(...args, '--as', 'ida', '--password-file', passwordFile),
    async session(user) {
      const stranger = createNodeClient({ url: member.url });
      const answer = await stranger.call('login', { user, password });
      return createNodeClient({ url: member.url, token: textIn(rowsOf(answer)[0], 'token') });
    },
    async status() {
      const client = createNodeClient({ url: member.url, limitMs: 5000 });
      return rowsOf(await client.call('status', {}))[0] ?? {};
    },
    async start() {
      lines = [];
      running = spawn(
        process.execPath,
        [...typescript, main, 'node', 'start', '--data', data, '--json'],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const child = running;
      let told = '';
      child.stderr?.on('data', (chunk) => {
        told = `${told}${String(chunk)}`.slice(-2000);
      });
      if (child.stdout)
        createInterface({ input: child.stdout }).on('line', (line) => {
          lines = [...lines, ...rowsOf(JSON.parse(line))];
        });
      const isReady = () => lines.some((line) => line['ready'] === true);
      await until(async () => isReady() || hasEnded(child), 180_000);
      if (!isReady()) throw new Error(`${name} does not start: ${told}`);
    },
    async stop() {
      const held = running;
      running = undefined;
      if (!held || hasEnded(held)) return;
      const ended = new Promise((resolve) => held.once('exit', resolve));
      held.kill('SIGTERM');
      await ended;
    },
  };
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** Adds a doctor and a nurse. */
export async function addStaff(at: OwnHospital): Promise<void> {
  const ida = await at.session('ida');
  for (const [user, role] of [
    ['doctor', 'doctor'],
    ['nurse', 'nurse'],
  ] as const)
    await ida.call('add-practitioner', { user, name: `A ${role}`, role, password });
}

/** A patient of a hospital, enrolled with a software passkey. */
export async function enrolPatient(
  at: OwnHospital,
  index: number,
): Promise<{ id: string; card: string; passkey: string }> {
  const doctor = await at.session('doctor');
  const bundle = syntheticBundle('newcomer', index);
  const rows = rowsOf(await doctor.call('import', { source: `newcomer-${index}.json`, bundle }));
  const id = textIn(
    rows.find((row) => row['type'] === 'Patient'),
    'id',
  );
  const file = join(at.data, `passkey-${index}.json`);
  writeFileSync(file, newPasskey());
  const { id: credential, spki } = softwarePasskey(readFileSync(file, 'utf8'));
  const enrolled = await doctor.call('enrol', {
    patient: id,
    second: { user: 'nurse', password },
    passkey: { id: credential, spki, rpId: at.member.rpId },
  });
  return { id, card: textIn(rowsOf(enrolled)[0], 'card'), passkey: file };
}

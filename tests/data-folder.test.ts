import { randomInt } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logNames } from '@careledger/care';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { readPeople } from '@careledger/node';
import { canary, canaryBundle } from './canary.ts';
import { grant } from './consent.ts';
import {
  admitAndEnrol,
  anchored,
  careledger,
  numberOf,
  startConsortium,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { faultsIn } from './verified.ts';

/** Flips in a copy of each log; 20 in a long run. */
const flips = numberOf('TEST_FLIPS', 1);

let at: TestConsortium;
let her: TestPatient;
const answered: string[] = [];
let before: unknown[] = [];

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Changes one bit of a file at a random place (or the given one). */
function flip(file: string): number {
  const opened = openSync(file, 'r+');
  const place = randomInt(fstatSync(opened).size);
  const byte = Buffer.alloc(1);
  readSync(opened, byte, 0, 1, place);
  writeSync(opened, Buffer.of((byte[0] ?? 0) ^ (1 << randomInt(8))), 0, 1, place);
  closeSync(opened);
  return place;
}

const contentOf = async () => {
  const doctor = await at.session('northgate', 'doctor');
  return rowsOf(await doctor.call('read', { patient: her.id })).map((row) => [
    row['type'],
    row['id'],
    row['version'],
    row['resource'],
    row['tx'],
  ]);
};

beforeAll(async () => {
  at = await startConsortium({ number: 5 });
  her = await admitAndEnrol(at, { index: 0, bundle: canaryBundle });
  await grant(at, her, ['medications', 'problems']);
  const doctor = await at.session('riverside', 'doctor');
  const password =
    readPeople(at.data).find((p) => p.member === 'riverside' && p.role === 'doctor')?.password ??
    '';
  answered.push(JSON.stringify(await doctor.call('ask', { card: her.card })));
  answered.push(
    JSON.stringify(
      await doctor.call('break-glass', {
        card: her.card,
        reason: 'ETREAT',
        text: canary.note,
        password,
      }),
    ),
  );
  const northgate = await at.session('northgate', 'doctor');
  for (const query of [
    `Patient?name=${canary.family}`,
    `Patient?identifier=${canary.number}`,
    `Condition?code=${canary.snomed}`,
  ])
    await northgate.fhir('GET', query);
  await northgate
    .fhir('POST', 'Patient', { resourceType: 'Patient', birthDate: canary.text })
    .catch(() => {});
  await northgate.fhir('GET', `Patient/${canary.family}`).catch(() => {});
  await anchored(at, 'riverside');
  before = await contentOf();
  await at.down();
}, 180_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('a data folder', () => {
  it('I3 holds no name, number, contact, code or text in clear, nor does any log of a service', () => {
    expect(answered[0], 'Riverside was shown them').toContain(canary.snomed);
    expect(answered[1], 'by break-glass too').toContain(canary.medicine);
    const files = filesUnder(at.data).filter((file) => !file.endsWith('/lock'));
    expect(
      files.filter((file) => /\/(journal|vault|registry|blocks)\/.*\.log$/.test(file)).length,
    ).toBeGreaterThan(6);
    expect(files.filter((file) => file.endsWith('service.log'))).toHaveLength(3);
    const found: string[] = [];
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const [what, text] of Object.entries(canary))
        for (const form of [
          text,
          encodeURIComponent(text),
          Buffer.from(text).toString('hex'),
          Buffer.from(text).toString('base64').replaceAll('=', '').slice(0, -1),
          text.toLowerCase(),
        ])
          if (
            bytes.includes(form) ||
            bytes.includes(Buffer.from(form, 'utf16le')) ||
            file.includes(form)
          )
            found.push(`${what} in ${relative(at.data, file)}`);
    }
    expect([...new Set(found)]).toEqual([]);
  }, 60_000);

  it('J4.3 is whole after a clean stop', async () => {
    const done = await careledger(['verify', '--data', at.data, '--json']);
    expect([done.code, done.rows, done.stderr]).toEqual([0, [], expect.any(String)]);
  }, 60_000);

  it(
    `J4.1 shows each of ${flips} changed bits in each log of every member and of the orderer: exit 3, with member, log and segment`,
    async () => {
      const copy = join(at.scratch, 'copy');
      cpSync(at.data, copy, { recursive: true });
      const logs = [
        ...at.consortium.members.flatMap(({ id, folder }) =>
          logNames.map((log) => ({ member: id, folder, log })),
        ),
        { member: 'orderer', folder: 'orderer', log: 'blocks' },
      ];
      for (let round = 0; round < flips; round += 1) {
        const changed = logs.map(({ member, folder, log }) => {
          const whole = join(at.data, folder, log);
          const segments = readdirSync(whole).filter((name) => name.endsWith('.log'));
          const segment = segments[randomInt(segments.length)] ?? '';
          const file = join(copy, folder, log, segment);
          const name = `${member} ${log} ${Number(segment.replace('.log', ''))}`;
          return { name, place: flip(file), file, whole: join(whole, segment) };
        });
        const done = await careledger(['verify', '--data', copy, '--json']);
        const about = `${JSON.stringify(changed)}: ${JSON.stringify(done.rows)} ${done.stderr}`;
        expect(done.code, about).toBe(3);
        const named = done.rows.map(
          (row) => `${textIn(row, 'member')} ${textIn(row, 'log')} ${Number(row['segment'])}`,
        );
        expect([...new Set(named)].toSorted(), about).toEqual(
          changed.map(({ name }) => name).toSorted(),
        );
        for (const { whole, file } of changed) cpSync(whole, file);
      }
      for (const { id, folder } of at.consortium.members)
        expect(await faultsIn(join(copy, folder)), id).toEqual([]);
      rmSync(copy, { recursive: true });
    },
    120_000 + flips * 20_000,
  );

  it('J4.2 has an index that was changed while stopped found before it is opened, and made again with the same content', async () => {
    expect(before).toHaveLength(3);
    const indexes = ['index.sqlite', 'state.sqlite'].map((name) =>
      join(at.data, 'northgate', name),
    );
    const [index = '', state = ''] = indexes;
    for (const file of indexes) expect(existsSync(file)).toBe(true);
    flip(index);
    writeFileSync(state, 'this is no database');
    const seen = await faultsIn(join(at.data, 'northgate'));
    expect(seen.map((fault) => 'log' in fault && fault.log)).toEqual(['index', 'state']);
    await at.up();
    expect(await contentOf()).toEqual(before);
    const doctor = await at.session('riverside', 'doctor');
    expect(
      rowsOf(rowsOf(await doctor.call('ask', { card: her.card }))[0]?.['resources']),
    ).toHaveLength(2);
    await at.down();
    expect(await faultsIn(join(at.data, 'northgate'))).toEqual([]);
  }, 180_000);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isGivenFile, membersOf, writeGiven } from './consortium-file.ts';

const memberNamed = (id: string) => ({
  id,
  mspId: id,
  name: id,
  folder: id,
  url: '',
  origin: '',
  rpId: '',
  exchange: '',
  ports: { http: 1, exchange: 2, mqtt: 3, peer: 4 },
});
const members = [memberNamed('northgate'), memberNamed('riverside')];
const consortium = { v: 1, channel: 'c', engine: 'embedded', demo: false, members } as const;

it('J4 a member that is not there is no member without faults', () => {
  expect(membersOf({ ...consortium, members }, undefined)).toHaveLength(2);
  expect(membersOf({ ...consortium, members }, 'riverside')).toMatchObject([{ id: 'riverside' }]);
  expect(() => membersOf({ ...consortium, members }, 'nowhere')).toThrow('No member nowhere here');
});

const scratch = mkdtempSync(join(tmpdir(), 'careledger-given-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('M2 a data folder with the name of a hospital is not the file of its application', () => {
  mkdirSync(join(scratch, 'lakeside'));
  writeFileSync(join(scratch, 'lakeside.json'), '{}');
  expect(isGivenFile(join(scratch, 'lakeside'))).toBe(false);
  expect(isGivenFile(join(scratch, 'lakeside.json'))).toBe(true);
  expect(isGivenFile(join(scratch, 'nothing'))).toBe(false);
});

it('a file that cannot be written is told in a sentence, with the exit code of unusable input', () => {
  const file = join(scratch, 'nowhere', 'proof.json');
  expect(() => writeGiven(file, '{}')).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining('Cannot write') }),
  );
  const written = join(scratch, 'proof.json');
  writeGiven(written, '{}');
  expect(readFileSync(written, 'utf8')).toBe('{}');
  expect(statSync(written).mode & 0o777).toBe(0o600);
});

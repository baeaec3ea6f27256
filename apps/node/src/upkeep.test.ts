import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCa } from '@careledger/keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteBackup, upkeepOf } from './upkeep.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'careledger-upkeep-'));
  mkdirSync(join(folder, 'keys'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what somebody has to renew', () => {
  it('E8.4 J6 names each certificate with its end, the first to end first', async () => {
    for (const [name, days] of [
      ['ca', 3650],
      ['tls', 30],
    ] as const) {
      const { certPem } = await createCa({ name, org: 'Northgate', days });
      writeFileSync(join(folder, 'keys', `${name}.cert.pem`), certPem);
    }
    writeFileSync(join(folder, 'keys', 'tls.key.pem'), 'not a certificate');
    const { certificates } = upkeepOf(folder, join(folder, 'keys', 'ca.cert.pem'));
    expect(certificates.map(({ name }) => name)).toEqual(['tls', 'pages', 'ca']);
    const days = ((certificates[0]?.until ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });

  it('R7.1 tells of no backup until one was noted', () => {
    expect(upkeepOf(folder).backupAt).toBeNull();
    noteBackup(folder, 1_700_000_000_000);
    noteBackup(folder, 1_800_000_000_000);
    expect(upkeepOf(folder).backupAt).toBe(1_800_000_000_000);
    writeFileSync(join(folder, 'backup.json'), '{');
    expect(upkeepOf(folder).backupAt, 'a note that cannot be read is none').toBeNull();
  });

  it('R7.1 a folder that takes no note stops no backup, and a note that opens no more is none', () => {
    const other = join(folder, 'other');
    mkdirSync(join(other, 'keys'), { recursive: true });
    mkdirSync(join(other, 'backup.json'));
    expect(noteBackup(other, 1_700_000_000_000)).toBe(false);
    expect(upkeepOf(other).backupAt).toBeNull();
    expect(noteBackup(join(folder, 'nowhere'), 1)).toBe(false);
  });
});

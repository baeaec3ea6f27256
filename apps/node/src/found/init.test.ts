import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHospital } from '@careledger/care';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConsortium } from '../consortium.ts';
import { initFounder } from './init.ts';

const admin = { user: 'ida', name: 'Ida', password: 'the-first-password-4711' };
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'careledger-init-'));
});

afterAll(() => rmSync(scratch, { recursive: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile());

describe('the first start of a hospital of its own', () => {
  it('I8 has one account, the administrator who was named, and the password in clear in no file', async () => {
    const data = join(scratch, 'alone');
    const made = await initFounder(data, { name: 'St Mary', portBase: 9400, admin });
    expect(made).toMatchObject({ member: 'st-mary', hospital: undefined });
    expect(readConsortium(data)).toMatchObject({
      demo: false,
      orderer: { port: 9400 },
      members: [{ id: 'st-mary', mspId: 'St-maryMSP', name: 'St Mary' }],
    });
    const isIn = (file: string) => readFileSync(file).includes(admin.password);
    expect(filesIn(data).filter(isIn)).toEqual([]);

    const hospital = await openHospital(
      { folder: join(data, 'st-mary'), member: 'st-mary', channel: 'careledger' },
      { clock: () => Date.now(), log: () => {}, projections: [] },
    );
    try {
      expect(hospital.people.directory()).toMatchObject([{ user: 'ida', role: 'administrator' }]);
      await expect(hospital.people.login(admin)).resolves.toMatchObject({ role: 'administrator' });
      const second = { ...admin, user: 'eve', role: 'administrator' } as const;
      await expect(hospital.people.addPractitioner(second)).rejects.toThrow('administrator');
    } finally {
      await hospital.close();
    }
    const again = initFounder(data, { name: 'St Mary', portBase: 9400, admin });
    await expect(again).rejects.toThrow('is not empty');
  });

  it('I8 refuses a name that cannot stand in addresses, and a password that is too short', async () => {
    const named = initFounder(join(scratch, 'b'), { name: '3', portBase: 9400, admin });
    await expect(named).rejects.toThrow('no name of a hospital');
    const short = { ...admin, password: 'short' };
    const weak = initFounder(join(scratch, 'c'), { name: 'Vale', portBase: 9400, admin: short });
    await expect(weak).rejects.toThrow('at least');
    expect(readdirSync(scratch)).toEqual(['alone']);
  });
});

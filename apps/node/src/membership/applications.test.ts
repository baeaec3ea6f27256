import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planMember } from '../consortium.ts';
import { makeMemberKeys, memberFrom } from '../found/found.ts';
import { applicationId, fingerprintOf, parseApplication, type Application } from './application.ts';
import { openApplications } from './applications.ts';

const day = 24 * 60 * 60 * 1000;
let folder: string;
let lakeside: Application;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careledger-applications-'));
  const member = planMember('Lakeside', 9300);
  const ring = await makeMemberKeys(folder, member);
  lakeside = { v: 1, member: memberFrom(member, { ring, kind: 'hospital' }), peer: 'localhost:1' };
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, `${name}.json`);
const named = (rpId: string): Application => ({
  ...lakeside,
  member: { ...lakeside.member, rpId },
});

describe('the applications that a member holds', () => {
  it('M2 outlast a new start, once each, until they are declined, which does too', () => {
    const clock = () => 1000;
    const first = openApplications(file('kept'), { clock });
    const { id } = first.keep(lakeside);
    expect(first.keep(lakeside).id).toBe(id);
    const again = openApplications(file('kept'), { clock });
    expect(again.all()).toEqual([{ id, at: 1000, application: lakeside }]);
    again.decline(id);
    const declined = openApplications(file('kept'), { clock });
    expect(declined.all()).toEqual([]);
    expect(declined.isDeclined(id)).toBe(true);
    expect(declined.keep(lakeside).id, 'an administrator may bring it along all the same').toBe(id);
    expect(declined.isDeclined(id)).toBe(false);
  });

  it('M3.2 are 16 at most, and end after 30 days', () => {
    let now = 0;
    const held = openApplications(file('many'), { clock: () => now });
    for (let n = 0; n < 16; n += 1) held.keep(named(`h${n}.localhost`));
    expect(() => held.keep(lakeside)).toThrow('as many applications');
    now = 30 * day;
    expect(held.all()).toEqual([]);
    expect(held.keep(lakeside).at).toBe(now);
  });

  it('E5 are refused in any other form, and a file of another version is not opened', () => {
    const { member } = lakeside;
    const wrong = [
      null,
      { ...lakeside, v: 2 },
      { ...lakeside, peer: 'no address' },
      { ...lakeside, member: { ...member, status: 'active' } },
      { ...lakeside, member: { ...member, mspId: 'NorthgateMSP' } },
      { ...lakeside, member: { ...member, roots: ['-----BEGIN CERTIFICATE-----\nAA'] } },
      { ...lakeside, member: { ...member, contact: 'a person' } },
    ];
    for (const each of wrong) expect(() => parseApplication(each)).toThrow('not an application');
    writeFileSync(file('newer'), '{"v":2,"received":[]}');
    expect(() => openApplications(file('newer'), { clock: () => 0 })).toThrow();
  });

  it('M2 have a fingerprint that changes with whatever governance would keep, and not with the status', () => {
    const { member } = lakeside;
    const id = applicationId(member);
    const word = '[b-df-hj-np-tvz][aiou][b-df-hj-np-tvz][aiou][b-df-hj-np-tvz]';
    expect(fingerprintOf(id)).toMatch(new RegExp(`^(${word} ){4}${word}$`));
    // 127.0.0.1 and 63.84.220.193, as the description of proquints spells them.
    expect(fingerprintOf('7f0000013f54dcc10000')).toBe('lusab babad gutih tugad babab');
    expect(applicationId({ ...member, status: 'active' })).toBe(id);
    const other = `${member.signer.slice(0, -4)}AAAA`;
    for (const change of [{ admins: [other] }, { signer: other }, { exchange: 'https://x.test' }])
      expect(applicationId({ ...member, ...change })).not.toBe(id);
  });
});

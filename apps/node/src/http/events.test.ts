import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@careledger/care';
import { openDoor, type Door } from './door.fixture.ts';

let door: Door;
let url: string;
beforeEach(async () => {
  door = await openDoor();
  url = await door.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => door[Symbol.asyncDispose]());

interface Heard {
  /** The next so many events, as `event data`. */
  next(count: number): Promise<string[]>;
  readonly lastId: string;
  stop(): void;
}

/** Signs somebody in and listens as a script does. */
async function listen(token: string, lastId?: string): Promise<Heard> {
  const ended = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    },
    signal: ended.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let id = '';
  return {
    next: async (count) => {
      const found: string[] = [];
      while (found.length < count) {
        const at = text.indexOf('\n\n');
        if (at < 0) {
          const part = await reader?.read();
          if (part?.done !== false) return found;
          text += part.value;
          continue;
        }
        const [event, data] = ['event', 'data'].map(
          (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(text.slice(0, at))?.[1],
        );
        id = /^id: (.*)$/m.exec(text.slice(0, at))?.[1] ?? id;
        text = text.slice(at + 2);
        if (event !== undefined) found.push(`${event} ${data}`);
      }
      return found;
    },
    get lastId() {
      return id;
    },
    stop: () => ended.abort(),
  };
}

async function tokenOf(user: Role): Promise<string> {
  const browser = door.browser();
  const { body } = await browser.call(
    'login',
    { user, password: 'four plain words here' },
    { 'x-careledger': '' },
  );
  return String(body['token']);
}

describe('events', () => {
  it('C1.2 C9 tell nobody outside the team of a patient, where the team alone reads', async () => {
    await door[Symbol.asyncDispose]();
    door = await openDoor({ carePolicy: 'team' });
    url = await door.app.listen({ host: '127.0.0.1', port: 0 });
    const { people, bulletin } = door.hospital;
    const doctor = await people.vouch({ user: 'doctor', password: 'four plain words here' });
    const { id } = await people.admit(doctor, {
      resourceType: 'Patient',
      name: [{ family: 'Roe' }],
    });
    const tokens = [await tokenOf('doctor'), await tokenOf('nurse')];
    const [hers, other] = [await listen(tokens[0] ?? ''), await listen(tokens[1] ?? '')];
    await Promise.all([hers.next(1), other.next(1)]);
    bulletin.publish({ kind: 'chart', patient: id });
    bulletin.publish({ kind: 'status' });
    const said = (await Promise.all([hers.next(1), other.next(1)])).flat();
    expect(said).toEqual([`chart {"patient":"${id}"}`, 'status {}']);
    hers.stop();
    other.stop();
  });

  it('C9 D3 reach whom they concern, as ids alone, in order', async () => {
    const [doctor, privacy] = [await tokenOf('doctor'), await tokenOf('privacy-officer')];
    const [ward, office] = [await listen(doctor), await listen(privacy)];
    expect(await ward.next(1)).toEqual(['hello {}']);
    expect(await office.next(1)).toEqual(['hello {}']);
    const { bulletin } = door.hospital;
    bulletin.publish({ kind: 'consent', patient: 'p1', id: 'g1' });
    bulletin.publish({ kind: 'chart', patient: 'p1' });
    bulletin.publish({ kind: 'disclosure', patient: 'p1' });
    bulletin.publish({ kind: 'request', to: 'doctor', id: 'r1' });
    expect(await ward.next(4)).toEqual([
      'consent {"patient":"p1","id":"g1"}',
      'chart {"patient":"p1"}',
      'disclosure {"patient":"p1"}',
      'request {"id":"r1"}',
    ]);
    bulletin.publish({ kind: 'status' });
    expect(await office.next(2)).toEqual(['disclosure {"patient":"p1"}', 'status {}']);
    ward.stop();
    office.stop();
  });

  it('D3 tell of what is journaled', async () => {
    const ward = await listen(await tokenOf('doctor'));
    const browser = door.browser();
    await browser.signIn('doctor');
    await door.hospital.people.admit(
      await door.hospital.people.vouch({ user: 'doctor', password: 'four plain words here' }),
      { resourceType: 'Patient', name: [{ family: 'Roe' }] },
    );
    const [, first] = await ward.next(2);
    expect(first).toMatch(/^chart \{"type":"act","id":"[0-9a-f]+","patient":"[0-9a-f-]+"\}$/);
    ward.stop();
  });

  it('D3 are resumed where a page left off; a page of an earlier process is told to look again', async () => {
    const token = await tokenOf('doctor');
    const { bulletin } = door.hospital;
    const first = await listen(token);
    bulletin.publish({ kind: 'chart', id: 'a' });
    await first.next(2);
    first.stop();
    bulletin.publish({ kind: 'chart', id: 'b' });
    bulletin.publish({ kind: 'chart', id: 'c' });
    const again = await listen(token, first.lastId);
    expect(await again.next(3)).toEqual(['hello {}', 'chart {"id":"b"}', 'chart {"id":"c"}']);
    again.stop();
    for (const id of ['00000000-1', `${first.lastId}9999`, 'nonsense']) {
      const lost = await listen(token, id);
      expect(await lost.next(1), id).toEqual(['hello {"resync":true}']);
      lost.stop();
    }
  });

  it('I8.1 end with the session, also where nothing happens', async () => {
    const token = await tokenOf('nurse');
    const ward = await listen(token);
    await ward.next(1);
    door.hospital.people.endSessions('nurse');
    expect(await ward.next(1)).toEqual(['end {}']);
    const response = await fetch(`${url}/api/v1/events`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
  });

  it('E5 a seventh page of a session takes the place of the first', async () => {
    const token = await tokenOf('doctor');
    const pages = [];
    for (let n = 0; n < 7; n++) pages.push(await listen(token));
    await expect(pages[0]?.next(2)).rejects.toThrow();
    expect(await pages[6]?.next(1)).toEqual(['hello {}']);
    for (const page of pages) page.stop();
  });
});

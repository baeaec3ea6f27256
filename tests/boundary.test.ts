import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type StaffActor } from '@careledger/care';
import {
  request as requestForm,
  parse,
  requestMessage,
  staffProof,
  type Request,
  type StaffProof,
} from '@careledger/contracts';
import { createCa, generateSigner, hpkeKeyPair, issueCertificate } from '@careledger/keys';
import { readPeople } from '@careledger/node';
import { openKeyRing } from '@careledger/node/founding';
import { createNodeClient, operations, type NodeClient } from '@careledger/protocol';
import { toBase64url } from '@careledger/proof';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  startConsortium,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { openDetour, toExchange } from './detour.ts';

let at: TestConsortium;
let her: TestPatient;
let northgate: NodeClient;
let riverside: NodeClient;
const urls = { northgate: '', riverside: '' };
const tokens = { northgate: '', riverside: '' };

interface Answered {
  status: number;
  text: string;
}

async function fhir(
  member: 'northgate' | 'riverside',
  method: string,
  path: string,
  options: { body?: string; headers?: Record<string, string>; token?: string } = {},
): Promise<Answered> {
  const { body, headers = {}, token = tokens[member] } = options;
  const response = await fetch(`${urls[member]}/fhir/R4/${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, text: await response.text() };
}

function rowIn(text: string): Record<string, unknown> {
  return rowsOf(JSON.parse(text))[0] ?? {};
}

/** What a chart holds, to see that nothing changed. */
async function chartOf(): Promise<string[]> {
  const rows = rowsOf(await northgate.call('read', { patient: her.id }));
  return rows
    .map((row) => `${textIn(row, 'type')}/${textIn(row, 'id')} ${textIn(row, 'version')}`)
    .toSorted();
}

async function tokenOf(member: string): Promise<string> {
  const person = readPeople(at.data).find((p) => p.member === member && p.role === 'doctor');
  const url = at.consortium.members.find((m) => m.id === member)?.url ?? '';
  const answer = await createNodeClient({ url }).call('login', {
    user: person?.user ?? '',
    password: person?.password ?? '',
  });
  return textIn(rowsOf(answer)[0], 'token');
}

beforeAll(async () => {
  at = await startConsortium({ number: 2, detour: true });
  her = await admitAndEnrol(at, { index: 0 });
  for (const member of ['northgate', 'riverside'] as const) {
    urls[member] = at.consortium.members.find((m) => m.id === member)?.url ?? '';
    tokens[member] = await tokenOf(member);
  }
  northgate = createNodeClient({ url: urls.northgate, token: tokens.northgate });
  riverside = createNodeClient({ url: urls.riverside, token: tokens.riverside });
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('the FHIR endpoint', () => {
  it('C9 gives Riverside no resource and no total of Northgate by read, vread, history, search and count', async () => {
    const places = [...her.idOf.values()];
    expect(places.length).toBeGreaterThan(20);
    for (const { type, id } of places.slice(0, 25))
      for (const path of [`${type}/${id}`, `${type}/${id}/_history/1`, `${type}/${id}/_history`])
        expect(await fhir('riverside', 'GET', path), path).toMatchObject({ status: 404 });
    for (const type of new Set(
      places.map((place) => place.type).filter((t) => t !== 'Practitioner' && t !== 'Organization'),
    ))
      for (const query of [
        '',
        '_summary=count',
        `patient=Patient/${her.id}`,
        `_id=${places.find((p) => p.type === type)?.id}`,
        '_sort=-_lastUpdated&_count=5',
      ]) {
        const { status, text } = await fhir('riverside', 'GET', `${type}?${query}`);
        if (status !== 200) {
          expect(status, `${type}?${query} ${text}`).toBe(400 + (status % 100));
          expect(rowIn(text)['resourceType']).toBe('OperationOutcome');
          continue;
        }
        expect(rowIn(text)['total'] ?? 0, `${type}?${query}`).toBe(0);
        expect(rowsOf(rowIn(text)['entry'])).toEqual([]);
      }
    expect(rowsOf(await riverside.call('patients', {}))).toEqual([]);
  }, 60_000);

  it('D5 R1 gives nobody without a session anything: 401', async () => {
    const open = ['login', 'login-challenge', 'login-passkey', 'roots', 'status'];
    for (const name of Object.keys(operations).filter((each) => !open.includes(each))) {
      const response = await fetch(`${urls.northgate}/api/v1/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const text = await response.text();
      expect(
        response.status === 401 || response.status === 501,
        `${name} ${response.status} ${text}`,
      ).toBe(true);
    }
    const [place] = [...her.idOf.values()].filter(({ type }) => type === 'Condition');
    const observation = JSON.stringify({ resourceType: 'Observation' });
    for (const [method, path, body] of [
      ['GET', `Condition/${place?.id}`],
      ['GET', `Condition/${place?.id}/_history`],
      ['GET', `Condition/${place?.id}/_history/1`],
      ['GET', `Condition?patient=Patient/${her.id}`],
      ['GET', 'Patient?_summary=count'],
      ['POST', 'Observation', observation],
      ['PUT', `Condition/${place?.id}`, observation],
      ['POST', '', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [] })],
    ] as const)
      for (const token of ['', 'x'.repeat(42)]) {
        const { status, text } = await fhir('northgate', method, path, {
          token,
          ...(body === undefined ? {} : { body }),
        });
        expect(status, `${method} ${path}`).toBe(401);
        expect(rowIn(text)['resourceType']).toBe('OperationOutcome');
      }
  }, 60_000);

  it('R2.1 E5 answers bad input with a typed outcome, and changes nothing', async () => {
    const before = await chartOf();
    const condition = [...her.idOf.values()].find(({ type }) => type === 'Condition');
    const current = rowIn((await fhir('northgate', 'GET', `Condition/${condition?.id}`)).text);
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'pulse' },
      subject: { reference: `Patient/${her.id}` },
    };
    const bad: readonly (readonly [string, string, string, number[], Record<string, string>?])[] = [
      ['POST', 'Observation', '{"resourceType":"Observation",', [400]],
      ['POST', 'Observation', '', [400, 422]],
      ['POST', 'Observation', '[]', [400, 422]],
      ['POST', 'Nonsense', JSON.stringify({ resourceType: 'Nonsense' }), [400, 404, 422]],
      [
        'POST',
        'Observation',
        JSON.stringify({ ...observation, resourceType: 'Condition' }),
        [400, 422],
      ],
      [
        'POST',
        'Observation',
        JSON.stringify({ ...observation, status: 'no-such-status' }),
        [400, 422],
      ],
      ['POST', 'Observation', JSON.stringify({ ...observation, nonsense: true }), [400, 422]],
      [
        'POST',
        'Observation',
        JSON.stringify({ ...observation, subject: { reference: 'Patient/nobody-here' } }),
        [400, 404, 422],
      ],
      [
        'POST',
        'Observation',
        JSON.stringify({ ...observation, subject: { reference: 'Medication/nobody-here' } }),
        [400, 404, 422],
      ],
      [
        'POST',
        '',
        JSON.stringify({
          resourceType: 'Bundle',
          type: 'transaction',
          entry: [
            { resource: observation, request: { method: 'POST', url: 'Observation' } },
            {
              resource: { resourceType: 'Nonsense' },
              request: { method: 'POST', url: 'Nonsense' },
            },
          ],
        }),
        [400, 422],
      ],
      [
        'PUT',
        `Condition/${condition?.id}`,
        JSON.stringify(current),
        [412],
        { 'if-match': 'W/"7"' },
      ],
      [
        'PUT',
        `Condition/${condition?.id}`,
        JSON.stringify(current),
        [400, 412, 422],
        { 'if-match': 'yesterday' },
      ],
      ['DELETE', `Condition/${condition?.id}`, '{}', [404, 405]],
    ];
    for (const [method, path, body, statuses, headers] of bad) {
      const { status, text } = await fhir('northgate', method, path, {
        body,
        ...(headers ? { headers } : {}),
      });
      expect(
        statuses,
        `${method} ${path} ${body.slice(0, 60)}: ${status} ${text.slice(0, 200)}`,
      ).toContain(status);
      expect(rowIn(text), text).toMatchObject({ resourceType: 'OperationOutcome' });
      expect(text).not.toMatch(/\bat .*\.ts:\d+|node_modules/);
    }
    const api = await fetch(`${urls.northgate}/api/v1/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.northgate}` },
      body: '{"patient":',
    });
    expect([api.status, rowIn(await api.text())['code']]).toEqual([400, 'malformed']);
    expect(await chartOf()).toEqual(before);
  }, 60_000);

  it('E5 refuses a body of 100 MB with 413, said or unsaid, and lives on', async () => {
    const before = await chartOf();
    expect(await sendLarge({ declared: true })).toBe(413);
    expect(await sendLarge({ declared: false })).toBe(413);
    expect(await chartOf()).toEqual(before);
  }, 60_000);
});

/** Streams 100 MB until the node answers; gives its status. A node that hangs up first is asked again, three times. */
async function sendLarge(options: { declared: boolean }): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await streamed(options);
    if (status !== undefined || attempt === 3) return status ?? 0;
  }
}

/** The status of the answer; undefined where the connection ended before it could be read. */
function streamed({ declared }: { declared: boolean }): Promise<number | undefined> {
  const size = 100 * 1024 * 1024;
  const piece = Buffer.alloc(256 * 1024, 0x20);
  return new Promise((resolve) => {
    let left = size;
    const sent = httpRequest(`${urls.northgate}/fhir/R4/`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/fhir+json',
        authorization: `Bearer ${tokens.northgate}`,
        ...(declared ? { 'content-length': size } : {}),
      },
    });
    sent.once('response', (response) => {
      left = 0;
      resolve(response.statusCode);
      response.resume();
      sent.destroy();
    });
    sent.once('close', () => resolve(undefined));
    sent.on('error', () => {
      left = 0;
    });
    const push = (): void => {
      if (left <= 0) return;
      left -= piece.length;
      sent.write(piece, () => setTimeout(push, declared ? 20 : 0));
    };
    push();
  });
}

describe('the exchange server', () => {
  let actor: StaffActor;
  let proof: StaffProof;
  let like: Request;
  let replayed: Buffer;
  let height = 0;
  let closeCopy = async (): Promise<void> => {};
  const tlsOf = (member: string) => openKeyRing(join(at.data, member, 'keys')).credential('tls');

  beforeAll(async () => {
    const detour = await openDetour(at);
    await riverside.call('ask', { card: her.card });
    await detour.close();
    const passed = detour.passed.find(({ route }) => route.endsWith('/ask'));
    replayed = passed?.asked ?? Buffer.alloc(0);
    const asked = rowIn(replayed.toString('utf8'));
    like = parse(requestForm, asked['request']);
    proof = parse(staffProof, asked['staff']);
    height = Number(asked['height']);
    const copy = join(at.scratch, 'riverside-copy');
    cpSync(join(at.data, 'riverside'), copy, {
      recursive: true,
      filter: (source) => !/\/(blocks|logs|lock|(index|state)\.sqlite[^/]*)$/.test(source),
    });
    const hospital = await openHospital(
      { folder: copy, member: 'riverside', channel: at.consortium.channel },
      { clock: () => Date.now(), log: () => {}, projections: [] },
    );
    closeCopy = () => hospital.close();
    const person = readPeople(at.data).find((p) => p.member === 'riverside' && p.role === 'doctor');
    actor = await hospital.people.vouch({
      user: person?.user ?? '',
      password: person?.password ?? '',
    });
  }, 60_000);

  afterAll(async () => {
    await closeCopy();
  });

  /** A request like the one that Riverside's doctor made, signed by him, with what the case changes. */
  async function asking(change: Partial<Request>): Promise<Record<string, unknown>> {
    const fresh: Request = {
      ...like,
      to: (await hpkeKeyPair()).publicKey,
      nonce: randomBytes(32).toString('hex'),
      at: Date.now(),
      ...change,
    };
    return {
      request: fresh,
      signature: toBase64url(actor.sign(requestMessage(fresh))),
      staff: proof,
      height,
      text: null,
    };
  }

  async function send(
    body: unknown,
    as: { cert: string; key: string } | undefined = tlsOf('riverside'),
  ): Promise<{ status: number; code: unknown; length: number }> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const answer = await toExchange(at, {
      route: '/exchange/v1/ask',
      body: bytes,
      ...(as === undefined ? {} : { as }),
    });
    const code = answer.status === 200 ? undefined : rowIn(answer.body.toString('utf8'))['code'];
    return { status: answer.status, code, length: answer.body.length };
  }

  const seen = async () => rowsOf(await northgate.call('disclosures', { patient: her.id })).length;

  it('D5 answers a request of its own making once, and the same again as a replay', async () => {
    const mine = await asking({});
    expect(await send(mine)).toMatchObject({ status: 200 });
    const before = await seen();
    expect(await send(mine)).toMatchObject({ status: 409, code: 'replay' });
    expect(await send(replayed)).toMatchObject({ status: 409, code: 'replay' });
    expect(await seen()).toBe(before);
  }, 60_000);

  it('D5 refuses what is forged, bound to another or not understood, with a code, and records no release', async () => {
    const before = await seen();
    const good = await asking({});
    const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
      [
        'a category changed after signing',
        { ...good, request: { ...rowsOf(good['request'])[0], categories: ['vitals'] } },
        ['forbidden', 'invalid', 'unauthenticated'],
      ],
      [
        'a signature of zeros',
        { ...good, signature: toBase64url(Buffer.alloc(70)) },
        ['forbidden', 'invalid', 'unauthenticated'],
      ],
      [
        'another practitioner named',
        await asking({ practitioner: randomBytes(32).toString('hex') }),
        ['forbidden', 'invalid', 'unauthenticated'],
      ],
      ['meant for another hospital', await asking({ custodian: 'riverside' }), ['forbidden']],
      ['another channel', await asking({ channel: 'otherchannel' }), ['forbidden', 'invalid']],
      ['another requester', await asking({ requester: 'northgate' }), ['forbidden']],
      [
        'a leaf that is not on the ledger',
        { ...good, staff: { ...proof, nonce: randomBytes(32).toString('hex') } },
        ['stale'],
      ],
      ['no request', { hello: 'there' }, ['invalid']],
      ['no JSON', Buffer.from('{"request":'), ['invalid', 'malformed']],
      ['more than it takes', Buffer.alloc(2 * 1024 * 1024, 0x20), ['too-large']],
    ];
    for (const [name, body, codes] of cases) {
      const { status, code } = await send(body);
      expect(codes, `${name}: ${status} ${String(code)}`).toContain(code);
      expect(status, name).toBeGreaterThanOrEqual(400);
      expect(status, name).toBeLessThan(500);
    }
    const rows = rowsOf(await northgate.call('disclosures', { patient: her.id }));
    expect(rows.filter((row) => row['outcome'] === 'granted')).toEqual([]);
    expect(rows.length).toBe(before);
  }, 60_000);

  it('C7 refuses a request that is 90 seconds off the clock, either way', async () => {
    for (const off of [-90_000, 90_000])
      expect(await send(await asking({ at: Date.now() + off }))).toMatchObject({
        status: 422,
        code: 'clock',
      });
  }, 60_000);

  it('M1 D5 believes only a certificate that an admitted member issued and that is valid today', async () => {
    const key = generateSigner();
    const spkiPem = `-----BEGIN PUBLIC KEY-----\n${key.spki.toString('base64')}\n-----END PUBLIC KEY-----\n`;
    const order = {
      subject: { cn: 'tls.riverside', ou: 'peer', o: 'Riverside' },
      spkiPem,
      client: true,
    };
    const ca = openKeyRing(join(at.data, 'riverside', 'keys')).authority('ca');
    const day = 86_400_000;
    const expired = await issueCertificate({
      ...order,
      ca,
      notBefore: new Date(Date.now() - 2 * day),
      notAfter: new Date(Date.now() - day),
    });
    const early = await issueCertificate({
      ...order,
      ca,
      notBefore: new Date(Date.now() + day),
      notAfter: new Date(Date.now() + 2 * day),
    });
    const foreign = await issueCertificate({
      ...order,
      ca: await createCa({ name: 'Riverside ca', org: 'Riverside', days: 30 }),
      days: 30,
    });
    const device = await issueCertificate({
      ...order,
      ca: openKeyRing(join(at.data, 'riverside', 'keys')).authority('device-ca'),
      days: 30,
    });
    for (const [name, cert] of Object.entries({ expired, early, foreign, device }))
      expect(await send(await asking({}), { cert, key: key.pem() }), name).toMatchObject({
        status: 401,
        code: 'unauthenticated',
      });
    const none = await toExchange(at, { route: '/exchange/v1/directory', method: 'GET' });
    expect(none.status, 'no certificate').toBe(401);
    expect(
      await send(await asking({}), tlsOf('northgate')),
      'another hospital’s certificate',
    ).toMatchObject({ status: 403, code: 'forbidden' });
  }, 60_000);
});

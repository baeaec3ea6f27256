import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCa, generateSigner, issueCertificate } from '@careledger/keys';
import { openKeyRing } from '@careledger/node/founding';
import type { NodeClient } from '@careledger/protocol';
import { toBase64url } from '@careledger/proof';
import { rowsOf } from '../apps/cli/src/rows.ts';
import type { TestConsortium, TestPatient } from './consortium.ts';
import { toExchange } from './detour.ts';
import { openRequester, tlsOf, type Requester } from './exchange-request.ts';

/** What Northgate's exchange server answers and refuses, in a consortium that the caller holds up. */
export function exchangeServerCases(held: () => { at: TestConsortium; her: TestPatient }): void {
  describe('the exchange server', () => {
    let at: TestConsortium;
    let her: TestPatient;
    let custodian: NodeClient;
    let requester: Requester;

    beforeAll(async () => {
      ({ at, her } = held());
      custodian = await at.session('northgate', 'doctor');
      requester = await openRequester(at, her.card);
    }, 60_000);

    afterAll(async () => {
      await requester?.close();
    });

    const seen = async () =>
      rowsOf(await custodian.call('disclosures', { patient: her.id })).length;

    it('D5 answers a request of its own making once, and the same again as a replay', async () => {
      const mine = await requester.asking({});
      expect(await requester.send(mine)).toMatchObject({ status: 200 });
      const before = await seen();
      expect(await requester.send(mine)).toMatchObject({ status: 409, code: 'replay' });
      expect(await requester.send(requester.replayed)).toMatchObject({
        status: 409,
        code: 'replay',
      });
      expect(await seen()).toBe(before);
    }, 60_000);

    it('D5 refuses what is forged, bound to another or not understood, with a code, and records no release', async () => {
      const before = await seen();
      const good = await requester.asking({});
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
          await requester.asking({ practitioner: randomBytes(32).toString('hex') }),
          ['forbidden', 'invalid', 'unauthenticated'],
        ],
        [
          'meant for another hospital',
          await requester.asking({ custodian: 'riverside' }),
          ['forbidden'],
        ],
        [
          'another channel',
          await requester.asking({ channel: 'otherchannel' }),
          ['forbidden', 'invalid'],
        ],
        ['another requester', await requester.asking({ requester: 'northgate' }), ['forbidden']],
        [
          'a leaf that is not on the ledger',
          { ...good, staff: { ...requester.proof, nonce: randomBytes(32).toString('hex') } },
          ['stale'],
        ],
        ['no request', { hello: 'there' }, ['invalid']],
        ['no JSON', Buffer.from('{"request":'), ['invalid', 'malformed']],
        ['more than it takes', Buffer.alloc(2 * 1024 * 1024, 0x20), ['too-large']],
      ];
      for (const [name, body, codes] of cases) {
        const { status, code } = await requester.send(body);
        expect(codes, `${name}: ${status} ${String(code)}`).toContain(code);
        expect(status, name).toBeGreaterThanOrEqual(400);
        expect(status, name).toBeLessThan(500);
      }
      const rows = rowsOf(await custodian.call('disclosures', { patient: her.id }));
      expect(rows.filter((row) => row['outcome'] === 'granted')).toEqual([]);
      expect(rows.length).toBe(before);
    }, 60_000);

    it('D5 E5 gives 4xx for a hostile value at each place of a request, and on each of its other routes', async () => {
      const before = await seen();
      const good = await requester.asking({});
      const unexpected: string[] = [];
      // The height is a hint, and the words may be any.
      const { height, text, ...bound } = good;
      for (const [place, spoiltBody] of spoilt(bound)) {
        const body = { height, text, ...spoiltBody };
        const { status, code } = await requester.send(body);
        if (status < 400 || status >= 500)
          unexpected.push(`ask, ${place}: ${status} ${String(code)}`);
      }
      const as = tlsOf(at, 'riverside');
      for (const name of [
        'take',
        'tell',
        'receipt',
        'cosign',
        'configuration',
        'nothing',
        '../ask',
      ])
        for (const body of [good, ...hostile, { id: hostile }, { v: 1, kind: '__proto__' }]) {
          const bytes = Buffer.from(JSON.stringify(body));
          const route = `/exchange/v1/${name}`;
          const { status, body: said } = await toExchange(at, { route, body: bytes, as });
          // A member that is asked for a signature says no by an answer without one.
          const isNo = status === 200 && said.toString('utf8') === '{}';
          if (!isNo && (status < 400 || status >= 500)) unexpected.push(`${name}: ${status}`);
        }
      for (const method of ['GET', 'PUT', 'DELETE', 'TRACE']) {
        const { status } = await toExchange(at, { route: '/exchange/v1/ask', method, as });
        if (status < 400 || status >= 500) unexpected.push(`${method}: ${status}`);
      }
      expect(unexpected).toEqual([]);
      expect(await seen()).toBe(before);
    }, 120_000);

    it('C7 refuses a request that is 90 seconds off the clock, either way', async () => {
      for (const off of [-90_000, 90_000])
        expect(
          await requester.send(await requester.asking({ at: Date.now() + off })),
        ).toMatchObject({
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
        expect(
          await requester.send(await requester.asking({}), { cert, key: key.pem() }),
          name,
        ).toMatchObject({
          status: 401,
          code: 'unauthenticated',
        });
      const none = await toExchange(at, { route: '/exchange/v1/directory', method: 'GET' });
      expect(none.status, 'no certificate').toBe(401);
      expect(
        await requester.send(await requester.asking({}), tlsOf(at, 'northgate')),
        'another hospital’s certificate',
      ).toMatchObject({ status: 403, code: 'forbidden' });
    }, 60_000);
  });
}

const hostile: readonly unknown[] = [
  null,
  -1,
  1e308,
  '',
  '__proto__',
  '../../keys/master.key',
  '\uD800\u0000',
  'a'.repeat(20_000),
  [],
  {},
  [[[[[[]]]]]],
];

/** Copies of a form with one hostile value in the place of each of its values. */
function spoilt(form: Record<string, unknown>, at = ''): [place: string, body: object][] {
  return Object.entries(form).flatMap(([name, value]) => {
    const place = `${at}${name}`;
    const here = hostile
      .filter((each) => JSON.stringify(each) !== JSON.stringify(value))
      .map((each): [string, object] => [place, { ...form, [name]: each }]);
    const inside = rowsOf(value)[0];
    if (inside === undefined || Array.isArray(value)) return here;
    const below = spoilt(inside, `${place}.`);
    return [
      ...here,
      ...below.map(([deep, body]): [string, object] => [deep, { ...form, [name]: body }]),
    ];
  });
}

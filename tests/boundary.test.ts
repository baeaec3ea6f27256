import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPeople } from '@careledger/node';
import { createNodeClient, operations } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  startConsortium,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { exchangeServerCases } from './exchange-server.cases.ts';
import { rawFhir, rowIn, sendLarge, type RawNode } from './raw-http.ts';

let at: TestConsortium;
let her: TestPatient;
let northgate: RawNode;
let riverside: RawNode;

const clientOf = (node: RawNode) => createNodeClient(node);

/** What a chart holds, to see that nothing changed. */
async function chartOf(): Promise<string[]> {
  const rows = rowsOf(await clientOf(northgate).call('read', { patient: her.id }));
  return rows
    .map((row) => `${textIn(row, 'type')}/${textIn(row, 'id')} ${textIn(row, 'version')}`)
    .toSorted();
}

/** A member's node, with a session of its doctor. */
async function signedIn(member: string): Promise<RawNode> {
  const person = readPeople(at.data).find((p) => p.member === member && p.role === 'doctor');
  const url = at.consortium.members.find((m) => m.id === member)?.url ?? '';
  const { user = '', password = '' } = person ?? {};
  const answer = await createNodeClient({ url }).call('login', { user, password });
  return { url, token: textIn(rowsOf(answer)[0], 'token') };
}

beforeAll(async () => {
  at = await startConsortium({ number: 2, detour: true });
  her = await admitAndEnrol(at, { index: 0 });
  northgate = await signedIn('northgate');
  riverside = await signedIn('riverside');
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
        expect(await rawFhir(riverside, 'GET', path), path).toMatchObject({ status: 404 });
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
        const { status, text } = await rawFhir(riverside, 'GET', `${type}?${query}`);
        if (status !== 200) {
          expect(status, `${type}?${query} ${text}`).toBe(400 + (status % 100));
          expect(rowIn(text)['resourceType']).toBe('OperationOutcome');
          continue;
        }
        expect(rowIn(text)['total'] ?? 0, `${type}?${query}`).toBe(0);
        expect(rowsOf(rowIn(text)['entry'])).toEqual([]);
      }
    expect(rowsOf(await clientOf(riverside).call('patients', {}))).toEqual([]);
  }, 60_000);

  it('D5 R1 gives nobody without a session anything: 401', async () => {
    const open = [
      'login',
      'login-challenge',
      'login-passkey',
      'sign-in-ways',
      'terminal',
      'demo-people',
      'consortium',
      'apply',
      'application',
      'roots',
      'status',
    ];
    for (const name of Object.keys(operations).filter((each) => !open.includes(each))) {
      const response = await fetch(`${northgate.url}/api/v1/${name}`, {
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
        const { status, text } = await rawFhir(
          { ...northgate, token },
          method,
          path,
          body === undefined ? {} : { body },
        );
        expect(status, `${method} ${path}`).toBe(401);
        expect(rowIn(text)['resourceType']).toBe('OperationOutcome');
      }
  }, 60_000);

  it('R2.1 E5 answers bad input with a typed outcome, and changes nothing', async () => {
    const before = await chartOf();
    const condition = [...her.idOf.values()].find(({ type }) => type === 'Condition');
    const current = rowIn((await rawFhir(northgate, 'GET', `Condition/${condition?.id}`)).text);
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
      const { status, text } = await rawFhir(northgate, method, path, {
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
    const api = await fetch(`${northgate.url}/api/v1/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${northgate.token}` },
      body: '{"patient":',
    });
    expect([api.status, rowIn(await api.text())['code']]).toEqual([400, 'malformed']);
    expect(await chartOf()).toEqual(before);
  }, 60_000);

  it('E5 refuses a body of 100 MB with 413, said or unsaid, and lives on', async () => {
    const before = await chartOf();
    expect(await sendLarge(northgate, { declared: true })).toBe(413);
    expect(await sendLarge(northgate, { declared: false })).toBe(413);
    expect(await chartOf()).toEqual(before);
  }, 60_000);
});

exchangeServerCases(() => ({ at, her }));

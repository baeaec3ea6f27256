import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelBundle, syntheticBundle } from '@careledger/fhir';
import { openWard, type Ward } from '../ward.fixture.ts';

let ward: Ward;
const chart = () => ward.hospital.chart;
const doctor = () => ward.as('doctor');
const patientEntry = {
  fullUrl: 'urn:uuid:p',
  request: { method: 'POST', url: 'Patient' },
  resource: { resourceType: 'Patient', birthDate: '1970-01-01' },
};
const weight = (n: number, more: object = {}) => ({
  fullUrl: `urn:uuid:w${n}`,
  request: { method: 'POST', url: 'Observation' },
  resource: {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'vital-signs',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    subject: { reference: 'urn:uuid:p' },
    effectiveDateTime: `20${String(10 + (n % 10))}-01-01`,
    valueQuantity: {
      value: 60 + (n % 40),
      unit: 'kg',
      system: 'http://unitsofmeasure.org',
      code: 'kg',
    },
    ...more,
  },
});
const bundle = (...entry: unknown[]) => ({ resourceType: 'Bundle', type: 'transaction', entry });

beforeAll(async () => {
  ward = await openWard();
});
afterAll(() => ward[Symbol.asyncDispose]());

describe('transaction bundles', () => {
  it('R7.1 takes a bundle as a whole or not at all', async () => {
    const { size } = ward.hospital.journal;
    const broken = bundle(patientEntry, weight(1), weight(2, { status: 'nonsense' }));
    await expect(chart().transaction(doctor(), broken)).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: expect.stringContaining('Bundle.entry[2]') }],
    });
    expect(ward.hospital.journal.size).toBe(size);
    const done = await chart().transaction(doctor(), bundle(patientEntry, weight(1)));
    expect(done.map(({ type, status, isNew }) => [type, status, isNew])).toEqual([
      ['Patient', '201', true],
      ['Observation', '201', true],
    ]);
    const read = await chart().read(doctor(), { type: 'Observation', id: done[1]?.id ?? '' });
    expect(read.resource['subject']).toEqual({ reference: `Patient/${done[0]?.id ?? ''}` });
    expect(read.patient).toBe(done[0]?.id);
  });

  it('R2.1 asks an update in a bundle for the version that it replaces', async () => {
    const [, made] = await chart().transaction(doctor(), bundle(patientEntry, weight(1)));
    const [patient] = await chart().transaction(doctor(), bundle(patientEntry));
    const id = made?.id ?? '';
    const stored = (await chart().read(doctor(), { type: 'Observation', id })).resource;
    const put = (ifMatch?: string, resource: object = stored) =>
      chart().transaction(
        doctor(),
        bundle({
          request: { method: 'PUT', url: `Observation/${id}`, ...(ifMatch ? { ifMatch } : {}) },
          resource: { ...resource, id },
        }),
      );
    await expect(put()).rejects.toMatchObject({ code: 'precondition' });
    await expect(put('W/"7"')).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      put('W/"1"', { ...stored, subject: { reference: `Patient/${patient?.id ?? ''}` } }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await put('W/"1"')).toMatchObject([{ version: 2, status: '200', isNew: true }]);
  });

  it('E5 answers anything that is no transaction with a typed error', async () => {
    const { size } = ward.hospital.journal;
    const many = bundle(...Array.from({ length: 5001 }, (_, n) => weight(n)));
    await expect(chart().transaction(doctor(), many)).rejects.toMatchObject({ code: 'too-large' });
    const bad: unknown[] = [
      null,
      [],
      'x',
      {},
      bundle(null),
      bundle(weight(1)),
      bundle(weight(1), weight(1)),
      { ...bundle(), type: 'history' },
      bundle({ ...weight(1), request: { method: 'DELETE', url: 'Observation/1' } }),
    ];
    for (const each of bad)
      await expect(chart().transaction(doctor(), each)).rejects.toMatchObject({ code: 'invalid' });
    expect(ward.hospital.journal.size).toBe(size);
  });

  it('R7.2 imports the same source again without adding anything, and goes on where it grew', async () => {
    const source = 'grows.json';
    const first = await chart().importBundle(doctor(), {
      source,
      bundle: bundle(patientEntry, weight(1)),
    });
    const again = await chart().importBundle(doctor(), {
      source,
      bundle: bundle(patientEntry, weight(1)),
    });
    expect(again.map(({ id, isNew, journal }) => [id, isNew, journal])).toEqual(
      first.map(({ id, journal }) => [id, false, journal]),
    );
    const grown = await chart().importBundle(doctor(), {
      source,
      bundle: bundle(patientEntry, weight(1), weight(2)),
    });
    expect(grown.map(({ isNew }) => isNew)).toEqual([false, false, true]);
    expect(chart().info({ type: 'Observation', id: grown[2]?.id ?? '' })?.patient).toBe(
      first[0]?.id,
    );
    const other = await chart().importBundle(doctor(), {
      source: 'other.json',
      bundle: bundle(patientEntry),
    });
    expect(other[0]?.id).not.toBe(first[0]?.id);
  });

  it('C2.2 gives every entry the kind and the labels that `label` prints', async () => {
    for (const index of [0, 1, 2, 3]) {
      const given = syntheticBundle('kinds', index);
      const outcome = await chart().importBundle(doctor(), { source: `s${index}`, bundle: given });
      const expected = labelBundle(given);
      const found = outcome.map(({ type, id, fullUrl }) => {
        const { kind, labels } = chart().info({ type, id }) ?? {};
        return { fullUrl, type, kind, labels };
      });
      expect(found).toEqual(expected);
    }
  });
});

describe('search', () => {
  it('C9 pages without losing or repeating anything while records come in', async () => {
    const entries = Array.from({ length: 53 }, (_, n) => weight(n));
    const [patient] = await chart().transaction(doctor(), bundle(patientEntry, ...entries));
    for (const sort of ['', '&_sort=date', '&_sort=-date']) {
      const query = `patient=${patient?.id ?? ''}&_count=10${sort}`;
      const seen: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      let total = 0;
      do {
        const page: Awaited<ReturnType<ReturnType<typeof chart>['search']>> = await chart().search(
          doctor(),
          {
            type: 'Observation',
            query,
            ...(cursor === null ? {} : { cursor }),
          },
        );
        seen.push(...page.matches.map(({ id }) => id));
        total ||= page.total;
        expect(page.total).toBe(total);
        cursor = page.next;
        pages += 1;
        await chart().create(doctor(), {
          type: 'Observation',
          resource: {
            ...weight(1).resource,
            subject: { reference: `Patient/${patient?.id ?? ''}` },
          },
        });
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(total);
      expect(pages).toBe(Math.ceil(total / 10));
    }
  });

  it('C9 binds a cursor to its user and its query', async () => {
    const [patient] = await chart().transaction(
      doctor(),
      bundle(patientEntry, weight(1), weight(2)),
    );
    const query = `patient=${patient?.id ?? ''}&_count=1`;
    const { next } = await chart().search(doctor(), { type: 'Observation', query });
    const cursor = next ?? '';
    const go = (role: 'doctor' | 'nurse', asked: string, at = cursor) =>
      chart().search(ward.as(role), { type: 'Observation', query: asked, cursor: at });
    expect((await go('doctor', query)).matches).toHaveLength(1);
    await expect(go('nurse', query)).rejects.toMatchObject({ code: 'invalid' });
    await expect(go('doctor', '_count=1')).rejects.toMatchObject({ code: 'invalid' });
    await expect(go('doctor', query, `${cursor.slice(0, -2)}AA`)).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('E5 finds by type, code, category, date and status, and refuses what it does not know', async () => {
    const entries = Array.from({ length: 10 }, (_, n) => weight(n));
    const [patient] = await chart().transaction(doctor(), bundle(patientEntry, ...entries));
    const total = async (query: string, type = 'Observation') =>
      (await chart().search(doctor(), { type, query: `patient=${patient?.id ?? ''}&${query}` }))
        .total;
    expect(await total('code=http://loinc.org|29463-7')).toBe(10);
    expect(await total('code=29463-7&status=final&category=vital-signs')).toBe(10);
    expect(await total('code=1-1')).toBe(0);
    expect(await total('code:not=1-1')).toBe(10);
    expect(await total('date=2012')).toBe(1);
    expect(await total('date=ge2015&date=lt2018')).toBe(3);
    expect(await total('value-quantity=gt65')).toBe(4);
    expect(await total('encounter:missing=true')).toBe(10);
    expect(await total('_summary=count')).toBe(10);
    expect(await total('date=2012', 'Condition').catch(() => 'refused')).toBe('refused');
    for (const query of ['nonsense=1', '_count=x', 'date=x', 'code:below=1'])
      await expect(total(query)).rejects.toMatchObject({ code: 'invalid' });
  });
});
